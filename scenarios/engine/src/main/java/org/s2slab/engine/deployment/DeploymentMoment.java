package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.s2slab.engine.deployment.DeploymentLinks.Link;
import org.s2slab.management.AdjustableClock;

/**
 * The state of a deployment that is not in the data of its nodes. Its methods block.
 *
 * @param clocks the time of each node's clock by the node's name; a node that is absent has the time of the start
 * @param down the names of the stopped nodes
 * @param links the links that were made to fail
 */
public record DeploymentMoment(Map<String, Instant> clocks, Set<String> down, List<Link> links) {
    /** The state of a new deployment. */
    static final DeploymentMoment NEW = new DeploymentMoment(Map.of(), Set.of(), List.of());

    public DeploymentMoment {
        clocks = Map.copyOf(clocks);
        down = Set.copyOf(down);
        links = List.copyOf(links);
    }

    static DeploymentMoment of(Deployment topology, Clock machine) {
        // The times belong to one moment: a token must not be older than the registration of its key at another node.
        Instant now = machine.instant();
        Map<String, Instant> clocks = new TreeMap<>();
        Set<String> down = new TreeSet<>();
        for (RunningNode node : topology.nodes()) {
            // A node in its own process writes the distance of its clock into its folder.
            clocks.put(
                    node.plan().name(),
                    now.plus(AdjustableClock.keptIn(node.folder(), machine).moved()));
            if (!node.isUp()) {
                down.add(node.plan().name());
            }
        }
        return new DeploymentMoment(clocks, down, topology.links().shown());
    }

    /** Starts the nodes of a deployment in which all nodes are down. */
    void startIn(Deployment topology, Clock machine) {
        Instant now = machine.instant();
        links.forEach(link -> topology.links().treat(link.from(), link.to(), link.fault()));
        List<Future<Void>> starting = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            Instant time = clocks.get(node.plan().name());
            if (time != null) {
                node.clock().move(Duration.between(now, time));
            }
            node.clock().keepIn(node.folder());
            if (!down.contains(node.plan().name())) {
                starting.add(Future.succeededFuture()
                        .compose(begun -> topology.launch(node.plan().name())));
            }
        }
        // If a node fails, the other nodes must finish their start first, because a starting node cannot be stopped.
        Future.join(starting).await();
    }

    /**
     * Stops all nodes of a deployment, exchanges their data, and starts them with this state. If anything fails, the
     * deployment continues as before. If this fails as well, the failure is suppressed in the first one.
     *
     * @param exchange exchanges the data
     * @param undo undoes an exchange, also one that failed or has not begun
     */
    void resumeIn(Deployment topology, Clock machine, Runnable exchange, Runnable undo) {
        DeploymentMoment before = of(topology, machine);
        try {
            stopAll(topology);
            exchange.run();
            topology.links().heal(null, null);
            startIn(topology, machine);
        } catch (Exception e) {
            try {
                stopAll(topology);
                undo.run();
                topology.links().heal(null, null);
                before.startIn(topology, machine);
            } catch (Exception again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Stops all nodes that run. If a node fails to stop, the others are stopped nevertheless. */
    private static void stopAll(Deployment topology) {
        List<Future<Void>> stopping = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                stopping.add(Future.succeededFuture(node.plan().name())
                        .<Void>map(name -> {
                            topology.stopNode(name);
                            return null;
                        })
                        // Its process has ended meanwhile.
                        .recover(failure -> failure instanceof IllegalArgumentException
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure)));
            }
        }
        Future.join(stopping).await();
    }
}
