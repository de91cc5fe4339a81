package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * The ports of a deployment's nodes. With a base port, each node has fixed ports by its place in the topology.
 * Without a base port, a node listens at the ports of its last run if they are free, otherwise at any free ports.
 *
 * @param base the first port, which serves the console's page; 0 for no base port
 */
public record PortPlan(int base) {
    /** A plan without a base port. */
    public static final PortPlan ANY = new PortPlan(0);

    /** The distance between the ports of two nodes. */
    public static final int STEP = 10;

    private static final int LAST_PORT = 65_535;

    /**
     * Checks whether a deployment can listen: its address, its people's passwords, and the ports of all nodes. Blocks the
     * calling thread.
     *
     * @throws Refusal if this machine does not have the address, if other machines could use published passwords, if the
     *     base port leaves too few ports for all nodes, or if a port is in use
     */
    public void requireFree(Topology plan) {
        plan.exposure().requireUsable();
        OwnPasswords.require(plan);
        int highest = LAST_PORT - STEP * plan.nodes().size() - 1;
        if (base < 0 || base > highest) {
            throw new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    "--port: " + base + " is no base for the ports of topology '" + plan.name() + "'; name 1 to "
                            + highest);
        }
        for (String node : plan.nodes().keySet()) {
            of(plan, node).flatMap(NodePorts::problem).ifPresent(problem -> {
                throw taken(problem, node);
            });
        }
    }

    /**
     * Checks the first port. Blocks the calling thread.
     *
     * @throws Refusal if the port is in use
     */
    public void requireFreePage(Exposure exposure) {
        NodePorts.problem(exposure.address(), base).ifPresent(problem -> {
            throw taken(problem, "the page");
        });
    }

    private static Refusal taken(String problem, String whose) {
        return new Refusal(
                RefusalCode.CONFLICT,
                "--port: " + problem + ", which " + whose
                        + " needs; free it, name another base, or leave --port out for any that are free");
    }

    /** The ports of a node; empty without a base port. */
    Optional<NodePorts> of(Topology plan, String node) {
        int place = new ArrayList<>(plan.nodes().keySet()).indexOf(node) + 1;
        int first = base + STEP * place;
        return base == 0
                ? Optional.empty()
                : Optional.of(new NodePorts(plan.exposure().address(), first, first + 1));
    }

    /** The ports of all nodes, one line for each node; empty without a base port. */
    public List<String> lines(Topology plan) {
        return base == 0
                ? List.of()
                : List.of("ports             " + base + " + " + STEP + " for "
                        + String.join(", then ", plan.nodes().keySet()) + "; management one above");
    }

    /**
     * Starts a node at its planned ports, or at the ports in its configuration. Writes its actual ports into the
     * configuration.
     *
     * @throws Refusal if the planned ports are in use and this plan has a base port
     */
    Future<Launched> launch(Vertx vertx, Topology plan, String node, Path config, Supplier<Future<Launched>> start) {
        Optional<NodePorts> own = of(plan, node);
        own.flatMap(NodePorts::problem).ifPresent(problem -> {
            throw taken(problem, node);
        });
        own.ifPresentOrElse(ports -> ports.writeTo(config), () -> leaveTaken(config));
        return start.get()
                .recover(failure -> vertx.executeBlocking(() -> base == 0 && leaveTaken(config))
                        .compose(left -> left ? start.get() : Future.failedFuture(failure)))
                .compose(launched -> written(vertx, config, launched));
    }

    /** Stops a node if its ports cannot be written, because other processes would not find the node. */
    private static Future<Launched> written(Vertx vertx, Path config, Launched launched) {
        return vertx.executeBlocking(() -> {
                    new NodePorts(NodePorts.in(config).address(), launched.port(), launched.managementPort())
                            .writeTo(config);
                    return launched;
                })
                .recover(failure -> launched.stop().transform(stopped -> {
                    if (stopped.failed()) {
                        failure.addSuppressed(stopped.cause());
                    }
                    return Future.failedFuture(failure);
                }));
    }

    /** Replaces used ports in the configuration by "any free port"; returns whether it replaced ports. */
    private static boolean leaveTaken(Path config) {
        NodePorts ports = NodePorts.in(config);
        boolean taken = ports.problem().isPresent();
        if (taken) {
            NodePorts.ANY.at(ports.address()).writeTo(config);
        }
        return taken;
    }
}
