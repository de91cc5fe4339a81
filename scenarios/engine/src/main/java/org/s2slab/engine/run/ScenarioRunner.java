package org.s2slab.engine.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopChecker;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.product.BehaviorReader;

/**
 * Runs scenarios: starts a deployment for each, executes its steps in order and stops the deployment.
 *
 * @param topologies finds the topology of a scenario
 */
public record ScenarioRunner(LaunchContext launch, Function<Scenario, Topology> topologies, RunListener spectator) {
    /**
     * Plays a scenario up to its first failed step, and always stops the deployment. Blocks the calling thread. Throws
     * an exception only if there is no such topology.
     */
    public ScenarioResult play(Scenario scenario, Path folder) {
        Instant start = launch.clock().instant();
        List<StepResult> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> unfinished = List.of();
        List<String> warnings = new ArrayList<>();
        Topology plan = topologies.apply(scenario);
        LaunchContext begun = scenario.begunIn(launch);
        SecretCollector secrets = SecretCollector.of(plan, scenario.steps());
        spectator.begins(scenario, plan, secrets);
        try (Deployment topology = DeploymentSetup.start(plan, null, begun, folder)) {
            ScenarioSession session = new ScenarioSession(topology, begun, secrets);
            spectator.started(topology);
            warnings.addAll(BehaviorReader.warnings(topology.managed()));
            playSteps(scenario, session, steps);
            if (steps.stream().allMatch(StepResult::passed)) {
                List<ObservedHop> hops =
                        steps.stream().flatMap(step -> step.hops().stream()).toList();
                problems.addAll(HopChecker.problems(scenario.hops(), scenario.never(), hops));
            }
            problems.addAll(session.ownFailures());
            unfinished = session.unfinished();
            spectator.beforeStop(topology);
        } catch (Exception e) {
            problems.add("the deployment failed: " + ScenarioSession.reason(e));
        }
        Duration took = Duration.between(start, launch.clock().instant());
        ScenarioResult result =
                new ScenarioResult(scenario, plan, start, steps, problems, unfinished, took, warnings, secrets);
        spectator.ends(result);
        return result;
    }

    private void playSteps(Scenario scenario, ScenarioSession session, List<StepResult> results) {
        for (Step step : scenario.steps()) {
            StepResult result = session.play(step).result();
            results.add(result);
            spectator.played(result);
            if (!result.passed()) {
                return;
            }
        }
    }
}
