package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.language.ScriptProblems;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;

/** Checks before the first step whether a scenario can be played on a running deployment of another process. */
public final class RunningDeploymentCheck {
    private static final String LINKS = "the links of a deployment that the scenario starts itself";
    private static final String PROCESSES = "the processes of a deployment that the scenario starts itself";

    private static final Map<StepKind, String> NEEDS = Map.of(
            StepKind.CUT, LINKS,
            StepKind.SLOW, LINKS,
            StepKind.HEAL, LINKS,
            StepKind.STOP, PROCESSES,
            StepKind.KILL, PROCESSES,
            StepKind.START, PROCESSES);

    /** The largest difference between the start of a scenario and the clock of a node that was started for it. */
    private static final Duration NEAR = Duration.ofHours(1);

    private RunningDeploymentCheck() {}

    /**
     * Checks a scenario. Reads the configuration of a node. Blocks.
     *
     * @throws org.s2slab.engine.text.FileSyntaxException with every problem
     */
    public static void require(Scenario scenario, StepTarget target) {
        ScriptProblems problems = new ScriptProblems();
        ScenarioCheck.check(problems, scenario, target.plan());
        for (Step step : scenario.steps()) {
            String need = NEEDS.get(step.kind());
            if (need != null) {
                problems.add(
                        step.source(),
                        step.line(),
                        "the step '" + step.title() + "' has '" + step.kind().key() + "', which needs " + need
                                + "; play the scenario without --on");
            }
        }
        if (scenario.has("snapshot")) {
            problems.add(
                    scenario.source(),
                    scenario.lineOf("snapshot"),
                    "snapshot: the scenario begins with the data of a snapshot, and a running deployment has its own;"
                            + " play the scenario without --on");
        }
        start(problems, scenario, target);
        policies(problems, scenario, target);
        problems.throwIfAny();
    }

    private static void start(ScriptProblems problems, Scenario scenario, StepTarget target) {
        Instant now = target.nodes().iterator().next().clock().instant();
        scenario.beginning()
                .filter(begin -> Duration.between(begin, now).abs().compareTo(NEAR) > 0)
                .ifPresent(begin -> problems.add(
                        scenario.source(),
                        scenario.lineOf("at"),
                        "at: the scenario begins at " + begin + ", and the clock of the deployment has " + now
                                + "; start the deployment with ./lab up "
                                + target.plan().name() + " --at " + begin));
    }

    private static void policies(ScriptProblems problems, Scenario scenario, StepTarget target) {
        for (String key : new String[] {"policies", TenantDates.KEY}) {
            RunningNode first = target.nodes().iterator().next();
            JsonObject needed = new JsonObject()
                    .put("policies", target.plan().policies().key())
                    .put(
                            TenantDates.KEY,
                            JsonObject.mapFrom(target.plan().policyDates().written()));
            Object found = NodeFolderReader.setting(first.folder(), key);
            if (scenario.has(key) && !needed.getValue(key).equals(found)) {
                problems.add(
                        scenario.source(),
                        scenario.lineOf(key),
                        key + ": the scenario needs " + needed.getValue(key) + ", and the deployment was started with "
                                + found + "; start it with ./lab up --after " + scenario.name()
                                + ", or play the scenario without --on");
            }
        }
    }
}
