package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.HopKind;

/** A feature between two servers, with the result of each day on which a person used it. */
final class FeatureSeries {
    private final ForecastFeature feature;
    private final NodePlan caller;
    private final NodePlan resource;
    private final String mark;
    private final List<List<ForecastCause>> causes = new ArrayList<>();
    private @Nullable String unplayed;

    private FeatureSeries(ForecastFeature feature, NodePlan caller, NodePlan resource, String mark) {
        this.feature = feature;
        this.caller = caller;
        this.resource = resource;
        this.mark = mark;
    }

    /** The features of a deployment: those between servers whose trust is configured. */
    static List<FeatureSeries> of(Topology plan, Diagnosis found) {
        String begun = "forecast-" + found.at().getEpochSecond() + "-";
        List<FeatureSeries> all = new ArrayList<>();
        for (TrustEdge edge : found.edges()) {
            NodePlan caller = plan.nodes().get(edge.caller());
            NodePlan resource = plan.nodes().get(edge.resource());
            if (caller != null && resource != null && edge.verdict().word() != EdgeVerdict.Word.NOT_CONFIGURED) {
                ForecastFeature.between(caller, resource)
                        .forEach(feature ->
                                all.add(new FeatureSeries(feature, caller, resource, begun + (all.size() + 1))));
            }
        }
        return all;
    }

    /**
     * Uses the feature on a day, and notes why it does not work; blocks.
     *
     * @param session the steps of this day
     * @param found the doctor's result on this day
     */
    void play(ScenarioSession session, Diagnosis found) {
        causes.add(unplayed == null ? causes(session, found) : List.of());
    }

    private List<ForecastCause> causes(ScenarioSession session, Diagnosis found) {
        TrustEdge edge = found.edge(caller.name(), resource.name()).orElseThrow();
        if (feature == ForecastFeature.TEST_CALLS) {
            return ForecastCause.of(edge);
        }
        @Nullable String person = found.user();
        if (person == null) {
            unplayed = "no person is known to every server";
            return List.of();
        }
        session.tell("caller", told(caller));
        session.tell("resource", told(resource));
        session.tell("person", person);
        session.tell("mark", mark);
        boolean isFirst = causes.isEmpty();
        List<StepResult> prepared = played(session, isFirst ? feature.preparation() : List.of());
        List<StepResult> used = played(session, feature.use());
        if (isFirst) {
            unplayed = unplayed(edge, prepared, used);
        }
        if (unplayed != null) {
            return List.of();
        }
        return problem(used).map(said -> causes(found, edge, used, said)).orElse(List.of());
    }

    /** Why this deployment cannot play the feature; null if it can, even if the feature does not work. */
    private @Nullable String unplayed(TrustEdge edge, List<StepResult> prepared, List<StepResult> used) {
        boolean called = isCalled(used, resource.name()) || isReached(used);
        Optional<String> problem = problem(used);
        if (problem.isEmpty()) {
            return called ? null : caller.label() + " does not call " + resource.label() + " for it";
        }
        Optional<String> unprepared = problem(prepared);
        return edge.isBroken() || (called && unprepared.isEmpty())
                ? null
                : unprepared.or(() -> problem).orElseThrow();
    }

    private static JsonObject told(NodePlan node) {
        return new JsonObject()
                .put("name", node.name())
                .put("host", node.host())
                .put("url", "https://" + node.host());
    }

    private static List<StepResult> played(ScenarioSession session, List<Step> steps) {
        return steps.stream().map(step -> session.play(step).result()).toList();
    }

    /** The first problem, with the step that has it. */
    private static Optional<String> problem(List<StepResult> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .findFirst()
                .map(result -> "'" + result.step().title() + "' failed: "
                        + result.problems().get(0));
    }

    /** Whether the caller called another server in these steps. */
    private boolean isCalled(List<StepResult> results, String other) {
        return results.stream()
                .flatMap(result -> result.hops().stream())
                .anyMatch(hop -> isAbout(hop, other, caller.name()) || isAbout(hop, caller.name(), other));
    }

    /** Whether the resource accepted a call, also by a server between the two, such as the host of Microsoft Graph. */
    private boolean isReached(List<StepResult> results) {
        return results.stream()
                .flatMap(result -> result.hops().stream())
                .anyMatch(hop -> hop.node().equals(resource.name()) && hop.kind() == HopKind.ACCEPTED);
    }

    /**
     * Whether a hop of a node is about another one, or about the pool of the other one. An application of the
     * organization does not name its server.
     */
    private static boolean isAbout(ObservedHop hop, String node, String peer) {
        return hop.node().equals(node)
                && (peer.equals(hop.peers().claimed())
                        || hop.peers()
                                .pools()
                                .getOrDefault(peer, peer)
                                .equals(hop.peers().claimed())
                        || peer.equals(hop.peers().actual()));
    }

    /** The faults between the two servers; without any, those between the caller and another server that it called. */
    private List<ForecastCause> causes(Diagnosis found, TrustEdge edge, List<StepResult> used, String said) {
        Stream<TrustEdge> others = found.edges().stream()
                .filter(other -> other.caller().equals(caller.name()) && isCalled(used, other.resource()));
        return Stream.concat(Stream.of(edge), others)
                .map(ForecastCause::faults)
                .filter(causes -> !causes.isEmpty())
                .findFirst()
                .orElseGet(() -> List.of(ForecastCause.unexplained(said)));
    }

    FeatureForecast forecast() {
        return new FeatureForecast(feature.word(), caller, resource, causes, unplayed);
    }
}
