package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/** A running deployment of another process or of containers, with the topology of the scenario to play on it. */
public final class RunningStepTarget implements StepTarget {
    /** Size of the outsider's key in bits, equal to the size of the products' keys. */
    private static final int BITS = 2_048;

    private final RunningDeployment running;
    private final Topology plan;
    private final Map<String, ManagedNode> managed = new LinkedHashMap<>();
    private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
    private @Nullable SigningKey outsider;

    private RunningStepTarget(RunningDeployment running, Topology plan) {
        this.running = running;
        this.plan = plan;
    }

    /**
     * Reads the ports and the clocks of the nodes. Blocks the calling thread.
     *
     * @param machine the machine's clock
     * @throws IllegalArgumentException if the deployment does not have the nodes of the topology, or if a node is down
     */
    public static RunningStepTarget of(RunningDeployment running, Topology plan, Clock machine) {
        RunningStepTarget target = new RunningStepTarget(running, plan);
        for (ManagedNode node : running.nodes()) {
            target.managed.put(node.name(), node);
        }
        requireSame(plan, target.managed);
        for (NodePlan node : plan.nodes().values()) {
            target.add(node, machine);
        }
        return target;
    }

    private static void requireSame(Topology plan, Map<String, ManagedNode> running) {
        Map<String, String> expected = new TreeMap<>();
        plan.nodes()
                .values()
                .forEach(node -> expected.put(node.name(), text(node.role(), node.online(), node.hosts())));
        Map<String, String> found = new TreeMap<>();
        running.forEach((name, node) -> found.put(
                name, text(node.role(), node.address().online(), node.address().hosts())));
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("the running deployment is not topology '" + plan.name()
                    + "': expected the nodes " + expected + ", found " + found);
        }
    }

    private static String text(String role, boolean online, List<String> hosts) {
        return (online ? "online " : "") + role + " " + String.join(" ", hosts);
    }

    private void add(NodePlan node, Clock machine) {
        ManagedNode port = node(managed, node.name());
        NodeAddress address = port.address();
        if (!address.up()) {
            throw new IllegalArgumentException(
                    "node '" + node.name() + "' is down; start it, for instance with ./lab node start " + node.name());
        }
        AdjustableClock clock = new AdjustableClock(machine);
        JsonObject shown = port.clock()
                .recover(failure -> Future.failedFuture(new IllegalStateException("node '" + node.name()
                        + "' does not answer its administrator (" + failure.getMessage()
                        + "); ./lab health shows which nodes are ready")))
                .await();
        clock.move(Duration.parse(shown.getString("moved")));
        nodes.put(node.name(), new RunningNode(node, address.folder(), clock, new Ports(address), 1));
    }

    /** The ports of a node of another process. */
    private record Ports(NodeAddress address) implements Launched {
        @Override
        public int port() {
            return address.port();
        }

        @Override
        public int managementPort() {
            return address.managementPort();
        }

        @Override
        public Future<Void> stop() {
            return Future.failedFuture(new IllegalStateException(elsewhere()));
        }
    }

    private static String elsewhere() {
        return "this process does not run the nodes of the deployment, so it cannot stop them or make links fail";
    }

    @Override
    public Topology plan() {
        return plan;
    }

    @Override
    public LabHttpClient client() {
        return running.client();
    }

    @Override
    public Path folder() {
        return running.folder();
    }

    @Override
    public Collection<RunningNode> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public RunningNode node(String name) {
        RunningNode node = nodes.get(name);
        return node == null ? StepTarget.ofPool(nodes.values(), name) : node;
    }

    private static <T> T node(Map<String, T> nodes, String name) {
        T found = nodes.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no node '" + name + "'; expected one of " + String.join(", ", nodes.keySet()));
        }
        return found;
    }

    @Override
    public ManagedNode managed(RunningNode node) {
        return node(managed, node.plan().name());
    }

    @Override
    public Map<String, SigningKey> certificates(String node) {
        return NodeFolderReader.keys(node(node).folder());
    }

    @Override
    public synchronized SigningKey outsider() {
        SigningKey made = outsider;
        if (made == null) {
            Clock clock = nodes.values().iterator().next().clock();
            made = CertificateTemplate.forTokens(
                            "outsider.example",
                            clock.instant().minus(Duration.ofDays(1)),
                            clock.instant().plus(Duration.ofDays(365)))
                    .selfSigned(RsaEngine.generate(BITS));
            outsider = made;
        }
        return made;
    }

    @Override
    public Deployment own() {
        throw new IllegalStateException(elsewhere());
    }

    @Override
    public void change(@Nullable String name, ClockChange change) {
        List<Future<Void>> told = new ArrayList<>();
        (name == null ? nodes() : servers(name)).forEach(node -> told.add(move(node, change)));
        Future.all(told).await();
    }

    /** Does nothing: the nodes continue to run, and the running deployment closes its connections itself. */
    @Override
    public void close() {}
}
