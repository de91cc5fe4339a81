package org.s2slab.lync.archiving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.trace.TraceParent;

/**
 * What goes into one mailbox by one call.
 *
 * @param user whose mailbox it is, by the user's id in Lync
 */
record DeliveryBatch(String user, List<Queued> entries) {
    /** Transcripts in one call: with more, what a call costs by itself is nothing against what they cost. */
    private static final int MOST = 25;

    /** Characters of transcripts in one call, so that it stays far below what Exchange takes; a single one may be longer. */
    private static final int LARGEST = 500_000;

    /** What is due, by mailbox, in pieces for a call each, in the order of the first in each. */
    static Deque<DeliveryBatch> of(List<Queued> due) {
        Deque<DeliveryBatch> all = new ArrayDeque<>();
        Map<String, DeliveryBatch> open = new HashMap<>();
        for (Queued entry : due) {
            DeliveryBatch one = open.get(entry.user());
            if (one == null || !one.takes(entry)) {
                one = new DeliveryBatch(entry.user(), new ArrayList<>());
                open.put(entry.user(), one);
                all.add(one);
            }
            one.entries.add(entry);
        }
        return all;
    }

    private boolean takes(Queued entry) {
        int size = entries.stream().mapToInt(Queued::size).sum() + entry.size();
        return entries.size() < MOST && size <= LARGEST;
    }

    /** The requests that caused them; null for one that is not known. */
    List<@Nullable TraceParent> causes() {
        List<@Nullable TraceParent> causes = new ArrayList<>();
        entries.forEach(entry -> causes.add(entry.cause()));
        return causes;
    }

    /** A consignment for each of them. */
    List<DeliveryBatch> apart() {
        return entries.stream()
                .map(entry -> new DeliveryBatch(user, List.of(entry)))
                .toList();
    }
}
