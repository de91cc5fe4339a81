package org.s2slab.engine.hops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans in all journals, as a tree. It shows who made a call, and which earlier requests caused the call. */
public final class SpanTree {
    private record Span(String node, @Nullable String parent, Set<String> links) {}

    private final Map<String, Span> spans = new HashMap<>();

    /** Adds the span of a hop, if the hop has a span. */
    public void add(String node, JsonObject hop) {
        if (!hop.containsKey("spanId")) {
            return;
        }
        Set<String> links = links(hop);
        spans.merge(hop.getString("spanId"), new Span(node, hop.getString("parentSpanId"), links), SpanTree::both);
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
