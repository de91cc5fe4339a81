package org.s2slab.drill;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.trace.HopKind;

/** Summarises the calls between servers since the start of a drill, from the journals of all nodes. */
final class JournalSummary {
    /**
     * A refused call or token request.
     *
     * @param at the time of the refusing node's clock
     * @param node the refusing node, with its pool
     * @param caller the calling node, from the spans of the trace, with its pool
     */
    record Refused(Instant at, String node, String caller, String rule, String failed, String detail, String traceId) {}

    /**
     * A metadata document that a node read, or could not read.
     *
     * @param of the owner of the document: the configuration of its server
     */
    record Read(Instant at, String node, String of, boolean taken, String traceId) {}

    private static final Set<String> REFUSALS = Set.of("REFUSED", "TOKEN_DENIED");
    private static final String DECISIONS = "ACCEPTED,REFUSED,TOKEN_DENIED,TOKEN_ISSUED,METADATA_READ,METADATA_REFUSED";
    private static final String CALLS = "CALLED,TOKEN_ASKED";

    private final Deployment topology;
    private Map<String, Long> before = Map.of();
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, String> callers = new HashMap<>();
    private final Set<String> own = new HashSet<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private final Map<String, String> verdicts = new HashMap<>();
    private long accepted;

    JournalSummary(Deployment topology) {
        this.topology = topology;
    }

    /** Registers a trace of the drill itself. Refusals in this trace do not count as refused calls. */
    void own(String traceId) {
        own.add(traceId);
    }

    /** Reads the new entries of the journals. Blocks the calling thread. */
    void read() {
        Map<String, Long> since = Map.copyOf(seen);
        Map<String, JsonArray> fresh = hops(since, DECISIONS);
        boolean isAnyRefused = fresh.values().stream()
                .flatMap(JsonArray::stream)
                .map(hop -> ((JsonObject) hop).getString("kind"))
                .anyMatch(REFUSALS::contains);
        if (isAnyRefused) {
            // The caller's journal contains a call before its refusal, so the entry may be from before the last read.
            hops(before, CALLS)
                    .forEach((node, calls) ->
                            calls.forEach(call -> callers.put(((JsonObject) call).getString("spanId"), node)));
        }
        fresh.forEach((node, hops) -> hops.forEach(hop -> {
            seen.merge(node, ((JsonObject) hop).getLong("sequence"), Math::max);
            note(node, (JsonObject) hop);
        }));
        before = since;
    }

    private Map<String, JsonArray> hops(Map<String, Long> after, String kinds) {
        Map<String, Future<JsonObject>> asked = new HashMap<>();
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            if (node.isUp()) {
                String path = "/hops?after=" + after.getOrDefault(name, 0L) + "&kind=" + kinds;
                asked.put(name, topology.managed(node).get(path));
            }
        }
        Future.all(List.copyOf(asked.values())).await();
        Map<String, JsonArray> found = new HashMap<>();
        asked.forEach((node, answer) -> found.put(node, answer.result().getJsonArray("hops")));
        return found;
    }

    private void note(String node, JsonObject hop) {
        switch (HopKind.valueOf(hop.getString("kind"))) {
            case ACCEPTED -> {
                accepted++;
                verdicts.put(hop.getString("traceId"), "");
            }
            case REFUSED, TOKEN_DENIED -> noteRefused(node, hop);
            case TOKEN_ISSUED -> verdicts.put(hop.getString("traceId"), "");
            case METADATA_READ -> noteRead(node, hop, true);
            case METADATA_REFUSED -> noteRead(node, hop, false);
            default -> {}
        }
    }

    private void noteRefused(String node, JsonObject hop) {
        String traceId = hop.getString("traceId");
        String rule = String.valueOf(hop.getString("rule"));
        verdicts.put(traceId, rule);
        if (own.contains(traceId)) {
            return;
        }
        String caller = callers.getOrDefault(String.valueOf(hop.getString("parentSpanId")), hop.getString("peer"));
        String failed = RuleReadings.failed(HopKind.valueOf(hop.getString("kind")), rule);
        refused.add(new Refused(
                Instant.parse(hop.getString("at")),
                DrillDeployment.label(topology, node),
                DrillDeployment.label(topology, caller),
                rule,
                failed == null ? "" : failed,
                hop.getString("detail", ""),
                traceId));
    }

    private void noteRead(String node, JsonObject hop, boolean taken) {
        String peer = hop.getString("peer");
        String of = topology.nodes().stream()
                .map(RunningNode::plan)
                .filter(plan -> plan.hosts().contains(peer) || plan.role().equals(peer))
                .map(NodePlan::configuration)
                .findFirst()
                .orElse(peer);
        reads.add(new Read(Instant.parse(hop.getString("at")), node, of, taken, hop.getString("traceId")));
    }

    /** The rule that refused a token in a trace. Empty if the token was accepted; null if there was no decision. */
    @Nullable
    String verdict(String traceId) {
        return verdicts.get(traceId);
    }

    List<Refused> refused() {
        return List.copyOf(refused);
    }

    List<Read> reads() {
        return List.copyOf(reads);
    }

    /** The number of accepted calls between servers. */
    long accepted() {
        return accepted;
    }
}
