package org.s2slab.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a queue of a node.
 *
 * @param work the kind of work, in a few words
 * @param length the number of entries
 * @param due the number of entries that are in progress, or that start without another event
 * @param oldest since when the oldest entry waits; null for an empty queue
 * @param nextAttempt the time of the next attempt at failed work, or null
 * @param lastError why the latest attempt failed, or null
 */
record QueueState(
        String work,
        int length,
        int due,
        @Nullable Instant oldest,
        @Nullable Instant nextAttempt,
        @Nullable String lastError) {
    /** The number of entries that failed and wait for their next attempt. */
    int resting() {
        return length - due;
    }
}
