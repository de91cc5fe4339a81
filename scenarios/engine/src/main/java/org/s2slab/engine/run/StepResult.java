package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;

/**
 * What came of a step.
 *
 * @param fields what the step says, its references resolved; as it is written where that could not be done
 * @param traceId the trace it was played in
 * @param problems what was not as expected, one sentence each; none when it passed
 * @param hops what travelled in it, in its earlier tries, later because of it or an earlier step, and in the background
 * @param took how long, of a step that has time its last try
 */
public record StepResult(
        Step step, JsonObject fields, String traceId, List<String> problems, List<ObservedHop> hops, Duration took) {
    public StepResult {
        problems = List.copyOf(problems);
        hops = List.copyOf(hops);
    }

    /** The same with further problems. */
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
