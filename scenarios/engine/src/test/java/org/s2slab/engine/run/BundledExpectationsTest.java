package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.trace.HopKind;

/** Tests that no bundled scenario contains an expectation that every result fulfils. */
class BundledExpectationsTest {
    private static final String OTHER = "something else altogether";

    private final ScenarioLibrary library = new ScenarioLibrary();

    @Test
    void nameOnlyWhatTheirTopologyHas() {
        library.scenarios().forEach(scenario -> ScenarioCheck.require(scenario, library.topologyOf(scenario)));
    }

    /** An action between two servers, which are given by their roles. */
    private record Act(HopKind kind, String by, @Nullable String to) {}

    @Test
    void forbidOnlyHopsThatAnotherScenarioShowsToHappen() {
        Set<Act> shown = new HashSet<>();
        for (Scenario scenario : library.scenarios()) {
            Topology plan = library.topologyOf(scenario);
            Stream.concat(scenario.hops().stream(), scenario.steps().stream().flatMap(step -> step.hops().stream()))
                    .forEach(hop -> {
                        shown.add(act(plan, hop));
                        shown.add(new Act(kind(hop), role(plan, hop.node()), null));
                    });
        }
        for (Scenario scenario : library.scenarios()) {
            Topology plan = library.topologyOf(scenario);
            Stream.concat(scenario.never().stream(), scenario.steps().stream().flatMap(step -> step.never().stream()))
                    .forEach(hop -> assertThat(shown)
                            .as("%s: never: %s", scenario.name(), hop)
                            .contains(act(plan, hop)));
        }
    }

    private static Act act(Topology plan, HopSentence hop) {
        String peer = hop.peer();
        return new Act(kind(hop), role(plan, hop.node()), peer == null ? null : role(plan, peer));
    }

    /** The kind of a hop without its failure: a refused call counts as accepted, and a failed call counts as made. */
    private static HopKind kind(HopSentence hop) {
        return switch (hop.kind()) {
            case REFUSED -> HopKind.ACCEPTED;
            case FAILED -> HopKind.CALLED;
            default -> hop.kind();
        };
    }

    private static String role(Topology plan, String name) {
        NodePlan node = plan.nodes().get(name);
        return node == null ? name : node.role();
    }

    @Test
    void expectNothingThatEveryAnswerFulfils() {
        for (Scenario scenario : library.scenarios()) {
            for (Step step : scenario.steps()) {
                for (JsonObject single : singles(step.expectation())) {
                    assertThat(others(single)
                                    .anyMatch(found -> !problems(step.kind(), single, found)
                                            .isEmpty()))
                            .as("%s:%s: expect: %s can fail", step.source(), step.line(), single)
                            .isTrue();
                }
            }
        }
    }

    /** The check of this class detects an expectation that every response fulfils. */
    @Test
    void findsOutAnExpectationThatEveryAnswerFulfils() {
        for (String vacuous : List.of(
                "{\"error\":\"/./\"}",
                "{\"headers\":{\"a\":\"/.*/\"}}",
                "{\"body\":{\"a\":{\"$contains\":[]}}}",
                "{}")) {
            JsonObject single = new JsonObject(vacuous);
            assertThat(others(single)
                            .allMatch(found ->
                                    problems(StepKind.CALL, single, found).isEmpty()))
                    .as(vacuous)
                    .isTrue();
        }
    }

    private static List<String> problems(StepKind kind, JsonObject single, StepOutput found) {
        JsonObject counters = single.getJsonObject("counters");
        return counters == null
                ? ExpectationCheck.problems(kind, single, found)
                : Stream.of(0L, 4711L)
                        .flatMap(rise -> counters.stream()
                                .flatMap(node -> ((JsonObject) node.getValue()).stream())
                                .flatMap(counter ->
                                        ExpectationMatcher.differences(counter.getKey(), counter.getValue(), rise)
                                                .stream()))
                        .toList();
    }

    /** Splits an expectation into expectations with one compared value each. */
    private static List<JsonObject> singles(JsonObject expectation) {
        List<JsonObject> singles = new ArrayList<>();
        expectation.forEach(part ->
                leaves(part.getValue()).forEach(leaf -> singles.add(new JsonObject().put(part.getKey(), leaf))));
        return singles;
    }

    private static List<@Nullable Object> leaves(@Nullable Object value) {
        List<@Nullable Object> leaves = new ArrayList<>();
        if (value instanceof JsonObject object && !object.isEmpty()) {
            object.forEach(member ->
                    leaves(member.getValue()).forEach(leaf -> leaves.add(new JsonObject().put(member.getKey(), leaf))));
        } else if (value instanceof JsonArray array && !array.isEmpty()) {
            for (int i = 0; i < array.size(); i++) {
                leaves.add(array);
            }
        } else {
            leaves.add(value);
        }
        return leaves;
    }

    /** Responses with the expected success or failure, and with another value or no value in each place. */
    private static Stream<StepOutput> others(JsonObject single) {
        int status = single.containsKey("error") ? 400 : single.getInteger("status", 200);
        List<StepOutput> others = new ArrayList<>();
        for (Object other : Arrays.asList(null, OTHER, JsonArray.of(OTHER, OTHER, OTHER))) {
            JsonObject json = new JsonObject()
                    .put(
                            "error",
                            new JsonObject()
                                    .put("code", OTHER)
                                    .put("message", OTHER)
                                    .put("rule", OTHER))
                    .put("warnings", new JsonArray());
            if (single.containsKey("body")) {
                json = shaped(single.getValue("body"), other) instanceof JsonObject body ? body : json;
            }
            Object output = single.getValue("output");
            json.put("output", output == null ? new JsonArray() : outputs(output, other));
            json.put("warnings", other == null ? new JsonArray() : JsonArray.of(OTHER, OTHER));
            others.add(found(status, json.encode(), json));
        }
        if (!single.containsKey("error") && !(single.getValue("body") instanceof JsonObject)) {
            others.add(found(status, OTHER, null));
        }
        if (single.getValue("xml") instanceof JsonObject paths) {
            String path = paths.fieldNames().iterator().next();
            others.add(found(status, "<root>" + element(path).repeat(3) + "</root>", null));
            others.add(found(status, "<root/>", null));
        }
        if (single.containsKey("status")) {
            others.add(found(single.getInteger("status") + 1, OTHER, null));
        }
        return others.stream();
    }

    private static StepOutput found(int status, String text, @Nullable Object json) {
        return new StepOutput(status, MultiMap.caseInsensitiveMultiMap(), text, json, null);
    }

    private static JsonArray outputs(Object output, @Nullable Object other) {
        return shaped(output, other) instanceof JsonArray array ? array : JsonArray.of(shaped(output, other));
    }

    /** The structure of the expected value, with another value at the compared place. */
    private static @Nullable Object shaped(@Nullable Object expected, @Nullable Object other) {
        if (!(expected instanceof JsonObject object)
                || object.isEmpty()
                || object.fieldNames().stream().anyMatch(name -> name.startsWith("$"))) {
            return other;
        }
        JsonObject shaped = new JsonObject();
        for (Map.Entry<String, Object> member : object) {
            shaped.put(member.getKey(), shaped(member.getValue(), other));
        }
        return shaped;
    }

    private static String element(String path) {
        String[] names = path.replaceFirst("^/+", "").split("/", -1);
        String content = OTHER;
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].startsWith("@")) {
                i--;
                content = "<" + names[i] + " " + names[i + 1].substring(1) + "=\"" + OTHER + "\"/>";
            } else {
                content = "<" + names[i] + ">" + content + "</" + names[i] + ">";
            }
        }
        return content;
    }
}
