package org.s2slab.drill.torture;

import java.time.Duration;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.RunningNode;

/** Moves the clock of one node or of all nodes by more than the longest token lifetime, and resets it to real time. */
record MovedClock(Deployment topology) implements Disturbance {
    /** Minimum movement of a clock: above the longest token lifetime (24 hours) with its clock skew. */
    private static final Duration LEAST = Duration.ofHours(25);

    /** Maximum number of additional hours, far less than the days after which mailboxes purge deleted items. */
    private static final int MORE = 48;

    /** The distance of two servers of a pool. The clocks of two servers of other pools are right. */
    private static final Duration APART = Duration.ofMinutes(2);

    @Override
    public String begin(PlannedDisturbance planned) {
        if (planned.kind() == DisturbanceKind.CLOCKS_OF_POOL_APART) {
            return moveApart(planned);
        }
        Duration by = LEAST.plusHours(planned.draw() % MORE);
        boolean back =
                planned.kind() == DisturbanceKind.CLOCK_BACK || planned.kind() == DisturbanceKind.ALL_CLOCKS_BACK;
        topology.advance(ofAll(planned) ? null : pool(planned), back ? by.negated() : by);
        return clocks(planned) + " moved " + by.toHours() + " h " + (back ? "back" : "forward");
    }

    /** One server of the pool is behind, one is right, one is ahead, and so on. */
    private String moveApart(PlannedDisturbance planned) {
        int number = planned.draw();
        for (RunningNode server : topology.servers(pool(planned))) {
            topology.advance(server.plan().name(), APART.multipliedBy(number % 3 - 1));
            number++;
        }
        return clocks(planned) + " moved apart by up to " + 2 * APART.toMinutes() + " min";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        (ofAll(planned) ? topology.nodes() : topology.servers(pool(planned)))
                .forEach(node -> reset(topology, node.plan().name()));
        return clocks(planned) + " right again";
    }

    private static boolean ofAll(PlannedDisturbance planned) {
        return planned.kind() == DisturbanceKind.ALL_CLOCKS_FORWARD
                || planned.kind() == DisturbanceKind.ALL_CLOCKS_BACK;
    }

    private String clocks(PlannedDisturbance planned) {
        return ofAll(planned) ? "the clocks of all nodes are" : "the clock of " + pool(planned) + " is";
    }

    /** The node, or its pool: only disturbances by minutes move the servers of a pool apart. */
    private String pool(PlannedDisturbance planned) {
        return topology.node(planned.node()).plan().poolName();
    }

    /** Resets a node's clock to the machine's time. Blocks the calling thread. */
    static void reset(Deployment topology, String name) {
        RunningNode node = topology.node(name);
        node.clock().move(Duration.ZERO);
        if (node.isUp()) {
            topology.managed(node).moveClock(Duration.ZERO).await();
        } else {
            node.clock().keepIn(node.folder());
        }
    }
}
