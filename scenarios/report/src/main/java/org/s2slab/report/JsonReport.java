package org.s2slab.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.TokenEvidence;

/** Writes a run as JSON. {@code trust} is the diagnosis in the format of {@code ./lab doctor --format json}. */
final class JsonReport {
    /** The version of the format. It increases if a member is changed or removed, but not for new members. */
    private static final int VERSION = 1;

    private JsonReport() {}

    static JsonObject of(RunReport run) {
        return new JsonObject()
                .put("version", VERSION)
                .put("began", run.began())
                .put("tookMillis", run.took().toMillis())
                .put("passed", run.results().stream().allMatch(ScenarioResult::passed))
                .put(
                        "scenarios",
                        array(run.scenarios().stream().map(JsonReport::scenario).toList()));
    }

    private static JsonObject scenario(ScenarioReport report) {
        ScenarioResult result = report.result();
        return new JsonObject()
                .put("name", result.scenario().name())
                .put("shows", result.scenario().shows())
                .put("passed", result.passed())
                .put("problems", texts(result.problems()))
                .put("unfinished", texts(result.unfinished()))
                .put("began", result.began())
                .put("tookMillis", result.took().toMillis())
                .put(
                        "topology",
                        new JsonObject()
                                .put("name", result.plan().name())
                                .put(
                                        "nodes",
                                        array(result.plan().nodes().values().stream()
                                                .map(JsonReport::node)
                                                .toList())))
                .put("warnings", texts(result.warnings()))
                .put("trust", report.trust() == null ? null : report.trust().toJson())
                .put("stepsOfItsOwnFrom", result.scenario().chain().before())
                .put("steps", array(steps(report)))
                .put(
                        "notPlayed",
                        result.scenario().steps().size() - result.steps().size());
    }

    private static JsonObject node(NodePlan node) {
        JsonObject json = new JsonObject()
                .put("name", node.name())
                .put("role", node.role())
                .put("online", node.online())
                .put("hosts", new JsonArray(node.hosts()));
        put(json, "pool", node.pool() == null ? null : node.poolName());
        return json;
    }

    private static List<JsonObject> steps(ScenarioReport report) {
        HopHistory history = report.result().history();
        return report.result().steps().stream()
                .map(step -> step(step, history, report.wire()))
                .toList();
    }

    private static JsonObject step(StepResult step, HopHistory history, WireLookup wire) {
        return new JsonObject()
                .put("title", step.step().title())
                .put("passed", step.passed())
                .put("problems", texts(step.problems()))
                .put("trace", step.traceId())
                .put("tookMillis", step.took().toMillis())
                .put(
                        "hops",
                        array(step.hops().stream()
                                .map(hop -> hop(hop, history, wire))
                                .toList()));
    }

    private static JsonObject hop(ObservedHop hop, HopHistory history, WireLookup wire) {
        JsonObject json = new JsonObject()
                .put("at", hop.place().at())
                .put("kind", hop.kind().name())
                .put("sentence", hop.sentence().toString())
                .put("node", hop.node())
                .put("trace", hop.place().traceId())
                .put("origin", hop.origin().kind().word());
        if (!hop.origin().causes().isEmpty()) {
            json.put("causes", texts(hop.origin().causes()));
        }
        if (!hop.origin().steps().isEmpty()) {
            json.put("causedBy", texts(hop.origin().steps()));
        }
        put(json, "claimed", hop.peers().claimed());
        put(json, "sender", hop.peers().actual());
        put(json, "resource", hop.resource());
        put(json, "user", hop.user());
        put(json, "rule", hop.rule());
        put(json, HopDetail.TEXT, hop.detailText());
        put(json, "tokenHash", hop.token().hash());
        if (hop.token().layers() != null) {
            json.put("token", hop.token().layers());
        }
        if (hop.detail() != null) {
            json.put(HopDetail.VALUES, hop.detail().values());
        }
        TokenEvidence evidence = hop.token().evidence();
        if (evidence != null) {
            json.put("evidence", evidence.json());
        }
        json.put("reading", history.read(hop).json());
        wire.of(hop).ifPresent(record -> json.put("wire", record.json()));
        List<ObservedRule> checks = hop.token().checks();
        return checks.isEmpty()
                ? json
                : json.put(
                        "checks",
                        array(checks.stream().map(ObservedRule::toJson).toList()));
    }

    private static void put(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(List.copyOf(texts));
    }

    private static JsonArray array(Collection<JsonObject> objects) {
        return new JsonArray(List.copyOf(objects));
    }
}
