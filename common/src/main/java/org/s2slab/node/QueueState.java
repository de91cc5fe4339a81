package org.s2slab.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue of a node.
 *
 * @param work what it is, in a few words
 * @param length how much of it
 * @param due how much of it is under way, or begins without anything else happening
 * @param oldest since when the oldest of it waits, or null where nothing does or a former version of the node did not note it
 * @param nextAttempt when the next of what was tried in vain is tried again, or null
 * @param lastError why the latest attempt failed, or null
 */
record QueueState(
        String work,
        int length,
        int due,
        @Nullable Instant oldest,
        @Nullable Instant nextAttempt,
        @Nullable String lastError) {
    /** How much was tried in vain and waits for its next attempt. */
    int resting() {
        return length - due;
    }
}
