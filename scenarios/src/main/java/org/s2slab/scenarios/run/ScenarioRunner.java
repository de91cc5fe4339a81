package org.s2slab.scenarios.run;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.Step;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.TraceParent;

/** Plays scenarios: each on a deployment of its own, its steps in order, each in a trace of its own. */
public final class ScenarioRunner {
    /** Milliseconds of real time between two tries of a step that has time. */
    private static final long BETWEEN_TRIES = 200;

    private final Workshop workshop;
    private final Function<String, TopologyPlan> topologies;
    private final Spectator spectator;

    /** @param topologies finds a topology by its name */
    public ScenarioRunner(Workshop workshop, Function<String, TopologyPlan> topologies, Spectator spectator) {
        this.workshop = workshop;
        this.topologies = topologies;
        this.spectator = spectator;
    }

    /** Plays a scenario, stops with the first step that fails, and always takes the deployment down; blocks. */
    public ScenarioResult play(Scenario scenario, Path folder) {
        Instant start = workshop.clock().instant();
        List<StepResult> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        spectator.begins(scenario);
        try (Topology topology = Topology.start(topologies.apply(scenario.topology()), workshop, folder)) {
            new ContactFiller(topology, workshop.ids()).fill();
            playSteps(scenario, topology, steps);
            if (steps.stream().allMatch(StepResult::passed)) {
                List<TravelledHop> hops =
                        steps.stream().flatMap(step -> step.hops().stream()).toList();
                problems.addAll(HopChecker.problems(scenario.hops(), scenario.never(), hops));
            }
        } catch (Exception e) {
            problems.add("the deployment failed: " + reason(e));
        }
        Duration took = Duration.between(start, workshop.clock().instant());
        ScenarioResult result = new ScenarioResult(scenario, steps, problems, took);
        spectator.ends(result);
        return result;
    }

    /** Plays the steps of a scenario on a deployment that runs and goes on; what went wrong, empty when nothing did. Blocks. */
    public List<String> playOn(Topology topology, Scenario scenario) {
        List<StepResult> steps = new ArrayList<>();
        new ContactFiller(topology, workshop.ids()).fill();
        playSteps(scenario, topology, steps);
        return steps.stream()
                .flatMap(step -> step.problems().stream()
                        .map(problem -> "'" + step.step().title() + "': " + problem))
                .toList();
    }

    private void playSteps(Scenario scenario, Topology topology, List<StepResult> results) {
        HopCollector collector = new HopCollector(topology);
        collector.collect();
        References references = new References();
        DeploymentFacts.tell(topology, references);
        Stage stage = new Stage(new StepPerformer(topology), new CounterWatch(topology), collector, references);
        for (Step step : scenario.steps()) {
            StepResult result = playInTime(stage, step);
            results.add(result);
            spectator.played(result);
            if (!result.passed()) {
                return;
            }
        }
    }

    /** A step with {@code within} is done again, each time in its own trace, until it passes or its time is over. */
    private StepResult playInTime(Stage stage, Step step) {
        String within = step.fields().getString("within", "PT0S");
        Instant end = workshop.clock().instant().plus(Duration.parse(within));
        StepResult result = stage.play(step, TraceParent.start(workshop.ids()));
        while (!result.passed() && workshop.clock().instant().isBefore(end)) {
            workshop.vertx().timer(BETWEEN_TRIES).await();
            result = stage.play(step, TraceParent.start(workshop.ids()));
        }
        return result;
    }

    /** What the steps of one scenario share. */
    private record Stage(
            StepPerformer performer, CounterWatch counters, HopCollector collector, References references) {
        StepResult play(Step step, TraceParent trace) {
            List<String> problems = new ArrayList<>();
            try {
                JsonObject expectation = references.resolve(step.expectation());
                JsonObject rises = expectation.getJsonObject("counters", new JsonObject());
                CounterWatch.Before before = counters.before(rises);
                Found found = performer.perform(step.kind(), references.resolve(step.fields()), trace);
                problems.addAll(ExpectationCheck.problems(step.kind(), expectation, found));
                problems.addAll(counters.problems(rises, before));
                if (step.name() != null) {
                    references.put(step.name(), found.capture());
                }
            } catch (Exception e) {
                problems.add(reason(e));
            }
            List<TravelledHop> hops = hops(trace.traceId(), problems);
            problems.addAll(HopChecker.problems(step.hops(), step.never(), hops));
            return new StepResult(step, trace.traceId(), problems, hops);
        }

        private List<TravelledHop> hops(String traceId, List<String> problems) {
            try {
                return collector.collect().stream()
                        .filter(hop -> hop.traceId().equals(traceId))
                        .toList();
            } catch (Exception e) {
                problems.add("the hops could not be read: " + reason(e));
                return List.of();
            }
        }
    }

    private static String reason(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
