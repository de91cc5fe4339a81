package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;
import org.s2slab.node.NodeEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running deployment: starts all nodes of a topology with their clocks and ports, and stops them on close. */
public final class Deployment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Topology plan;
    private final LaunchContext workshop;
    private final Path folder;
    private final DeploymentKeys keys;
    private final DeploymentHosts hosts;
    private final DeploymentLinks links;
    private final LabHttpClient client;
    private final HealthCheck health;
    private final RunningNodes nodes;

    private Deployment(Topology plan, LaunchContext workshop, Path folder) {
        this.plan = plan;
        this.workshop = workshop;
        this.folder = folder;
        this.keys = new DeploymentKeys(folder.resolve("root"), workshop.keys(), workshop.newClock());
        this.hosts = new DeploymentHosts();
        this.links = new DeploymentLinks(
                workshop.vertx(), plan.nodes(), name -> node(name).port(), hosts);
        this.client = new LabHttpClient(workshop.vertx(), keys.rootFile());
        this.health = new HealthCheck(workshop.vertx(), client);
        this.nodes = new RunningNodes(plan.name(), folder, keys.rootFile());
    }

    /**
     * Starts every node of a topology and waits until all are healthy; blocks. If one fails, the others are stopped.
     *
     * @param folder the data folder, empty or from an earlier run
     */
    public static Deployment start(Topology plan, LaunchContext workshop, Path folder) {
        Deployment topology = new Deployment(plan, workshop, folder);
        try {
            topology.startAll();
            return topology;
        } catch (Exception e) {
            topology.close();
            throw e;
        }
    }

    private void startAll() {
        workshop.ports().requireFree(plan);
        for (NodePlan node : plan.nodes().values()) {
            NodeFolderWriter.equip(node, folder.resolve(node.name()), keys);
        }
        for (NodePlan node : plan.nodes().values()) {
            Path home = folder.resolve(node.name());
            NodeFolderWriter.configure(plan, node, home, keys, workshop.ports().of(plan, node.name()));
            hosts.open(node, home);
            AdjustableClock clock = workshop.newClock();
            clock.keepIn(home);
            nodes.add(new RunningNode(node, home, clock, null, 0));
        }
        List<Future<Void>> starting = new ArrayList<>();
        // When a node fails, the others must finish starting first: a starting node cannot be stopped.
        plan.nodes()
                .keySet()
                .forEach(name -> starting.add(Future.succeededFuture().compose(begun -> launch(name))));
        Future.join(starting).await();
    }

    /** Starts a stopped node with the data on its disk; blocks. */
    public void startNode(String name) {
        if (node(name).isUp()) {
            throw new IllegalArgumentException("node '" + name + "' is up already");
        }
        // The administrator may have moved the clock.
        node(name)
                .clock()
                .move(AdjustableClock.keptIn(node(name).folder(), workshop.clock())
                        .moved());
        launch(name).await();
    }

    /** Stops a node in an orderly way; blocks. */
    public void stopNode(String name) {
        Launched launched = up(name);
        nodes.down(name, launched);
        launched.stop().await();
    }

    /** Ends a node's process at once, even in a request; blocks. Refused for a node without a process of its own. */
    public void killNode(String name) {
        Launched launched = up(name);
        if (launched.pid().isPresent()) {
            nodes.down(name, launched);
        }
        launched.kill().await();
    }

    /** Notices the end of a process that was not stopped: by a signal, or by a fault. */
    private void watch(String name, Launched launched) {
        launched.ended()
                .onComplete(ended -> workshop.vertx().executeBlocking(() -> {
                    if (nodes.down(name, launched)) {
                        LOG.warn(
                                "the process of node '{}' has ended; its output is {}. ./lab node start {} starts it again",
                                name,
                                node(name).outputFile(),
                                name);
                    }
                    return null;
                }));
    }

    private Launched up(String name) {
        Launched launched = node(name).launched();
        if (launched == null) {
            throw new IllegalArgumentException("node '" + name + "' is down already");
        }
        return launched;
    }

    private Future<Void> launch(String name) {
        RunningNode node = node(name);
        NodeEnvironment environment = new NodeEnvironment(node.clock(), workshop.ids(), hosts.of(name));
        Path config = node.folder().resolve(NodeFolderWriter.CONFIG);
        return workshop.ports()
                .launch(
                        workshop.vertx(),
                        plan,
                        name,
                        config,
                        () -> workshop.launcher().launch(node.plan().role(), config, environment))
                .compose(launched -> {
                    nodes.up(name, launched);
                    watch(name, launched);
                    return workshop.vertx().executeBlocking(() -> {
                        hosts.serve(node.plan(), launched.port());
                        nodes.tell();
                        return launched;
                    });
                })
                // In this JVM a successful start has opened the database and the listeners: no request over
                // the wire is needed.
                .compose(launched -> launched.pid().isEmpty()
                        ? Future.succeededFuture()
                        : health.of(node.plan(), launched.managementPort()));
    }

    public Topology plan() {
        return plan;
    }

    public DeploymentKeys keys() {
        return keys;
    }

    public LabHttpClient client() {
        return client;
    }

    /** The links between its nodes, which can be made to fail. */
    public DeploymentLinks links() {
        return links;
    }

    /** The data folder of the deployment. */
    public Path folder() {
        return folder;
    }

    /** Every node, in the order of the topology. */
    public Collection<RunningNode> nodes() {
        return nodes.all();
    }

    /** Every node with a client for its management port, in the order of the topology. */
    public List<ManagedNode> managed() {
        return nodes().stream().map(this::managed).toList();
    }

    /** A node with a client for its management port. */
    public ManagedNode managed(RunningNode node) {
        return new ManagedNode(NodeAddress.of(node), client);
    }

    /** A node by its name; IllegalArgumentException, with the known names, if there is none. */
    public RunningNode node(String name) {
        return nodes.named(name);
    }

    /** A node by its name or by one of its hosts. */
    public RunningNode serving(String nameOrHost) {
        return nodes().stream()
                .filter(node -> node.plan().hosts().contains(nameOrHost))
                .findFirst()
                .orElseGet(() -> node(nameOrHost));
    }

    /** Moves the clock of one node, or of all where {@code node} is null; blocks. */
    public void advance(@Nullable String node, Duration by) {
        change(node, ClockChange.by(by));
    }

    /** Sets the clock of one node, or of all where {@code node} is null; blocks. */
    public void set(@Nullable String node, Instant moment) {
        change(node, ClockChange.to(moment).asOf(workshop.clock().instant()));
    }

    /** Tells a running node by its management port; a stopped one reads the change when it starts. */
    private void change(@Nullable String name, ClockChange change) {
        List<Future<Void>> told = new ArrayList<>();
        for (RunningNode node : name == null ? nodes() : List.of(node(name))) {
            if (node.isUp()) {
                told.add(change.on(managed(node)).map(moved -> {
                    node.clock().move(moved);
                    return null;
                }));
            } else {
                node.clock().move(change.whileDown(node.folder(), workshop.clock()));
            }
        }
        Future.all(told).await();
    }

    /** Stops every node; blocks. A node that fails to stop does not prevent the stop of the others. */
    @Override
    public void close() {
        List<Future<Void>> stopping = nodes.end().stream().map(Launched::stop).toList();
        Future.join(stopping).otherwiseEmpty().await();
        links.close().otherwiseEmpty().await();
        DeploymentDescriptor.remove(folder);
        client.close().otherwiseEmpty().await();
    }
}
