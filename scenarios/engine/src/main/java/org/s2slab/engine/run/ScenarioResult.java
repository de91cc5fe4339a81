package org.s2slab.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.reading.StepReference;

/**
 * The result of a scenario: its steps, its problems and the hops between the nodes.
 *
 * @param plan the topology of the deployment
 * @param began start time of the deployment
 * @param steps the executed steps: all steps, or the steps up to and including the first failed step
 * @param problems problems without a step: the deployment did not start, or hops are missing
 * @param unfinished deferred work that steps caused and that waits for its next attempt at the end
 * @param took duration, with start and end of the deployment
 * @param warnings one sentence for each deliberate difference of the lab that a node has switched off
 * @param secrets credentials that were used; every report redacts them
 */
public record ScenarioResult(
        Scenario scenario,
        Topology plan,
        Instant began,
        List<StepResult> steps,
        List<String> problems,
        List<String> unfinished,
        Duration took,
        List<String> warnings,
        SecretCollector secrets) {
    public ScenarioResult {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        unfinished = List.copyOf(unfinished);
        warnings = List.copyOf(warnings);
    }

    public boolean passed() {
        return allProblems().isEmpty();
    }

    /** All problems, each with file and line. */
    public List<String> allProblems() {
        List<String> all = new ArrayList<>();
        steps.forEach(result -> all.addAll(result.placedProblems()));
        problems.forEach(problem -> all.add(scenario.source() + ": " + problem));
        return all;
    }

    /** The hops with their steps, as the input of their explanations. */
    public HopHistory history() {
        HopHistory history = new HopHistory(IdentifierNames.of(plan));
        for (int i = 0; i < steps.size(); i++) {
            StepReference step = new StepReference(i + 1, steps.get(i).step().title());
            steps.get(i).hops().forEach(hop -> history.add(hop, step));
        }
        return history;
    }

    /** All hops, in order. */
    public List<ObservedHop> hops() {
        return steps.stream().flatMap(step -> step.hops().stream()).toList();
    }
}
