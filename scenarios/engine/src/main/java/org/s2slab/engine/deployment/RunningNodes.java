package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a deployment with their states, which are published to other processes in a file. */
final class RunningNodes {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNodes.class);

    private final Topology plan;
    private final Path folder;
    private final Path root;
    private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
    private boolean ended;

    /**
     * @param folder the data folder of the deployment
     * @param root PEM file of the deployment's root certificate
     */
    RunningNodes(Topology plan, Path folder, Path root) {
        this.plan = plan;
        this.folder = folder;
        this.root = root;
    }

    /** Adds a node that is down. All nodes are added before the first node starts. */
    synchronized void add(RunningNode node) {
        nodes.put(node.plan().name(), node);
    }

    /** All nodes, in the order of the topology. */
    synchronized List<RunningNode> all() {
        return List.copyOf(nodes.values());
    }

    /** The node as {@link StepTarget#node} finds it. */
    synchronized RunningNode named(String name) {
        RunningNode node = nodes.get(name);
        return node == null ? StepTarget.ofPool(nodes.values(), name) : node;
    }

    /** Sets a node to running. Other processes see this after the next call of {@link #tell}. */
    synchronized void up(String name, Launched launched) {
        nodes.put(name, named(name).up(launched));
    }

    /** Sets a node to down, unless it was restarted meanwhile. Returns whether it was running until now. Blocks. */
    synchronized boolean down(String name, Launched launched) {
        if (named(name).launched() != launched) {
            return false;
        }
        nodes.put(name, named(name).down());
        tell();
        return true;
    }

    /** Writes {@code deployment.json}, which {@link RunningDeployment} reads. Blocks the calling thread. */
    synchronized void tell() {
        if (!ended) {
            List<NodeAddress> addresses = all().stream()
                    .map(node -> NodeAddress.of(node, plan.exposure().connect()))
                    .toList();
            new DeploymentDescriptor(plan.name(), root, ProcessIdentity.self(), addresses).write(folder);
        }
    }

    /** Detects that a process ended although nobody stopped it: by a signal, or by a fault. */
    void watch(Vertx vertx, String name, Launched launched) {
        launched.ended()
                .onComplete(ended -> vertx.executeBlocking(() -> {
                    if (down(name, launched)) {
                        LOG.warn(
                                "the process of node '{}' has ended; its output is {}. ./lab node start {} starts it again",
                                name,
                                named(name).outputFile(),
                                name);
                    }
                    return null;
                }));
    }

    /** Stops all nodes. Blocks the calling thread. If a node fails to stop, the others are stopped nevertheless. */
    void stopAll() {
        Future.join(end().stream().map(Launched::stop).toList())
                .otherwiseEmpty()
                .await();
    }

    /** Sets all nodes to down, and stops writing the file; returns the nodes to stop. */
    private synchronized List<Launched> end() {
        ended = true;
        List<Launched> up = new ArrayList<>();
        for (RunningNode node : nodes.values()) {
            if (node.launched() != null) {
                up.add(node.launched());
            }
        }
        nodes.replaceAll((name, node) -> node.down());
        return up;
    }
}
