package org.s2slab.engine.checker;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The clock of a deployment. The clock runs during the setup, and then stands at the moment that a test sets. */
final class HeldClock extends Clock {
    private volatile @Nullable Instant held;

    /** Stops the clock at a moment. */
    void hold(Instant moment) {
        held = moment;
    }

    @Override
    public Instant instant() {
        Instant moment = held;
        return moment == null ? Clock.systemUTC().instant() : moment;
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
