package org.s2slab.engine.deployment;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.launch.CacheFolder;
import org.s2slab.management.AdjustableClock;
import org.s2slab.pki.KeyPool;
import org.s2slab.trace.IdGenerator;

/**
 * The resources that all deployments share at their start: one event loop group, one set of keys, one source of ids.
 *
 * @param clock the machine's clock, which the nodes' clocks follow
 * @param moved the initial distance of the nodes' clocks to the machine's clock
 * @param ports the ports of the nodes
 * @param databases where deployments with pools have their databases
 */
public record LaunchContext(
        Vertx vertx,
        NodeLauncher launcher,
        ReusableKeys keys,
        IdGenerator ids,
        Clock clock,
        Duration moved,
        PortPlan ports,
        DatabaseSource databases) {

    /** A context with the machine's time, in which nodes listen at any free ports. */
    public LaunchContext(Vertx vertx, NodeLauncher launcher, ReusableKeys keys, IdGenerator ids, Clock clock) {
        this(vertx, launcher, keys, ids, clock, Duration.ZERO, PortPlan.ANY, DatabaseSource.INSTALLED);
    }

    /** A copy whose clocks begin at this moment. Certificates are also created for that time. */
    public LaunchContext at(Instant moment) {
        Duration distance = Duration.between(clock.instant(), moment);
        return new LaunchContext(vertx, launcher, keys, ids, clock, distance, ports, databases);
    }

    /** A copy whose nodes listen at these ports. */
    public LaunchContext on(PortPlan others) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, moved, others, databases);
    }

    /** A copy whose deployments have their databases elsewhere. */
    public LaunchContext on(DatabaseSource others) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, moved, ports, others);
    }

    /** A new clock for a node. */
    AdjustableClock newClock() {
        AdjustableClock made = new AdjustableClock(clock);
        made.move(moved);
        return made;
    }

    /** Keys that are stored between runs (see {@link CacheFolder}). */
    public static ReusableKeys sharedKeys() {
        return keysFrom(0);
    }

    /**
     * Stored keys from the pool, beginning with another pair, under a separate root. Deployments with these keys do not
     * trust deployments with other keys.
     *
     * @param first the number of the first pair in the pool
     */
    public static ReusableKeys keysFrom(int first) {
        return new ReusableKeys(new KeyPool(CacheFolder.of("keys")), first);
    }
}
