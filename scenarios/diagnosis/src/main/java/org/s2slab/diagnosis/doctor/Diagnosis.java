package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletFix;

/**
 * What the doctor found: every edge of a deployment.
 *
 * @param at when, by the clock that most nodes show
 * @param user for whom calls were tried, or null
 * @param warnings which nodes run as the product does where the lab differs on purpose, a sentence each
 * @param nodes what was observed on each node before anything was tried; empty where nothing was
 */
public record Diagnosis(
        Instant at, @Nullable String user, List<String> warnings, List<NodeState> nodes, List<TrustEdge> edges) {
    public Diagnosis {
        warnings = List.copyOf(warnings);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Whether an edge that is set up does not hold, or something is wrong with a node itself. */
    public boolean isBroken() {
        return edges.stream().anyMatch(TrustEdge::isBroken)
                || nodes.stream().anyMatch(node -> !node.faults().isEmpty());
    }

    /** The edge from one node to another. */
    public Optional<TrustEdge> edge(String caller, String resource) {
        return edges.stream()
                .filter(edge -> edge.caller().equals(caller) && edge.resource().equals(resource))
                .findFirst();
    }

    /** Which faults there are. */
    public Set<FaultCode> codes() {
        Set<FaultCode> codes = new TreeSet<>();
        faults().forEach(fault -> codes.add(fault.code()));
        return codes;
    }

    private Stream<TrustFault> faults() {
        return Stream.concat(
                nodes.stream().flatMap(node -> node.faults().stream()),
                edges.stream().flatMap(edge -> edge.faults().stream()));
    }

    /** Where what a node keeps or did says something else than a fresh call or write. */
    public List<ObservedDifference> differences() {
        return Stream.concat(
                        nodes.stream().flatMap(node -> node.differences().stream()),
                        edges.stream().flatMap(edge -> edge.differences().stream()))
                .distinct()
                .toList();
    }

    /** All lines that mend what was found, each once, in the order in which they are to be typed. */
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
        return new JsonObject()
                .put("at", at)
                .put("user", user)
                .put("broken", isBroken())
                .put("warnings", new JsonArray(warnings))
                .put("nodes", states)
                .put("edges", all);
    }
}
