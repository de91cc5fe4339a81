package org.s2slab.diagnosis.explain;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.SpanTree;
import org.s2slab.engine.language.SourceFileReader;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.trace.HopKind;

/**
 * Loads the hops of one trace from journals or files, in the order in which they happened.
 *
 * @param earlier hops of other traces in which servers learned keys or changed their trust
 * @param nodes the nodes of the hops; empty for hops from a file
 */
record TraceLoader(List<ObservedHop> hops, List<ObservedHop> earlier, List<NodeAddress> nodes) {
    /** The kinds of hops in which a server can learn a key. */
    private static final Set<HopKind> TEACHING = EnumSet.of(HopKind.METADATA_READ, HopKind.TRUST_CHANGED);

    private static final Pattern SCRIPT =
            Pattern.compile("<script[^>]*type=\"application/json\"[^>]*>(.*?)</script>", Pattern.DOTALL);

    /** Maximum size of a file. A report of all bundled scenarios is ten times smaller. */
    private static final int MOST_BYTES = 256 * 1024 * 1024;

    TraceLoader {
        hops = hops.stream()
                .sorted(Comparator.comparing(hop -> hop.place().at()))
                .toList();
    }

    /** The hops of the trace and the earlier hops, in the order in which they happened. */
    List<ObservedHop> withEarlier() {
        return Stream.concat(earlier.stream(), hops.stream())
                .sorted(Comparator.comparing(hop -> hop.place().at()))
                .toList();
    }

    /**
     * Loads a trace from the nodes of a running deployment, with the later work that the trace caused. Blocks the
     * calling thread.
     */
    static TraceLoader of(RunningDeployment deployment, String traceId) {
        Set<JsonObject> hops = new LinkedHashSet<>(asked(deployment, "trace=" + traceId));
        List<String> later = hops.stream()
                .map(hop -> hop.getString("traceId"))
                .filter(other -> !other.equals(traceId))
                .distinct()
                .toList();
        later.forEach(other -> hops.addAll(asked(deployment, "trace=" + other)));
        Set<JsonObject> earlier = new LinkedHashSet<>(asked(deployment, "kind=METADATA_READ,TRUST_CHANGED"));
        earlier.removeAll(hops);
        return read(
                hops,
                earlier,
                deployment.nodes().stream().map(ManagedNode::address).toList());
    }

    private static List<JsonObject> asked(RunningDeployment deployment, String query) {
        List<Future<List<JsonObject>>> asked = deployment.nodes().stream()
                .filter(node -> node.address().up())
                .map(node -> asked(node, query))
                .toList();
        Future.all(asked).await();
        return asked.stream().flatMap(one -> one.result().stream()).toList();
    }

    /** The hops of a node's journal. Their times are converted from the node's clock to the machine's clock. */
    private static Future<List<JsonObject>> asked(ManagedNode node, String query) {
        return node.clock()
                .map(clock -> Duration.parse(clock.getString("moved")))
                .compose(moved -> node.get("/hops?" + query)
                        .map(answer -> answer.getJsonArray("hops").stream()
                                .map(JsonObject.class::cast)
                                .map(hop -> hop.put(
                                        "at",
                                        Instant.parse(hop.getString("at"))
                                                .minus(moved)
                                                .toString()))
                                .toList()));
    }

    /**
     * Loads a trace from a file: the response of a journal, or a report. Every JSON object in the form of a hop is
     * read.
     *
     * @throws FileSyntaxException if the file does not exist, or contains no JSON
     */
    static TraceLoader of(Path file, String traceId) {
        Set<JsonObject> found = new LinkedHashSet<>();
        Set<JsonObject> earlier = new LinkedHashSet<>();
        Map<String, String> pools = new TreeMap<>();
        for (String json : jsonIn(file)) {
            Object content = read(file, json);
            gather(content, traceId, null, found);
            gatherEarlier(content, traceId, earlier);
            Pools.gather(content, pools);
        }
        earlier.removeAll(found);
        return read(found, earlier, List.of(), pools);
    }

    static TraceLoader read(Set<JsonObject> hops, Set<JsonObject> earlier, List<NodeAddress> nodes) {
        return read(hops, earlier, nodes, Pools.of(nodes));
    }

