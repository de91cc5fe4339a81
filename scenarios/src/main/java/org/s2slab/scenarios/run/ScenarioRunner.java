package org.s2slab.scenarios.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.doctor.Diagnosis;
import org.s2slab.scenarios.doctor.Doctor;
import org.s2slab.scenarios.hops.HopChecker;
import org.s2slab.scenarios.hops.TravelledHop;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.Step;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;

/** Plays scenarios: each on a deployment of its own, its steps in order, each in a trace of its own. */
public final class ScenarioRunner {
    private final Workshop workshop;
    private final Function<Scenario, TopologyPlan> topologies;
    private final Spectator spectator;
    private final boolean looks;

    /** @param topologies finds the topology a scenario is played on */
    public ScenarioRunner(Workshop workshop, Function<Scenario, TopologyPlan> topologies, Spectator spectator) {
        this(workshop, topologies, spectator, false);
    }

    private ScenarioRunner(
            Workshop workshop, Function<Scenario, TopologyPlan> topologies, Spectator spectator, boolean looks) {
        this.workshop = workshop;
        this.topologies = topologies;
        this.spectator = spectator;
        this.looks = looks;
    }

    /** The same, which has the doctor look at the deployment at the end of each scenario, for a report. */
    public ScenarioRunner lookingAtTrust() {
        return new ScenarioRunner(workshop, topologies, spectator, true);
    }

    /**
     * Plays a scenario, stops with the first step that fails, and always takes the deployment down; blocks. Throws only when
     * there is no such topology.
     */
    public ScenarioResult play(Scenario scenario, Path folder) {
        Instant start = workshop.clock().instant();
        List<StepResult> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> unfinished = List.of();
        List<String> warnings = new ArrayList<>();
        TopologyPlan plan = topologies.apply(scenario);
        Diagnosis trust = null;
        Secrets secrets = Secrets.of(plan, scenario.steps());
        spectator.begins(scenario);
        try (Topology topology = Prelude.start(plan, null, workshop, folder)) {
            Stage stage = new Stage(topology, workshop, secrets);
            warnings.addAll(Doctor.warnings(topology.managed()));
            playSteps(scenario, stage, steps);
            if (steps.stream().allMatch(StepResult::passed)) {
                List<TravelledHop> hops =
                        steps.stream().flatMap(step -> step.hops().stream()).toList();
                problems.addAll(HopChecker.problems(scenario.hops(), scenario.never(), hops));
            }
            problems.addAll(stage.ownFailures());
            unfinished = stage.unfinished();
            trust = looks ? look(topology) : null;
        } catch (Exception e) {
            problems.add("the deployment failed: " + Stage.reason(e));
        }
        Duration took = Duration.between(start, workshop.clock().instant());
        ScenarioResult result =
                new ScenarioResult(scenario, plan, start, steps, problems, unfinished, took, warnings, trust, secrets);
        spectator.ends(result);
        return result;
    }

    /** That the doctor cannot tell, for instance because a node answers nobody, is no failure of the scenario. */
    private static @Nullable Diagnosis look(Topology topology) {
        try {
            return Doctor.look(topology.managed());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void playSteps(Scenario scenario, Stage stage, List<StepResult> results) {
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
