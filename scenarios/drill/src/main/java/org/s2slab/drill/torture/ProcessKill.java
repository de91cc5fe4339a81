package org.s2slab.drill.torture;

import org.s2slab.engine.deployment.Deployment;

/** Kills the process of a node during its work, and starts the node again. */
record ProcessKill(Deployment topology) implements Disturbance {
    @Override
    public String begin(PlannedDisturbance planned) {
        topology.killNode(planned.node());
        return planned.node() + " is killed (kill -9)";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        topology.startNode(planned.node());
        return planned.node() + " is started again";
    }
}
