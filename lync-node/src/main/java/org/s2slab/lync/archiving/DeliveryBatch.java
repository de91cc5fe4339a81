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
 * The transcripts that one call creates in one mailbox.
 *
 * @param user the id in Lync of the mailbox's owner
 */
record DeliveryBatch(String user, List<Queued> entries) {
    /** Maximum number of transcripts in one call; at this number, the cost of the call itself hardly matters. */
    private static final int MOST = 25;

    /** Maximum number of characters in one call, far below Exchange's limit. A single transcript may be longer. */
    private static final int LARGEST = 500_000;

    /** Groups due transcripts by mailbox into batches, one for each call, in the order of their first transcripts. */
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

    /** The requests that caused the transcripts; null for an unknown request. */
    List<@Nullable TraceParent> causes() {
        List<@Nullable TraceParent> causes = new ArrayList<>();
        entries.forEach(entry -> causes.add(entry.cause()));
        return causes;
    }

    /** Splits the batch into a batch for each transcript. */
    List<DeliveryBatch> apart() {
        return entries.stream()
                .map(entry -> new DeliveryBatch(user, List.of(entry)))
                .toList();
    }
}
