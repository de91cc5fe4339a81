package org.s2slab.drill.torture;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.pki.SigningKey;

/**
 * The knowledge of the torture run's test application about a deployment: realms and keys, which it reads before the
 * first disturbance. It uses the machine's clock, independently of the nodes' clocks.
 */
final class TrafficHoldings extends DeploymentAttackerKnowledge {
    private final Clock machine;
    private final Map<String, String> realms = new HashMap<>();
    private final Map<String, SigningKey> keys = new HashMap<>();

    /** Reads the realms and keys. Blocks the calling thread. */
    TrafficHoldings(Deployment topology, Clock machine) {
        super(topology);
        this.machine = machine;
        topology.plan().nodes().keySet().forEach(node -> {
            realms.put(node, super.realm(node));
            keys.put(node, super.keyOf(node));
        });
    }

    @Override
    public String realm(String node) {
        return realms.getOrDefault(node, "");
    }

    @Override
    public SigningKey keyOf(String holder) {
        SigningKey known = keys.get(holder);
        return known == null ? super.keyOf(holder) : known;
    }

    @Override
    public Clock clock() {
        return machine;
    }
}
