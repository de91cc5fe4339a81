package org.s2slab.lync.archiving;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the transcript queue at one moment.
 *
 * @param oldest when the oldest transcript in it was stored, or null when it is empty
 * @param refused number of failed transcripts that Exchange refuses for their content
 * @param oldestFailing when the oldest of the others that were tried in vain was stored, or null
 * @param nextAttempt when the next delivery is due, or null
 * @param lastError why the latest of them failed, or null
 */
record DeliveryBacklog(
        int size,
        int failing,
        int refused,
        @Nullable Instant oldest,
        @Nullable Instant oldestFailing,
        @Nullable Instant nextAttempt,
        @Nullable String lastError) {
    static DeliveryBacklog of(Row row) {
        return new DeliveryBacklog(
                row.getInteger("size"),
                count(row.getInteger("failing")),
                count(row.getInteger("refused")),
                moment(row.getLong("oldest")),
                moment(row.getLong("oldest_failing")),
                moment(row.getLong("next_attempt")),
                row.getString("last_error"));
    }

    /** The value of a sum, which is null without rows. */
    private static int count(@Nullable Integer sum) {
        return sum == null ? 0 : sum;
    }

    private static @Nullable Instant moment(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
