package org.s2slab.engine.checker;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The clock of a whole deployment: it ticks while the deployment is set up, and then stands wherever a test holds it. */
final class HeldClock extends Clock {
    private volatile @Nullable Instant held;

    /** From now on it is this moment and no other. */
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
