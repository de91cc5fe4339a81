package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pools of a topology.
 *
 * @param nodes the nodes of the topology by name; each server of a pool is a node
 */
public record Pools(Map<String, NodePlan> nodes) {
    /** The name of a server for people: {@code berlin-1 (pool-berlin)}, or its name alone without a pool. */
    public static String label(String server, @Nullable String pool) {
        return pool == null ? server : server + " (" + pool + ")";
    }

    /** The servers of each pool, in the order of the topology. */
    public Map<String, List<NodePlan>> byName() {
        Map<String, List<NodePlan>> pools = new LinkedHashMap<>();
        nodes.values().stream()
                .filter(node -> node.pool() != null)
                .forEach(node -> pools.computeIfAbsent(node.poolName(), first -> new ArrayList<>())
                        .add(node));
        return pools;
    }

    /** The pool of each server that has one. */
    public Map<String, String> ofServers() {
        return nodes.values().stream()
                .filter(node -> node.pool() != null)
                .collect(Collectors.toMap(NodePlan::name, NodePlan::poolName, (one, two) -> one, TreeMap::new));
    }

    /** The pool of each started server that has one. */
    public static Map<String, String> of(List<NodeAddress> servers) {
        Map<String, String> pools = new TreeMap<>();
        for (NodeAddress server : servers) {
            PoolPlan pool = server.pool();
            if (pool != null) {
                pools.put(server.name(), pool.name());
            }
        }
        return pools;
    }

    /** Collects the pools of the nodes that a report in JSON describes. */
    public static void gather(@Nullable Object json, Map<String, String> pools) {
        if (json instanceof JsonArray array) {
            array.forEach(each -> gather(each, pools));
        } else if (json instanceof JsonObject object) {
            if (object.getValue("hosts") instanceof JsonArray
                    && object.getValue("name") instanceof String server
                    && object.getValue("pool") instanceof String pool) {
                pools.put(server, pool);
            }
            object.forEach(member -> gather(member.getValue(), pools));
        }
    }

    /** The node with this name, or all servers of the pool with this name; empty if there is none. */
    public List<NodePlan> named(String name) {
        NodePlan node = nodes.get(name);
        return node == null ? byName().getOrDefault(name, List.of()) : List.of(node);
    }

    /** The names that scenarios use: those of the nodes, and those of the pools. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(nodes.keySet());
        names.addAll(byName().keySet());
        return names;
    }

    /** One node of each pool, and every node without a pool. */
    public List<NodePlan> distinct() {
        Map<String, NodePlan> first = new LinkedHashMap<>();
        nodes.values().forEach(node -> first.putIfAbsent(node.poolName(), node));
        return List.copyOf(first.values());
    }

    /** A sentence for each product with several separate servers or organizations on the same premises. */
    public List<String> separate(String topology) {
        Map<String, Map<String, String>> alike = new TreeMap<>();
        distinct()
                .forEach(node -> alike.computeIfAbsent(
                                (node.online() ? "online " : "") + node.role(), role -> new LinkedHashMap<>())
                        .merge(
                                node.database().orElse(node.name()),
                                node.poolName(),
                                (one, two) -> one + " and " + two));
        return alike.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "topology '" + topology + "': the nodes "
                        + String.join(", ", entry.getValue().values())
                        + " of the role " + entry.getKey()
                        + " are separate organisations: each has its own configuration, contact lists and mailboxes."
                        + " Servers of one organisation are a node with the key 'servers'")
                .toList();
    }

    /**
     * Checks that a name is not that of a pool, for an action on one server.
     *
     * @throws IllegalArgumentException if it is the name of a pool; the message lists its servers
     */
    void requireNone(String name) {
        List<NodePlan> servers = byName().get(name);
        if (servers != null) {
            throw new IllegalArgumentException("'" + name + "' is a pool; name one of its servers: "
                    + servers.stream().map(NodePlan::name).collect(Collectors.joining(", ")));
        }
    }
}
