package org.s2slab.drill.torture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.s2slab.engine.deployment.Topology;

/**
 * The nodes of a torture run, and the faults that each of them may have.
 *
 * @param nodes the names of all nodes
 * @param pools the pool of each node that is a server of a pool
 * @param databases whether the run may stop the database server of the pools
 */
record DisturbanceTargets(List<String> nodes, Map<String, String> pools, boolean databases) {
    DisturbanceTargets {
        nodes = List.copyOf(nodes);
        pools = Map.copyOf(pools);
    }

    /** @param databases whether the lab starts the database server, and so may stop it */
    static DisturbanceTargets of(Topology plan, boolean databases) {
        return new DisturbanceTargets(
                List.copyOf(plan.nodes().keySet()), plan.pools().ofServers(), databases);
    }

    /** Whether a node can have this fault. A disturbance of the database server names any server of a pool. */
    boolean mayHave(String node, DisturbanceKind kind) {
        boolean pooled = pools.containsKey(node);
        return switch (kind) {
            case DAMAGED_DATABASE, TORN_LOG, DAMAGED_LOG_INDEX -> !pooled;
            case PAUSE, CLOCKS_OF_POOL_APART -> pooled;
            case DATABASE_CRASH, DATABASE_RESTART, DATABASE_OUTAGE -> pooled && databases;
            default -> true;
        };
    }

    boolean isPossible(DisturbanceKind kind) {
        return nodes.stream().anyMatch(node -> mayHave(node, kind));
    }

    /** The nodes that a node may call: all others, except the servers of its own pool. */
    List<String> partners(String node) {
        return nodes.stream().filter(other -> !pool(other).equals(pool(node))).toList();
    }

    private String pool(String node) {
        return Objects.requireNonNullElse(pools.get(node), node);
    }
}
