package org.s2slab.report;

import java.util.List;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;

/** How much of a run is printed on a terminal. */
public enum TerminalDetail {
    /** The scenarios that failed. */
    FAILURES,
    /** A line for each group of scenarios. */
    GROUPS,
    /** A line for each scenario. */
    SCENARIOS,
    /** Every step with its hops, folded where they repeat. */
    STEPS,
    /** Every step with every hop, also those of the scenarios that a scenario follows. */
    HOPS;

    /**
     * The detail of a run: of many scenarios, a line for each group; of those of one group, a line for each; one
     * scenario is told in full.
     *
     * @param verbose the number of times that more was asked for
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
