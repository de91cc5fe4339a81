package org.s2slab.exchange.recurrence;

import java.time.Instant;

/**
 * The place in time of one occurrence of a series.
 *
 * @param original the start that the pattern gives it, by which it is known for good
 */
public record OccurrenceSpan(Instant original, Instant starts, Instant ends) {
    /** Whether it is in a calendar view: it may end exactly where the view begins. */
    public boolean isWithin(Instant from, Instant until) {
        return !ends.isBefore(from) && starts.isBefore(until);
    }
}
