package org.s2slab.drill.torture;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Waits in real time between requests and between disturbances, independently of the nodes' clocks.
 *
 * @param clock the machine's clock
 */
record RealTimePacer(Vertx vertx, Clock clock) {
    /** Blocks for a time span. */
    void pause(Duration span) {
        vertx.timer(Math.max(1, span.toMillis()), TimeUnit.MILLISECONDS).await();
    }

    boolean isBefore(Instant moment) {
        return clock.instant().isBefore(moment);
    }

    /** The time after this span, starting now. */
    Instant in(Duration span) {
        return clock.instant().plus(span);
    }
}
