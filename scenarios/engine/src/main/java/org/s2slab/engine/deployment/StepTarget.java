package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.AdjustableClock;
import org.s2slab.pki.SigningKey;

/** A deployment on which the steps of a scenario are played. This process or another process runs its nodes. */
public interface StepTarget extends AutoCloseable {
    Topology plan();

    /** A client that trusts only the deployment's root certificate. */
    LabHttpClient client();

    /** The data folder of the deployment. */
    Path folder();

    /** All nodes, in the order of the topology. */
    Collection<RunningNode> nodes();

    /**
     * The node with this name, or the first server of the pool with this name that is up (or else its first server).
     * Throws IllegalArgumentException with the known names if there is neither.
     */
    RunningNode node(String name);

    /** The certificates of a node in the topology, by name. */
    Map<String, SigningKey> certificates(String node);

    /** A key that does not belong to any node of the deployment. */
    SigningKey outsider();

    /**
     * The deployment with its links and processes.
     *
     * @throws IllegalStateException if another process runs the deployment
     */
    Deployment own();

    /** Changes the clock of one node, or of all nodes if {@code node} is null. Blocks the calling thread. */
    void change(@Nullable String node, ClockChange change);

    /** Stops the nodes that this process runs. Blocks the calling thread. */
    @Override
    void close();

    /** A node with a client for its management port. */
    default ManagedNode managed(RunningNode node) {
        return new ManagedNode(NodeAddress.of(node, client().connect()), client());
    }

    /** All nodes, each with a client for its management port, in the order of the topology. */
    default List<ManagedNode> managed() {
        return nodes().stream().map(this::managed).toList();
    }

    /** The node with this name or host name. If several servers of a pool have it, one that is up. */
    default RunningNode serving(String nameOrHost) {
        return firstUp(nodes().stream()
                        .filter(node -> node.plan().hosts().contains(nameOrHost))
                        .toList())
                .orElseGet(() -> node(nameOrHost));
    }

    /** The node with this name, or all servers of the pool with this name. */
    default List<RunningNode> servers(String name) {
        List<RunningNode> servers = nodes().stream()
                .filter(node -> node.plan().poolName().equals(name))
                .toList();
        return servers.isEmpty() ? List.of(node(name)) : servers;
    }

    /** The first server of a pool that is up, or else its first server. */
    static RunningNode ofPool(Collection<RunningNode> nodes, String pool) {
        return firstUp(nodes.stream()
                        .filter(node -> node.plan().pool() != null
                                && node.plan().poolName().equals(pool))
                        .toList())
                .orElseThrow(() -> new IllegalArgumentException("there is no node '" + pool + "'; expected one of "
                        + nodes.stream().map(node -> node.plan().label()).collect(Collectors.joining(", "))));
    }

    /** The first of some nodes that is up, or else the first of them. */
    static Optional<RunningNode> firstUp(List<RunningNode> servers) {
        return servers.stream()
                .filter(RunningNode::isUp)
                .findFirst()
                .or(() -> servers.stream().findFirst());
    }

    /** A node's certificate with this name in the topology. */
    default SigningKey certificate(String node, String name) {
        SigningKey key = certificates(node).get(name);
        if (key == null) {
            throw new IllegalArgumentException("node '" + node + "' has no certificate '" + name + "'; it has "
                    + certificates(node).keySet());
        }
        return key;
    }

    /** Moves the clock of one node, or of all nodes if {@code node} is null. Blocks the calling thread. */
    default void advance(@Nullable String node, Duration by) {
        change(node, ClockChange.by(by));
    }

    /** Sets the clock of one node, or of all nodes if {@code node} is null. Blocks the calling thread. */
    default void set(@Nullable String node, Instant moment) {
        AdjustableClock first = nodes().iterator().next().clock();
        change(node, ClockChange.to(moment).asOf(AdjustableClock.machine(first).instant()));
    }

    /** Changes the clock of a running node at its management port. */
    default Future<Void> move(RunningNode node, ClockChange change) {
        return change.on(managed(node)).map(moved -> {
            node.clock().move(moved);
            return null;
        });
    }
}
