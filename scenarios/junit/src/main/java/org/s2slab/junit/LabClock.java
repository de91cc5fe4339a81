package org.s2slab.junit;

import java.time.Duration;
import java.time.Instant;
import org.s2slab.engine.deployment.Deployment;

/** Reads and moves the simulated clocks of a deployment: those of all nodes, or of one node. */
public final class LabClock {
    private final Deployment topology;

    LabClock(Deployment topology) {
        this.topology = topology;
    }

    /** The time of the first node's clock. */
    public Instant now() {
        return topology.nodes().iterator().next().clock().instant();
    }

    /** Moves all clocks. */
    public void advance(Duration by) {
        topology.advance(null, by);
    }

    /** Moves the clock of one node only; a negative duration moves it back. */
    public void advance(String node, Duration by) {
        topology.advance(node, by);
    }

    /** Sets all clocks. */
    public void set(Instant moment) {
        topology.set(null, moment);
    }
}
