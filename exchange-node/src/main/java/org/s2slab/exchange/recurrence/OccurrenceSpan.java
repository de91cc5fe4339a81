package org.s2slab.exchange.recurrence;

import java.time.Instant;

/**
 * The time range of one occurrence of a series.
 *
 * @param original the start according to the pattern; it identifies the occurrence even after a move
 */
public record OccurrenceSpan(Instant original, Instant starts, Instant ends) {
    /** Whether the occurrence is in a calendar view. An occurrence may end exactly at the start of the view. */
    public boolean isWithin(Instant from, Instant until) {
        return !ends.isBefore(from) && starts.isBefore(until);
    }
}
