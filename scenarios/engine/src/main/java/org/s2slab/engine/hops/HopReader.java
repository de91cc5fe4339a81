package org.s2slab.engine.hops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.refusal.Refusal;

/**
 * Reads the hops of several nodes page by page, in the order in which they happened. The member {@code next} of a page is
 * the parameter {@code after} of the next page. It has the last number that was read of each journal.
 *
 * @param nodes the nodes, which may be down
 */
public record HopReader(List<ManagedNode> nodes) {
    /** Time in seconds until a node counts as silent. */
    private static final int PATIENCE = 10;

    /** A node, the id of its journal, and a number in it. */
    private static final Pattern PLACE = Pattern.compile("([a-z0-9-]{1,63})\\.([^.]{1,36})\\.([0-9]{1,18})");

    private record Place(String journal, long sequence) {}

    private record Entry(String node, String journal, Instant at, JsonObject hop) {}

    /**
     * The hops after a place, as {@code hops} and {@code next}. Three further members say which hops are missing:
     * {@code lost} (the number of hops that each node discarded before they were read), {@code restarted} (nodes that
     * began a new journal, and may have had unread hops in the old one) and {@code silent} (nodes that did not respond).
     *
     * @param after the place, or an empty text for the first page
     * @param size the maximum number of hops
     * @throws Refusal if the place is malformed
     */
    public Future<JsonObject> page(String after, int size) {
        Map<String, Place> places = places(after);
        List<Entry> entries = new ArrayList<>();
        JsonObject lost = new JsonObject();
        JsonArray restarted = new JsonArray();
        JsonArray silent = new JsonArray();
        List<Future<Void>> reads = nodes.stream()
                .filter(node -> node.address().up())
                .map(node -> read(node, places, size).<Void>transform(read -> {
                    if (read.failed()) {
                        silent.add(node.name());
                    } else {
                        collect(node.name(), read.result(), entries, lost);
                        noteRestart(node.name(), read.result(), places, restarted);
                    }
                    return Future.succeededFuture();
                }))
                .toList();
        return Future.all(reads)
                .map(done -> page(entries, size, places)
                        .put("lost", lost)
                        .put("restarted", restarted)
                        .put("silent", silent));
    }

    /** The clock and the journal of a node. A node that was started again has a new journal, which is read whole. */
    private static Future<JsonObject> read(ManagedNode node, Map<String, Place> places, int size) {
        Place place = places.getOrDefault(node.name(), new Place("", 0));
        return node.clock()
                .compose(clock -> node.journal(place.sequence(), size)
                        .compose(
                                read -> place.sequence() == 0 || place.journal().equals(read.getString("journal"))
                                        ? Future.succeededFuture(read)
                                        : node.journal(0, size).map(whole -> whole.put("restarted", true)))
                        .map(read -> read.put("moved", clock.getString("moved"))))
                .timeout(PATIENCE, TimeUnit.SECONDS);
    }

    private static synchronized void collect(String node, JsonObject read, List<Entry> entries, JsonObject lost) {
        Duration moved = Duration.parse(read.getString("moved"));
        JsonArray hops = read.getJsonArray("hops");
        Instant next = Instant.MAX;
        Deque<Entry> own = new ArrayDeque<>();
        for (int i = hops.size() - 1; i >= 0; i--) {
            Instant at = Instant.parse(hops.getJsonObject(i).getString("at")).minus(moved);
            // A hop from before a change of the clock must not be sorted behind a later hop of its node.
            next = at.isBefore(next) ? at : next;
            own.addFirst(new Entry(node, read.getString("journal"), next, hops.getJsonObject(i)));
        }
        entries.addAll(own);
        if (read.getLong("lost") > 0) {
            lost.put(node, read.getLong("lost"));
        }
    }

    /** Names a node with a new journal once: the next page begins at the start of this journal. */
    private static synchronized void noteRestart(
            String node, JsonObject read, Map<String, Place> places, JsonArray restarted) {
        if (read.containsKey("restarted")) {
            restarted.add(node);
            places.put(node, new Place(read.getString("journal"), 0));
        }
    }

    private static JsonObject page(List<Entry> entries, int size, Map<String, Place> places) {
        List<Entry> page = entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .limit(size)
                .toList();
        page.forEach(entry ->
                places.put(entry.node(), new Place(entry.journal(), entry.hop().getLong("sequence"))));
        return new JsonObject()
                .put("hops", new JsonArray(page.stream().map(Entry::hop).toList()))
                .put(
                        "next",
                        places.entrySet().stream()
                                .map(place ->
                                        place.getKey() + "." + place.getValue().journal() + "."
                                                + place.getValue().sequence())
                                .collect(Collectors.joining(",")));
    }

    private static Map<String, Place> places(String after) {
        // The event loops of several nodes change it.
        Map<String, Place> places = Collections.synchronizedMap(new LinkedHashMap<>());
        for (String text : after.isEmpty() ? new String[0] : after.split(",", -1)) {
            Matcher place = PLACE.matcher(text);
            if (!place.matches()) {
                throw Refusal.invalid("after: '" + after
                        + "' is not the member next of an earlier page; leave it out for the first page");
            }
            places.put(place.group(1), new Place(place.group(2), Long.parseLong(place.group(3))));
        }
        return places;
    }
}
