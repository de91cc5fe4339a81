package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.deployment.Topology;

/** Makes pools of the nodes of a topology. */
public final class PooledTopology {
    private PooledTopology() {}

    /**
     * A copy in which each node is a pool with the name of the node, as the key {@code servers} makes it. A pool of
     * the topology keeps its servers.
     *
     * @param servers the number of servers of each new pool
     * @throws IllegalArgumentException if a server would have the name or the host of another node
     */
    public static Topology of(Topology plan, int servers) {
        Map<String, NodePlan> nodes = new LinkedHashMap<>();
        for (NodePlan node : plan.nodes().values()) {
            for (NodePlan server : servers(node, servers)) {
                boolean isTaken = plan.nodes().values().stream()
                        .anyMatch(other -> !other.name().equals(node.name())
                                && (other.name().equals(server.name())
                                        || other.hosts().contains(server.ownHost())));
                if (isTaken) {
                    throw new IllegalArgumentException("topology '" + plan.name() + "': the server '" + server.name()
                            + "' of a new pool has the name or the host of another node; rename that node");
                }
                nodes.put(server.name(), server);
            }
        }
        return plan.with(nodes);
    }

    private static List<NodePlan> servers(NodePlan node, int number) {
        if (node.pool() != null) {
            return List.of(node);
        }
        PoolPlan pool = new PoolPlan(node.name(), node.hosts(), PoolPlan.OWN);
        List<NodePlan> servers = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            String name = node.name() + "-" + i;
            servers.add(node.in(pool, name, PoolParser.hostOf(name, node.host())));
        }
        return servers;
    }
}
