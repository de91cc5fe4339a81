package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.engine.picture.PictureEdge.State;

/**
 * The trust of one box of a map in another box. A box is a pool, or a server without a pool.
 *
 * @param pools the pool of each server that has one
 * @param worst the worst of the edges between the servers of the two boxes
 * @param servers the pairs of servers with the worst state; empty if all pairs have it
 */
record PooledEdge(Map<String, String> pools, PictureEdge worst, List<String> servers) {
    private static final List<State> WORST_FIRST = List.of(State.BROKEN, State.HALF, State.NONE, State.HOLDS);

    /** The edges between the boxes, in the order of the edges between the servers. */
    static List<PooledEdge> of(List<PictureCard> cards, List<PictureEdge> edges) {
        Map<String, String> pools = new TreeMap<>();
        for (PictureCard card : cards) {
            String pool = card.pool();
            if (pool != null) {
                pools.put(card.node(), pool);
            }
        }
        Map<List<String>, List<PictureEdge>> between = new LinkedHashMap<>();
        for (PictureEdge edge : edges) {
            List<String> boxes = List.of(box(pools, edge.caller()), box(pools, edge.resource()));
            between.computeIfAbsent(boxes, first -> new ArrayList<>()).add(edge);
        }
        return between.values().stream().map(same -> of(pools, same)).toList();
    }

    private static PooledEdge of(Map<String, String> pools, List<PictureEdge> edges) {
        State state = WORST_FIRST.stream()
                .filter(one -> edges.stream().anyMatch(edge -> edge.state() == one))
                .findFirst()
                .orElseThrow();
        List<PictureEdge> worst =
                edges.stream().filter(edge -> edge.state() == state).toList();
        List<String> servers = worst.size() == edges.size()
                ? List.of()
                : worst.stream()
                        .map(edge -> label(pools, edge.caller()) + " \u2192 " + label(pools, edge.resource()))
                        .toList();
        return new PooledEdge(pools, worst.get(0), servers);
    }

    private static String box(Map<String, String> pools, String node) {
        return pools.getOrDefault(node, node);
    }

    private static String label(Map<String, String> pools, String node) {
        return Pools.label(node, pools.get(node));
    }

    JsonObject json() {
        String via = worst.via();
        return worst.json()
                .put("caller", box(pools, worst.caller()))
                .put("resource", box(pools, worst.resource()))
                .put("via", via == null ? null : box(pools, via))
                .put("servers", new JsonArray(servers));
    }
}
