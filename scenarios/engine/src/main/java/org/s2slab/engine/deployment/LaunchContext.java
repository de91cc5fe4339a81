package org.s2slab.engine.deployment;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.management.AdjustableClock;
import org.s2slab.pki.KeyPool;
import org.s2slab.trace.IdGenerator;

/**
 * What deployments are made with: one event loop group, one stock of keys, one source of ids for all of them.
 *
 * @param clock the machine's, which the nodes' clocks follow
 * @param moved how far from it the clocks of all nodes are when a deployment begins
 * @param ports where the nodes listen
 */
public record LaunchContext(
        Vertx vertx,
        NodeLauncher launcher,
        SharedKeys keys,
        IdGenerator ids,
        Clock clock,
        Duration moved,
        PortPlan ports) {

    /** With clocks that begin as the machine's, and nodes that listen at any ports. */
    public LaunchContext(Vertx vertx, NodeLauncher launcher, SharedKeys keys, IdGenerator ids, Clock clock) {
        this(vertx, launcher, keys, ids, clock, Duration.ZERO, PortPlan.ANY);
    }

    /** The same with clocks that begin at a moment: certificates are made for that time, too. */
    public LaunchContext at(Instant moment) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, Duration.between(clock.instant(), moment), ports);
    }

    /** The same with nodes that listen at these ports. */
    public LaunchContext on(PortPlan others) {
        return new LaunchContext(vertx, launcher, keys, ids, clock, moved, others);
    }

    /** A clock as a node's is when a deployment begins. */
    AdjustableClock newClock() {
        AdjustableClock made = new AdjustableClock(clock);
        made.move(moved);
        return made;
    }

    /** Keys kept between runs: see {@link KeptFiles}. */
    public static SharedKeys sharedKeys() {
        return keysFrom(0);
    }

    /** The same from another pair on, under a root of their own: nobody who has others is trusted by whoever has these. */
    public static SharedKeys keysFrom(int first) {
        return new SharedKeys(new KeyPool(KeptFiles.folder("keys")), first);
    }
}
