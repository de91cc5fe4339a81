package org.s2slab.lync.archiving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rest of the queue while Exchange cannot be reached; each one in a row is twice as long as the one before. */
final class QueueRest {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Clock clock;
    private @Nullable Instant until;
    private int inARow;

    QueueRest(Clock clock) {
        this.clock = clock;
    }

    /** Whether the queue rests now. A rest longer than any began before the clock was set back. */
    boolean lasts() {
        Instant now = clock.instant();
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
    }

    /** Until when it lasts; null where none has begun. */
    @Nullable
    Instant until() {
        return until;
    }

    /** Whether one has begun since the queue was last worked off. */
    boolean hasBegun() {
        return until != null;
    }

    /** Whether there was one, and Exchange has not been reached since. */
    boolean isFirstTryAfter() {
        return inARow > 0;
    }

    /** Ends it, to ask whether Exchange is back. */
    void interrupt() {
        until = null;
    }

    /** Ends it, for Exchange was reached. */
    void end() {
        until = null;
        inARow = 0;
    }

    /** Begins one, or begins the present one anew; gives how long it is. */
    Duration begin() {
        Duration length = after(inARow);
        if (until == null) {
            inARow++;
        }
        until = clock.instant().plus(length);
        return length;
    }

    /** How long something rests that failed this often before. */
    static Duration after(int failures) {
        Duration rest = FIRST.multipliedBy(1L << Math.min(failures, 10));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
