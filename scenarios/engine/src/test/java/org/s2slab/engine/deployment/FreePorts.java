package org.s2slab.engine.deployment;

import java.util.concurrent.ThreadLocalRandom;
import org.s2slab.refusal.Refusal;

/** Finds a base port such that all ports of a deployment are free. */
public final class FreePorts {
    private FreePorts() {}

    /**
     * Returns a base port below the ephemeral ports of the machine, so that no other program gets one of these ports by
     * chance.
     */
    public static int base(Topology plan) {
        for (int tries = 0; tries < 100; tries++) {
            PortPlan ports = new PortPlan(ThreadLocalRandom.current().nextInt(10_000, 32_000));
            try {
                ports.requireFree(plan);
                ports.requireFreePage(Exposure.LOOPBACK);
                return ports.base();
            } catch (Refusal taken) {
                // A port is in use; try another base port.
            }
        }
        throw new IllegalStateException("no base of a hundred is free");
    }
}
