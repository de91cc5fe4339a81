package org.s2slab.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;

/**
 * What came of a scenario.
 *
 * @param plan the deployment it was played on
 * @param began when its deployment began to start
 * @param steps those that were played: all of them, or up to and with the first that failed
 * @param problems what was wrong apart from single steps: the deployment did not start, hops are missing
 * @param unfinished what steps caused and the nodes had not done at the end, because it rests until its next attempt
 * @param took how long, start and end of the deployment included
 * @param warnings which nodes ran as the product does where the lab differs on purpose, a sentence each
 * @param secrets what opened doors while it was played, and belongs into no report
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

    /** Everything that was not as expected, each with file and line. */
    public List<String> allProblems() {
        List<String> all = new ArrayList<>();
        steps.forEach(result -> all.addAll(result.placedProblems()));
        problems.forEach(problem -> all.add(scenario.source() + ": " + problem));
        return all;
    }

    /** Everything that travelled, in order. */
    public List<ObservedHop> hops() {
        return steps.stream().flatMap(step -> step.hops().stream()).toList();
    }
}
