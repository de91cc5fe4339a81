package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;

/** Reads the events of a conversation that its members heard. */
record ConversationEventQuery(Database database) {
    private static final String OWN = " FROM conversation_events own WHERE own.conversation_id = e.conversation_id"
            + " AND own.sip = ? AND own.kind IN ('JOIN', 'LEAVE') AND own.sequence ";

    /**
     * Whether a person heard an event of a conference. The last join or leave of this person before the event decides.
     */
    private static final String HEARD = " AND COALESCE("
            + "(SELECT CASE WHEN own.kind = 'JOIN' OR own.sequence = e.sequence THEN 1 ELSE 0 END" + OWN
            + "<= e.sequence ORDER BY own.sequence DESC LIMIT 1),"
            + " (SELECT CASE own.kind WHEN 'LEAVE' THEN 1 ELSE 0 END" + OWN
            + "> e.sequence ORDER BY own.sequence LIMIT 1), ?) = 1";

    /**
     * The first events after an event that a member heard, in order. Both people of a conversation of two hear all of
     * its events.
     */
    Future<List<Entry>> heardAfter(Conversation in, Member member, int sequence, int most) {
        String where = "WHERE e.conversation_id = ? AND e.sequence > ?";
        int present = member.state() == State.PRESENT ? 1 : 0;
        return database.read(rx -> in.isConference()
                ? events(rx, where + HEARD, most, in.id(), sequence, member.sip(), member.sip(), present)
                : events(rx, where, most, in.id(), sequence));
    }

    /** The entries of the current part that each member heard, with further entries at its end. */
    Future<HeardEntries> heard(Conversation in, List<Entry> last) {
        return database.read(rx -> new HeardEntries(
                events(
                        rx,
                        "WHERE conversation_id = ? AND part < ? AND kind IN ('JOIN', 'LEAVE')",
                        Integer.MAX_VALUE,
                        in.id(),
                        in.openPart().number()),
                events(
                        rx,
                        "WHERE conversation_id = ? AND part = ?",
                        Integer.MAX_VALUE,
                        in.id(),
                        in.openPart().number()),
                last));
    }

    private static List<Entry> events(ReadTransaction rx, String condition, int most, Object... values) {
        return rx.list(
                "SELECT sequence, at, kind, sip, text FROM conversation_events e " + condition
                        + " ORDER BY e.sequence LIMIT " + most,
                ConversationEventQuery::entry,
                values);
    }

    private static Entry entry(ResultRow row) {
        return new Entry(
                (int) row.integer("sequence"),
                Instant.ofEpochSecond(row.integer("at")),
                Kind.valueOf(row.text("kind")),
                row.text("sip"),
                row.text("text"));
    }
}
