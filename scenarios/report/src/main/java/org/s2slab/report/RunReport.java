package org.s2slab.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.engine.run.ScenarioResult;

/**
 * The result of one run with all executed scenarios.
 *
 * @param began the start of the first scenario
 * @param took the time until the end of the last scenario
 */
public record RunReport(List<ScenarioReport> scenarios, Instant began, Duration took) {
    public RunReport {
        scenarios = List.copyOf(scenarios);
    }

    /** The result of each scenario. */
    public List<ScenarioResult> results() {
        return scenarios.stream().map(ScenarioReport::result).toList();
    }
}