    private static TraceLoader read(
            Set<JsonObject> hops, Set<JsonObject> earlier, List<NodeAddress> nodes, Map<String, String> pools) {
        SpanTree spans = new SpanTree();
        hops.forEach(hop -> spans.add(hop.getString("node"), hop));
        TraceLoader names = new TraceLoader(List.of(), List.of(), nodes);
        return new TraceLoader(names.observed(hops, spans, pools), names.observed(earlier, spans, pools), nodes);
    }

    private List<ObservedHop> observed(Set<JsonObject> all, SpanTree spans, Map<String, String> pools) {
        return all.stream()
                .map(hop -> ObservedHop.of(hop, Instant.parse(hop.getString("at")), this::name, spans, pools))
                .toList();
    }

    /** Collects the hops in which servers learned keys: from a journal, or from the scenario with the trace. */
    private static void gatherEarlier(@Nullable Object value, String traceId, Set<JsonObject> found) {
        if (value instanceof JsonArray array) {
            array.forEach(each -> gatherEarlier(each, traceId, found));
        } else if (value instanceof JsonObject object) {
            Set<JsonObject> within = new LinkedHashSet<>();
            boolean isScenario = object.getValue("steps") instanceof JsonArray;
            if (isScenario) {
                gather(object, traceId, null, within);
            }
            if (!isScenario || !within.isEmpty()) {
                if (ObservedHop.isOne(object) && TEACHING.contains(HopKind.valueOf(object.getString("kind")))) {
                    found.add(object);
                }
                object.forEach(member -> gatherEarlier(member.getValue(), traceId, found));
            }
        }
    }

    /** The name of a node; that of its pool, if the word is not of this server alone. */
    private String name(String word) {
        boolean isServer = nodes.stream().filter(node -> isMeant(node, word)).count() == 1;
        return node(word)
                .map(node -> {
                    PoolPlan pool = node.pool();
                    return isServer || pool == null ? node.name() : pool.name();
                })
                .orElse(word);
    }

    private static boolean isMeant(NodeAddress node, String word) {
        return node.name().equals(word) || node.hosts().contains(word);
    }

    private static List<String> jsonIn(Path file) {
        String text = new String(SourceFileReader.read(file.toString(), file, MOST_BYTES), StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
            return List.of(text);
        }
        List<String> scripts = new ArrayList<>();
        Matcher script = SCRIPT.matcher(text);
        while (script.find()) {
            scripts.add(script.group(1));
        }
        if (!scripts.isEmpty()) {
            return scripts;
        }
        throw new FileSyntaxException(
                file.toString(), "has no JSON; expected a report of ./lab run (--format json) or a response of /hops");
    }

    private static Object read(Path file, String json) {
        try {
            return json.stripLeading().startsWith("[") ? new JsonArray(json) : new JsonObject(json);
        } catch (DecodeException e) {
            throw new FileSyntaxException(file.toString(), "is not valid JSON: " + e.getMessage());
        }
    }

    /** @param within the trace of the surrounding JSON; in a report, the step contains it, in a journal, each hop */
    private static void gather(@Nullable Object value, String traceId, @Nullable String within, Set<JsonObject> found) {
        if (value instanceof JsonArray array) {
            array.forEach(each -> gather(each, traceId, within, found));
        } else if (value instanceof JsonObject object) {
            String here = object.getValue("traceId") instanceof String own
                    ? own
                    : object.getValue("trace") instanceof String step ? step : within;
            if (ObservedHop.isOne(object) && (traceId.equals(here) || isCausedBy(object, traceId))) {
                found.add(object);
            }
            object.forEach(member -> gather(member.getValue(), traceId, here, found));
        }
    }

    /** Whether a hop happened later because of a request of this trace, according to the report or journal. */
    private static boolean isCausedBy(JsonObject hop, String traceId) {
        boolean named = hop.getValue("causes") instanceof JsonArray causes && causes.contains(traceId);
        return named
                || (hop.getValue("links") instanceof JsonArray links
                        && links.stream()
                                .anyMatch(link ->
                                        link instanceof JsonObject place && traceId.equals(place.getValue("traceId"))));
    }

    /** The node that a journal identifies by a name, a host or a product. */
    Optional<NodeAddress> node(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        return nodes.stream()
                .filter(node -> isMeant(node, word))
                .findFirst()
                .or(() ->
                        nodes.stream().filter(node -> node.role().equals(word)).findFirst());
    }
}
