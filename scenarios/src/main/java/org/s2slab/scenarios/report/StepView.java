package org.s2slab.scenarios.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.run.StepResult;
import org.s2slab.scenarios.script.Step;
import org.s2slab.scenarios.script.StepKind;

/**
 * One step of a scenario with what travelled in it.
 *
 * @param doing the cmdlet that was run, and where, or null
 * @param problems what was not as expected
 */
public record StepView(
        String title, boolean passed, @Nullable String doing, List<String> problems, List<HopView> hops) {
    public StepView {
        problems = List.copyOf(problems);
        hops = List.copyOf(hops);
    }

    static StepView of(StepResult result, List<HopView> hops) {
        Step step = result.step();
        String doing = step.kind() == StepKind.RUN
                ? step.fields().getString("on") + "> " + step.fields().getString("run")
                : null;
        List<String> problems = result.problems().stream().map(Shortened::text).toList();
        return new StepView(step.title(), result.passed(), doing, problems, hops);
    }
}
