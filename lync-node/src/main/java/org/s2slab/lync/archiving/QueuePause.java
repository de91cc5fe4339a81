package org.s2slab.lync.archiving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The pause of the queue while Exchange cannot be reached. Each successive pause is twice as long. */
final class QueuePause {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Clock clock;
    private @Nullable Instant until;
    private int inARow;

    QueuePause(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether the queue pauses now. A pause that ends later than the maximum allows does not count, because it began
     * before the clock was set back.
     */
    boolean lasts() {
        Instant now = clock.instant();
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
    }

    /** The end of the pause, or null without a pause. */
    @Nullable
    Instant until() {
        return until;
    }

    /** Whether a pause has begun since the queue was last processed. */
    boolean hasBegun() {
        return until != null;
    }

    /** Whether a pause was necessary, and Exchange has not been reached since then. */
    boolean isFirstTryAfter() {
        return inARow > 0;
    }

    /** Ends the pause to test whether Exchange can be reached again. */
    void interrupt() {
        until = null;
    }

    /** Ends the pause after Exchange was reached. */
    void end() {
        until = null;
        inARow = 0;
    }

    /** Begins a pause, or restarts the present pause; returns its length. */
    Duration begin() {
        Duration length = after(inARow);
        if (until == null) {
            inARow++;
        }
        until = clock.instant().plus(length);
        return length;
    }

    /** The length of the pause after this number of failures. */
    static Duration after(int failures) {
        Duration rest = FIRST.multipliedBy(1L << Math.min(failures, 10));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
