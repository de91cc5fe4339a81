package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.engine.network.LinkRelay;

/**
 * The network links of a deployment, from each caller to each resource. A link is direct until it fails for the first
 * time. Then its new connections go through a relay, and the nodes do not notice the relay.
 */
public final class DeploymentLinks {
    /** A link through a relay, and its current fault. */
    public record Link(String from, String to, LinkFault fault) {}

    private record Ends(String from, String to) {}

    private final Vertx vertx;
    private final Map<String, NodePlan> nodes;
    private final ToIntFunction<String> port;
    private final DeploymentHosts hosts;
    private final Map<Ends, LinkRelay> relays = new LinkedHashMap<>();

    /** @param port returns the current port of the node with this name */
    DeploymentLinks(Vertx vertx, Map<String, NodePlan> nodes, ToIntFunction<String> port, DeploymentHosts hosts) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.port = port;
        this.hosts = hosts;
    }

    /**
     * Makes links fail. Blocks the calling thread.
     *
     * @param from the caller, or null for every node except {@code to}; the name of a pool stands for all its servers
     * @param to the resource, or null for every node except {@code from}; a pool as in {@code from}
     * @throws IllegalArgumentException if there is no such node; the message lists the nodes
     */
    public synchronized void treat(@Nullable String from, @Nullable String to, LinkFault fault) {
        Future.all(chosen(from, to).stream()
                        .map(ends -> relay(ends).treat(fault))
                        .toList())
                .await();
    }

    /**
     * Restores links. Blocks the calling thread. The parameters are as in {@link #treat}. A single node has no links to
     * restore.
     */
    public synchronized void heal(@Nullable String from, @Nullable String to) {
        boolean all = from == null && to == null;
        Future.all((all ? List.copyOf(relays.keySet()) : chosen(from, to))
                        .stream()
                                .filter(relays::containsKey)
                                .map(ends -> relay(ends).treat(LinkFault.NONE))
                                .toList())
                .await();
    }

    /** The links that were made to fail, including restored links. */
    public synchronized List<Link> shown() {
        List<Link> shown = new ArrayList<>();
        relays.forEach((ends, relay) -> shown.add(new Link(ends.from(), ends.to(), relay.fault())));
        return shown;
    }

    synchronized Future<Void> close() {
        return Future.join(relays.values().stream().map(LinkRelay::close).toList())
                .mapEmpty();
    }

    private List<Ends> chosen(@Nullable String from, @Nullable String to) {
        List<Ends> chosen = new ArrayList<>();
        for (String caller : named(from)) {
            for (String resource : named(to)) {
                if (!caller.equals(resource)) {
                    chosen.add(new Ends(caller, resource));
                }
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("a link is between two nodes: from one of "
                    + String.join(", ", nodes.keySet()) + " to another of them");
        }
        return chosen;
    }

    private List<String> named(@Nullable String node) {
        if (node == null) {
            return List.copyOf(nodes.keySet());
        }
        List<String> ofPool = nodes.values().stream()
                .filter(one -> one.poolName().equals(node))
                .map(NodePlan::name)
                .toList();
        return ofPool.isEmpty() ? List.of(plan(node).name()) : ofPool;
    }

    private NodePlan plan(String node) {
        NodePlan plan = nodes.get(node);
        if (plan == null) {
            throw new IllegalArgumentException(
                    "there is no node '" + node + "'; expected one of " + String.join(", ", nodes.keySet()));
        }
        return plan;
    }

    private LinkRelay relay(Ends ends) {
        return relays.computeIfAbsent(ends, absent -> {
            LinkRelay relay = new LinkRelay(vertx, hosts.connect(), () -> port.applyAsInt(ends.to()));
            hosts.lead(ends.from(), plan(ends.to()), relay.listen().await());
            return relay;
        });
    }
}
