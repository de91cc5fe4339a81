package org.s2slab.engine.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopChecker;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.product.BehaviorReader;
import org.s2slab.engine.snapshot.Snapshot;

/**
 * Runs scenarios: starts a deployment for each, or uses a running deployment, and executes the steps in order.
 *
 * @param topologies finds the topology of a scenario
 */
public record ScenarioRunner(LaunchContext launch, Function<Scenario, Topology> topologies, RunListener spectator) {
    /**
     * Plays a scenario up to its first failed step, and always stops the deployment. Blocks the calling thread. Throws
     * an exception only if there is no such topology.
     */
    public ScenarioResult play(Scenario scenario, Path folder) {
        Topology plan = topologies.apply(scenario).with(Exposure.LOOPBACK);
        Snapshot snapshot = ScenarioSnapshot.of(scenario).orElse(null);
        LaunchContext begun = snapshot == null
                ? scenario.begunIn(launch)
                : launch.at(snapshot.manifest().time());
        return play(scenario, plan, begun, () -> DeploymentSetup.start(plan, null, begun, folder, snapshot), false);
    }

    /**
     * Plays a scenario up to its first failed step on a running deployment, which keeps what the steps changed. Blocks
     * the calling thread.
     */
    public ScenarioResult playOn(StepTarget running, Scenario scenario) {
        return play(scenario, running.plan(), launch, () -> running, true);
    }

    /** @param wasUsed whether the nodes may have had internal failures before the first step */
    private ScenarioResult play(
            Scenario scenario,
            Topology plan,
            LaunchContext begun,
            Supplier<? extends StepTarget> deployment,
            boolean wasUsed) {
        Instant start = launch.clock().instant();
        List<StepResult> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> unfinished = List.of();
        List<String> warnings = new ArrayList<>();
        SecretCollector secrets = SecretCollector.of(plan, scenario.steps());
        spectator.begins(scenario, plan, secrets);
        try (StepTarget topology = deployment.get()) {
            ScenarioSession session = new ScenarioSession(topology, begun, secrets);
            if (wasUsed) {
                session.ownFailures();
            }
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
