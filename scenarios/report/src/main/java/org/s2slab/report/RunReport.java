package org.s2slab.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.engine.run.ScenarioResult;

/**
 * Everything that was played in one run, which a report is about.
 *
 * @param began when the first scenario began
 * @param took until the last one ended
 */
public record RunReport(List<ScenarioReport> scenarios, Instant began, Duration took) {
    public RunReport {
        scenarios = List.copyOf(scenarios);
    }

    /** What came of each scenario. */
    public List<ScenarioResult> results() {
        return scenarios.stream().map(ScenarioReport::result).toList();
    }
}
