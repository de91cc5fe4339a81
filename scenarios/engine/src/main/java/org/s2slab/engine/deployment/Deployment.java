package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.SigningKey;

/** A running deployment. Starts all nodes of a topology with their clocks and ports, and stops the nodes on close. */
public final class Deployment implements StepTarget {
    private final Topology plan;
    private final LaunchContext launch;
    private final Path folder;
    private final DeploymentKeys keys;
    private final DeploymentHosts hosts;
    private final DeploymentLinks links;
    private final LabHttpClient client;
    private final RunningNodes nodes;
    private DeploymentDatabases databases = DeploymentDatabases.NONE;

    private Deployment(Topology plan, LaunchContext launch, Path folder) {
        this.plan = plan;
        this.launch = launch;
        this.folder = folder;
        this.keys = new DeploymentKeys(folder.resolve("root"), launch, plan.exposure());
        this.hosts = new DeploymentHosts(plan.exposure().connect());
        this.links = new DeploymentLinks(
                launch.vertx(), plan.nodes(), name -> node(name).port(), hosts);
        this.client = new LabHttpClient(launch.vertx(), keys.rootFile(), hosts.connect());
        this.nodes = new RunningNodes(plan, folder, keys.rootFile());
    }

    /**
     * Starts every node of a topology and waits until all nodes are healthy. Blocks the calling thread. If a node
     * fails, the method stops the others.
     *
     * @param folder the data folder, empty or from an earlier run
     */
    public static Deployment start(Topology plan, LaunchContext launch, Path folder) {
        return start(plan, launch, folder, DeploymentMoment.NEW);
    }

    /** Starts a topology as {@link #start(Topology, LaunchContext, Path)} does, with the state of saved data. */
    public static Deployment start(Topology plan, LaunchContext launch, Path folder, DeploymentMoment state) {
        launch.ports().requireFree(plan);
        Deployment topology = new Deployment(plan, launch, folder);
        try {
            topology.startAll(state);
            return topology;
        } catch (Exception e) {
            topology.close();
            throw e;
        }
    }

    private void startAll(DeploymentMoment state) {
        plan.requirePolicies(launch.newClock().instant());
        new DataExchange(folder).recover();
        databases = launch.databases().open(plan, folder);
        plan.nodes().forEach((name, node) -> NodeFolderWriter.equip(node, folder.resolve(name), keys));
        plan.nodes().forEach((name, node) -> {
            Path home = folder.resolve(name);
            NodeFolderWriter.configure(plan, node, home, keys, launch.ports().of(plan, name), databases.of(node));
            hosts.open(node, home);
            nodes.add(new RunningNode(node, home, launch.newClock(), null, 0));
        });
        OwnPasswords.write(plan, folder);
        state.startIn(this, launch.clock());
        nodes.tell();
    }

    /** The time of a clock that nobody moved since the start. */
    public Instant time() {
        return launch.newClock().instant();
    }

    /** The state of the clocks, nodes and links now. Blocks the calling thread. */
    public DeploymentMoment state() {
        return DeploymentMoment.of(this, launch.clock());
    }

    /** Exchanges the data of all nodes, see {@link DeploymentMoment#resumeIn}. Blocks the calling thread. */
    public void resume(DeploymentMoment state, Runnable exchange, Runnable undo) {
        state.resumeIn(this, launch.clock(), exchange, undo);
    }

    /** Starts a stopped node with the data on its disk. Blocks the calling thread. */
    public void startNode(String name) {
        plan.pools().requireNone(name);
        RunningNode node = node(name);
        if (node.isUp()) {
            throw new IllegalArgumentException("node '" + name + "' is up already");
        }
        // The administrator may have moved the clock while the node was down.
        node.clock().move(AdjustableClock.keptIn(node.folder(), launch.clock()).moved());
        launch(name).await();
    }

    /** Stops a node normally. Blocks the calling thread. */
    public void stopNode(String name) {
        Launched launched = up(name);
        nodes.down(name, launched);
        launched.stop().await();
    }

    /** Ends a node's own process at once, even during a request. Fails without one. Blocks the calling thread. */
    public void killNode(String name) {
        Launched launched = up(name);
        if (launched.pid().isPresent()) {
            nodes.down(name, launched);
        }
        launched.kill().await();
    }

    private Launched up(String name) {
        plan.pools().requireNone(name);
        Launched launched = node(name).launched();
        if (launched == null) {
            throw new IllegalArgumentException("node '" + name + "' is down already");
        }
        return launched;
    }

    Future<Void> launch(String name) {
        RunningNode node = node(name);
        NodeEnvironment environment = new NodeEnvironment(node.clock(), launch.ids(), hosts.of(name));
        Path config = node.folder().resolve(NodeFolderWriter.CONFIG);
        return launch.ports()
                .launch(
                        launch.vertx(),
                        plan,
                        name,
                        config,
                        () -> launch.launcher().launch(node.plan().role(), config, environment))
                .compose(launched -> {
                    nodes.up(name, launched);
                    nodes.watch(launch.vertx(), name, launched);
                    return launch.vertx().executeBlocking(() -> {
                        hosts.serve(node.plan(), launched.port());
                        nodes.tell();
                        return launched;
                    });
                })
                // In this JVM, a started node has opened its database and its listeners, and is not asked.
                .compose(launched -> launched.pid().isEmpty()
                        ? Future.succeededFuture()
                        : new HealthCheck(launch.vertx(), client).of(node.plan(), launched.managementPort()));
    }

    @Override
    public Topology plan() {
        return plan;
    }

    public DeploymentKeys keys() {
        return keys;
    }

    @Override
    public LabHttpClient client() {
        return client;
    }

    /** The links between the nodes. Tests can make these links fail. */
    public DeploymentLinks links() {
        return links;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Collection<RunningNode> nodes() {
        return nodes.all();
    }

    @Override
    public RunningNode node(String name) {
        return nodes.named(name);
    }

    @Override
    public Map<String, SigningKey> certificates(String node) {
        return keys.ofNode(node);
    }

    @Override
    public SigningKey outsider() {
        return keys.outsider();
    }

    @Override
    public Deployment own() {
        return this;
    }

    /** Changes the clock of one or all nodes; a stopped node reads it at its start. Blocks the calling thread. */
    @Override
    public void change(@Nullable String name, ClockChange change) {
        List<Future<Void>> told = new ArrayList<>();
        for (RunningNode node : name == null ? nodes() : servers(name)) {
            if (node.isUp()) {
                told.add(move(node, change));
            } else {
                node.clock().move(change.whileDown(node.folder(), launch.clock()));
            }
        }
        Future.all(told).await();
    }

    /** The databases of the pools. */
    public DeploymentDatabases databases() {
        return databases;
    }

    /**
     * Stops all nodes, but not the databases of their pools. Blocks the calling thread. If a node fails to stop, the
     * others are stopped nevertheless.
     */
    public void stopNodes() {
        nodes.stopAll();
    }

    /** Stops all nodes and the databases of their pools. Blocks the calling thread. */
    @Override
    public void close() {
        stopNodes();
        databases.close();
        links.close().otherwiseEmpty().await();
        DeploymentDescriptor.remove(folder);
        client.close().otherwiseEmpty().await();
    }
}
