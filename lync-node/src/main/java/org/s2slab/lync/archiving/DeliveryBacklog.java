package org.s2slab.lync.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.DeferredQueue.Due;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;

/**
 * The state of the transcript queue at one moment.
 *
 * @param oldest when the oldest transcript in the queue was stored, or null for an empty queue
 * @param refused number of failed transcripts that Exchange refuses for their content
 * @param oldestFailing when the oldest of the other failed transcripts was stored, or null
 * @param nextAttempt when the next delivery is due, or null
 * @param lastError why the latest failed delivery failed, or null
 */
record DeliveryBacklog(
        int size,
        int failing,
        int refused,
        @Nullable Instant oldest,
        @Nullable Instant oldestFailing,
        @Nullable Instant nextAttempt,
        @Nullable String lastError) {
    static DeliveryBacklog read(ReadTransaction rx) {
        return rx.first(
                        "SELECT COUNT(*) AS size, SUM(CASE WHEN failures > 0 THEN 1 ELSE 0 END) AS failing,"
                                + " SUM(refused) AS refused, MIN(stored) AS oldest,"
                                + " MIN(CASE WHEN failures > 0 AND refused = 0 THEN stored END) AS oldest_failing,"
                                + " MIN(next_attempt) AS next_attempt, (SELECT q.last_error FROM deliveries q"
                                + " WHERE q.last_error IS NOT NULL ORDER BY q.next_attempt DESC LIMIT 1) AS last_error"
                                + " FROM deliveries",
                        DeliveryBacklog::of)
                .orElseThrow();
    }

    private static DeliveryBacklog of(ResultRow row) {
        return new DeliveryBacklog(
                (int) row.integer("size"),
                (int) row.integer("failing"),
                (int) row.integer("refused"),
                row.moment("oldest"),
                row.moment("oldest_failing"),
                row.moment("next_attempt"),
                row.optionalText("last_error"));
    }

    /** The condition of transcripts that are in delivery or will be tried without an administrator. */
    static Due due(Instant now, Duration longestRest) {
        return new Due(
                "failures = 0 OR next_attempt <= ? OR next_attempt > ?",
                List.of(now.getEpochSecond(), now.plus(longestRest).getEpochSecond()),
                null);
    }

    /** The condition without transcripts, because the whole queue pauses. */
    static Due restingUntil(@Nullable Instant end) {
        return new Due("FALSE", List.of(), end);
    }
}
