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
 * The resources with which deployments start, shared by all: one event loop group, one set of keys, one source of ids.
 *
 * @param clock the machine's clock, which the nodes' clocks follow
 * @param moved initial distance of the nodes' clocks to it
 * @param ports where the nodes listen
 */
public record LaunchContext(
        Vertx vertx,
        NodeLauncher launcher,
        ReusableKeys keys,
        IdGenerator ids,
        Clock clock,
        Duration moved,
        PortPlan ports) {

    /** A context with the machine's time, and nodes that listen at any free ports. */
    public LaunchContext(Vertx vertx, NodeLauncher launcher, ReusableKeys keys, IdGenerator ids, Clock clock) {
        this(vertx, launcher, keys, ids, clock, Duration.ZERO, PortPlan.ANY);
    }

    /** A copy whose clocks begin at a moment; certificates are made for that time, too. */
    public LaunchContext at(Instant moment) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, Duration.between(clock.instant(), moment), ports);
    }

    /** A copy whose nodes listen at these ports. */
    public LaunchContext on(PortPlan others) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, moved, others);
    }

    /** A new clock for a node. */
    AdjustableClock newClock() {
        AdjustableClock made = new AdjustableClock(clock);
        made.move(moved);
        return made;
    }

    /** Keys that are stored between runs: see {@link CacheFolder}. */
    public static ReusableKeys sharedKeys() {
        return keysFrom(0);
    }

    /** Stored keys from another pair on, under another root: deployments with these trust none with other keys. */
    public static ReusableKeys keysFrom(int first) {
        return new ReusableKeys(new KeyPool(CacheFolder.of("keys")), first);
    }
}
