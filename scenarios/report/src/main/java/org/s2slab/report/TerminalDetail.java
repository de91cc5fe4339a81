package org.s2slab.report;

import java.util.List;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;

/** The amount of detail of a run on a terminal. */
public enum TerminalDetail {
    /** Only the failed scenarios. */
    FAILURES,
    /** A line for each group of scenarios. */
    GROUPS,
    /** A line for each scenario. */
    SCENARIOS,
    /** Every step with its hops; repeated hops are folded. */
    STEPS,
    /** Every step with every hop, including the steps of earlier scenarios. */
    HOPS;

    /**
     * The default detail: a line for each group, or for each scenario if all scenarios are in one group. A single
     * scenario is printed with its steps.
     *
     * @param verbose how often the user requested more detail
     */
    public static TerminalDetail of(List<Scenario> scenarios, int verbose) {
        if (scenarios.size() == 1) {
            return verbose == 0 ? STEPS : HOPS;
        }
        boolean several =
                scenarios.stream().map(ScenarioGroup::titleOf).distinct().count() > 1;
        return switch (verbose) {
            case 0 -> several ? GROUPS : SCENARIOS;
            case 1 -> SCENARIOS;
            case 2 -> STEPS;
            default -> HOPS;
        };
    }

    /** Whether the steps of a scenario are printed. */
    boolean hasSteps() {
        return compareTo(STEPS) >= 0;
    }
}
