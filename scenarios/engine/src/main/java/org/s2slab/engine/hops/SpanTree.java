package org.s2slab.engine.hops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopKind;

/**
 * The spans in all journals, as a tree. It shows who made a call, who answered it, and which earlier requests caused the
 * call.
 */
public final class SpanTree {
    /** The hops of the called server for each kind of hop of a caller. */
    private static final Map<HopKind, Set<HopKind>> ANSWERS = Map.of(
            HopKind.ASKED, Set.of(HopKind.CHALLENGED),
            HopKind.TOKEN_ASKED, Set.of(HopKind.TOKEN_ISSUED, HopKind.TOKEN_DENIED),
            HopKind.CALLED, Set.of(HopKind.ACCEPTED, HopKind.REFUSED));

    private record Span(String node, @Nullable String parent, Set<String> links) {}

    private record Answer(HopKind kind, String node) {}

    private final Map<String, Span> spans = new HashMap<>();

    /** The hops of called servers, by the span of the call. */
    private final Map<String, Set<Answer>> answers = new HashMap<>();

    /** Adds the span of a hop, if the hop has a span. */
    public void add(String node, JsonObject hop) {
        if (!hop.containsKey("spanId")) {
            return;
        }
        Set<String> links = links(hop);
        String parent = hop.getString("parentSpanId");
        spans.merge(hop.getString("spanId"), new Span(node, parent, links), SpanTree::both);
        HopKind kind = HopKind.valueOf(hop.getString("kind"));
        if (parent != null && ANSWERS.values().stream().anyMatch(kinds -> kinds.contains(kind))) {
            answers.computeIfAbsent(parent, call -> new HashSet<>()).add(new Answer(kind, node));
        }
    }

    private static Span both(Span first, Span second) {
        return first.links().isEmpty() ? second : first;
    }

    private static Set<String> links(JsonObject hop) {
        Set<String> links = new LinkedHashSet<>();
        if (hop.getValue("links") instanceof JsonArray told) {
            for (Object link : told) {
                if (link instanceof JsonObject place && place.getValue("traceId") instanceof String trace) {
                    links.add(trace);
                }
            }
        }
        return links;
    }

    /** Whether this hop has no parent span, or its parent span is in a journal. */
    boolean knowsParentOf(JsonObject hop) {
        String parent = hop.getString("parentSpanId");
        return parent == null || spans.containsKey(parent);
    }

    /** The node that made the call of this hop, or null if no journal contains the call. */
    @Nullable
    String callerOf(JsonObject hop) {
        Span parent = spans.get(String.valueOf(hop.getString("parentSpanId")));
        return parent == null ? null : parent.node();
    }

    /**
     * The node that answered the call of this hop, or null if the journals name none, or several servers of a pool.
     *
     * @param isCalled whether the call could reach this node: anybody can send the span of a call to another node
     */
    @Nullable
    String answererOf(JsonObject hop, Predicate<String> isCalled) {
        Set<HopKind> kinds = ANSWERS.getOrDefault(HopKind.valueOf(hop.getString("kind")), Set.of());
        List<String> nodes = answers.getOrDefault(hop.getString("spanId", ""), Set.of()).stream()
                .filter(answer -> kinds.contains(answer.kind()))
                .map(Answer::node)
                .filter(isCalled)
                .distinct()
                .toList();
        return nodes.size() == 1 ? nodes.get(0) : null;
    }

    /** The traces of the requests that caused deferred work, from the links of the hop's span or of an ancestor. */
    List<String> causesOf(JsonObject hop) {
        Set<String> passed = new HashSet<>();
        String id = hop.getString("spanId");
        while (id != null && passed.add(id)) {
            Span span = spans.get(id);
            if (span == null) {
                break;
            }
            if (!span.links().isEmpty()) {
                return List.copyOf(span.links());
            }
            id = span.parent();
        }
        return List.of();
    }
}
