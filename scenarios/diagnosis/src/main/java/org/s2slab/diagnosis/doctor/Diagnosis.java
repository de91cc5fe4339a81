package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.engine.product.CmdletFix;

/**
 * The result of the doctor: the trust between all servers of a deployment.
 *
 * @param at the time of the examination, by the clock of most nodes
 * @param user the user of the test calls, or null
 * @param warnings one sentence for each deliberate difference of the lab that a node has switched off
 * @param nodes the state of each node before the test calls; empty without an observation
 * @param edges the trust from each server to each other server
 * @param pools the pool of each server that has one
 */
public record Diagnosis(
        Instant at,
        @Nullable String user,
        List<String> warnings,
        List<NodeState> nodes,
        List<TrustEdge> edges,
        Map<String, String> pools) {
    /** A diagnosis of a deployment without pools. */
    public Diagnosis(
            Instant at, @Nullable String user, List<String> warnings, List<NodeState> nodes, List<TrustEdge> edges) {
        this(at, user, warnings, nodes, edges, Map.of());
    }

    public Diagnosis {
        warnings = List.copyOf(warnings);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        pools = Map.copyOf(pools);
    }

    /** The name of a server for people, in which its pool follows. */
    public String label(String server) {
        return Pools.label(server, pools.get(server));
    }

    /** The two servers of an edge for people. */
    public String label(TrustEdge edge) {
        return label(edge.caller()) + " \u2192 " + label(edge.resource());
    }

    /** Whether configured trust does not work, or a node has a fault. */
    public boolean isBroken() {
        return edges.stream().anyMatch(TrustEdge::isBroken)
                || nodes.stream().anyMatch(node -> !node.faults().isEmpty());
    }

    /** The trust from one node to another. */
    public Optional<TrustEdge> edge(String caller, String resource) {
        return edges.stream()
                .filter(edge -> edge.caller().equals(caller) && edge.resource().equals(resource))
                .findFirst();
    }

    /** The codes of all faults. */
    public Set<FaultCode> codes() {
        Set<FaultCode> codes = new TreeSet<>();
        faults().forEach(fault -> codes.add(fault.code()));
        return codes;
    }

    /** The faults of the nodes and of the trust. A fault of several servers with one configuration is here once. */
    private Stream<TrustFault> faults() {
        return Stream.concat(
                        nodes.stream().flatMap(node -> node.faults().stream()),
                        edges.stream().flatMap(edge -> edge.faults().stream()))
                .distinct();
    }

    /** The differences between the observed state of the nodes and fresh calls or writes. */
    public List<ObservedDifference> differences() {
        return Stream.concat(
                        nodes.stream().flatMap(node -> node.differences().stream()),
                        edges.stream().flatMap(edge -> edge.differences().stream()))
                .distinct()
                .toList();
    }

    /** All cmdlets that fix the faults, without duplicates, in the order in which they must be run. */
    public List<CmdletFix> cures() {
        return Stream.concat(
                        faults().flatMap(fault -> fault.cure().stream()),
                        differences().stream().flatMap(difference -> difference.cure().stream()))
                .distinct()
                .toList();
    }

    public JsonObject toJson() {
        JsonArray states = new JsonArray();
        nodes.forEach(node -> states.add(node.toJson()));
        JsonArray all = new JsonArray();
        edges.forEach(edge -> all.add(edge.toJson()));
        JsonObject json = new JsonObject()
                .put("at", at)
                .put("user", user)
                .put("broken", isBroken())
                .put("warnings", new JsonArray(warnings))
                .put("nodes", states)
                .put("edges", all);
        return pools.isEmpty() ? json : json.put("pools", new JsonObject(new TreeMap<>(pools)));
    }
}
