package org.s2slab.engine.deployment;

import java.util.concurrent.ThreadLocalRandom;
import org.s2slab.refusal.Refusal;

/** Finds a base for the ports of a deployment with nothing behind it in use. */
public final class FreePorts {
    private FreePorts() {}

    /** Below the ports that the machine gives to whoever asks for any: nobody takes one of them by chance. */
    public static int base(Topology plan) {
        for (int tries = 0; tries < 100; tries++) {
            PortPlan ports = new PortPlan(ThreadLocalRandom.current().nextInt(10_000, 32_000));
            try {
                ports.requireFree(plan);
                ports.requireFreePage();
                return ports.base();
            } catch (Refusal taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("no base of a hundred is free");
    }
}
