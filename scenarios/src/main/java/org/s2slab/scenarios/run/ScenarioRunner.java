package org.s2slab.scenarios.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.Step;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;

/** Plays scenarios: each on a deployment of its own, its steps in order, each in a trace of its own. */
public final class ScenarioRunner {
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
            problems.add("the deployment failed: " + Stage.reason(e));
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
        Stage stage = new Stage(topology, workshop);
        for (Step step : scenario.steps()) {
            StepResult result = stage.play(step).result();
            results.add(result);
            spectator.played(result);
            if (!result.passed()) {
                return;
            }
        }
    }
}
