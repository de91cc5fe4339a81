package org.s2slab.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.topology.ManagedNode;

/**
 * Examines every directed edge of a deployment, by what its administrators' cmdlets and its public documents say and by a
 * call from each server to each. Nothing is changed; a call makes a new token, and the nodes' journals have its hops.
 */
public final class Doctor {
    private final List<ManagedNode> nodes;

    private Doctor(List<ManagedNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Examines a deployment, with calls for somebody whom every node knows; blocks for a second or so. */
    public static Diagnosis examine(List<ManagedNode> nodes) {
        return examine(nodes, null);
    }

    /**
     * The same for a user.
     *
     * @param user by user principal name or address: is found wanting where a node does not know exactly one; null for
     *     somebody whom every node knows
     */
    public static Diagnosis examine(List<ManagedNode> nodes, @Nullable String user) {
        return new Doctor(nodes).examine(user);
    }

    private Diagnosis examine(@Nullable String user) {
        TestCalls calls = new TestCalls(nodes.stream().collect(Collectors.toMap(ManagedNode::name, node -> node)));
        return examined(new FactsReader(nodes).read(user), calls::of);
    }

    /** The same by what cmdlets and documents say alone: nobody calls anybody, so no journal has a hop of it. */
    public static Diagnosis look(List<ManagedNode> nodes) {
        return examined(new FactsReader(nodes).read(null), pair -> null);
    }

    /** Which nodes run as the product does where the lab differs on purpose, as they tell themselves; a sentence each. */
    public static List<String> warnings(List<ManagedNode> nodes) {
        return new FactsReader(nodes).warnings();
    }

    private static Diagnosis examined(World world, Function<Pair, @Nullable TestCall> calls) {
        List<Edge> edges = new ArrayList<>();
        for (NodeFacts caller : world.services()) {
            for (NodeFacts resource : world.services()) {
                if (!caller.equals(resource)) {
                    edges.add(edge(new Pair(caller, resource, world), calls));
                }
            }
        }
        edges.addAll(ForeignPartners.of(world));
        return new Diagnosis(world.now(), world.user(), FactsReader.warnings(world.behaviors()), edges);
    }

    private static Edge edge(Pair pair, Function<Pair, @Nullable TestCall> calls) {
        String caller = pair.caller().name();
        String resource = pair.resource().name();
        Edge.Kind kind = pair.kind();
        if (kind == Edge.Kind.NONE) {
            return new Edge(caller, resource, kind, Verdict.NOT_CONFIGURED, List.of(), null);
        }
        List<Fault> away = Machines.unreachable(pair);
        if (!away.isEmpty()) {
            return new Edge(caller, resource, kind, Verdict.BROKEN, away, null);
        }
        List<Fault> faults = new ArrayList<>(Machines.of(pair));
        faults.addAll(Certificates.of(pair));
        faults.addAll(kind == Edge.Kind.PARTNER_APPLICATION ? Partners.of(pair) : Servers.of(pair));
        faults.addAll(Findability.of(pair));
        TestCall call = calls.apply(pair);
        return new Edge(caller, resource, kind, Verdict.of(faults, call), faults, call);
    }
}
