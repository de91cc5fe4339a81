package org.s2slab.scenarios.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** One node's clock: it ticks like the machine's, and can be moved. */
public final class LabClock extends Clock {
    private final Clock ticking;
    private volatile Duration moved = Duration.ZERO;

    /** A clock that shows what {@code ticking} shows until it is moved. */
    public LabClock(Clock ticking) {
        this.ticking = ticking;
    }

    /** Moves this clock; a negative duration moves it back. */
    public synchronized void advance(Duration by) {
        moved = moved.plus(by);
    }

    /** Makes this clock show a moment now. */
    public synchronized void set(Instant moment) {
        moved = Duration.between(ticking.instant(), moment);
    }

    /** How far this clock is from the machine's. */
    public Duration moved() {
        return moved;
    }

    @Override
    public Instant instant() {
        return ticking.instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
