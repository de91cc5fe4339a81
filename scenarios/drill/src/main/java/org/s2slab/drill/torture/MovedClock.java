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

    @Override
    public String begin(PlannedDisturbance planned) {
        Duration by = LEAST.plusHours(planned.draw() % MORE);
        boolean back =
                planned.kind() == DisturbanceKind.CLOCK_BACK || planned.kind() == DisturbanceKind.ALL_CLOCKS_BACK;
        topology.advance(ofAll(planned) ? null : planned.node(), back ? by.negated() : by);
        return clocks(planned) + " moved " + by.toHours() + " h " + (back ? "back" : "forward");
    }

    @Override
    public String end(PlannedDisturbance planned) {
        if (ofAll(planned)) {
            topology.plan().nodes().keySet().forEach(name -> reset(topology, name));
        } else {
            reset(topology, planned.node());
        }
        return clocks(planned) + " right again";
    }

    private static boolean ofAll(PlannedDisturbance planned) {
        return planned.kind() == DisturbanceKind.ALL_CLOCKS_FORWARD
                || planned.kind() == DisturbanceKind.ALL_CLOCKS_BACK;
    }

    private static String clocks(PlannedDisturbance planned) {
        return ofAll(planned) ? "the clocks of all nodes are" : "the clock of " + planned.node() + " is";
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
