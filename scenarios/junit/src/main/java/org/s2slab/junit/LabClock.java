package org.s2slab.junit;

import java.time.Duration;
import java.time.Instant;
import org.s2slab.engine.deployment.Deployment;

/** The clock of a deployment: what it shows, and moving it, for all nodes or for one. */
public final class LabClock {
    private final Deployment topology;

    LabClock(Deployment topology) {
        this.topology = topology;
    }

    /** The time at the first node. */
    public Instant now() {
        return topology.nodes().iterator().next().clock().instant();
    }

    /** Moves all clocks. */
    public void advance(Duration by) {
        topology.advance(null, by);
    }

    /** Moves the clock of one node, so that it is ahead of the others, or behind by a negative duration. */
    public void advance(String node, Duration by) {
        topology.advance(node, by);
    }

    /** Sets all clocks. */
    public void set(Instant moment) {
        topology.set(null, moment);
    }
}
