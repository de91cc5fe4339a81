package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;

/**
 * The result of a step: its problems, its hops and its duration.
 *
 * @param fields the keys of the step; references are resolved if their values are known
 * @param traceId the trace in which the step was played
 * @param problems one sentence for each difference to the expected output; empty if the step passed
 * @param hops the hops of the step and its earlier tries, deferred hops of this or an earlier step, and background hops
 * @param took duration; for a step with {@code within}, the duration of its last try
 */
public record StepResult(
        Step step, JsonObject fields, String traceId, List<String> problems, List<ObservedHop> hops, Duration took) {
    public StepResult {
        problems = List.copyOf(problems);
        hops = List.copyOf(hops);
    }

    /** A copy with further problems. */
    StepResult and(List<String> further) {
        return further.isEmpty()
                ? this
                : new StepResult(
                        step,
                        fields,
                        traceId,
                        Stream.concat(problems.stream(), further.stream()).toList(),
                        hops,
                        took);
    }

    public boolean passed() {
        return problems.isEmpty();
    }

    /** The problems, each with file, line and title of the step. */
    public List<String> placedProblems() {
        String place = step.source() + ":" + step.line() + ": " + step.title();
        return problems.stream().map(problem -> place + ": " + problem).toList();
    }
}
