package org.s2slab.junit.embedded;

import java.time.Duration;
import java.time.Instant;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.junit.LabClock;

/** The clocks of a deployment. */
record EmbeddedClock(Deployment topology) implements LabClock {
    @Override
    public Instant now() {
        return topology.nodes().iterator().next().clock().instant();
    }

    @Override
    public void advance(Duration by) {
        topology.advance(null, by);
    }

    @Override
    public void advance(String node, Duration by) {
        topology.advance(node, by);
    }

    @Override
    public void set(Instant moment) {
        topology.set(null, moment);
    }
}
