package org.s2slab.lync.conversations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;

/**
 * The entries of a part that each member of a conference heard. The last join or leave of the member before an entry
 * decides. All members who heard the whole part share one list, because a large conference has many members.
 */
final class HeardEntries {
    private final Map<String, Boolean> presentAtBegin = new HashMap<>();
    private final List<Entry> entries;
    private final List<Entry> last;
    private final List<Entry> all;

    /**
     * @param earlier the joins and leaves of earlier parts, in order
     * @param entries the entries of the part, in order
     * @param last further entries at its end, for the members who are present
     */
    HeardEntries(List<Entry> earlier, List<Entry> entries, List<Entry> last) {
        this.entries = entries;
        this.last = last;
        this.all = with(entries);
        earlier.forEach(entry -> presentAtBegin.put(entry.sip(), entry.kind() == Kind.JOIN));
        entries.stream()
                .filter(HeardEntries::isPresence)
                .forEach(entry -> presentAtBegin.putIfAbsent(entry.sip(), entry.kind() == Kind.LEAVE));
    }

    private List<Entry> with(List<Entry> heard) {
        List<Entry> whole = new ArrayList<>(heard);
        whole.addAll(last);
        return whole;
    }

    private static boolean isPresence(Entry entry) {
        return entry.kind() == Kind.JOIN || entry.kind() == Kind.LEAVE;
    }

    /** All entries of the part. */
    List<Entry> all() {
        return all;
    }

    /** The entries that a member heard, including the member's own joins and leaves. */
    List<Entry> of(Member member) {
        boolean isPresent = member.state() == State.PRESENT;
        boolean hears = presentAtBegin.getOrDefault(member.sip(), isPresent);
        List<Entry> heard = new ArrayList<>();
        for (Entry entry : entries) {
            boolean isOwn = isPresence(entry) && entry.sip().equals(member.sip());
            if (isOwn || hears) {
                heard.add(entry);
            }
            hears = isOwn ? entry.kind() == Kind.JOIN : hears;
        }
        List<Entry> whole = isPresent ? with(heard) : heard;
        return whole.size() == all.size() ? all : whole;
    }
}
