package org.s2slab.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The data of a complete report page.
 *
 * @param style the embedded style sheet
 */
public record ReportView(RunReport run, List<ScenarioView> scenarios, PageStyle style) {
    /** Maximum number of scenarios that are all expanded. In larger reports, only failed scenarios are expanded. */
    private static final int SHOWN_WHOLE = 3;

    static ReportView of(RunReport run) {
        List<ScenarioView> scenarios = new ArrayList<>();
        boolean few = run.scenarios().size() <= SHOWN_WHOLE;
        for (ScenarioReport scenario : run.scenarios()) {
            scenarios.add(ScenarioView.of(scenario, scenarios.size() + 1, few));
        }
        return new ReportView(run, scenarios, PageStyle.of("sequence.css", "report.css"));
    }

    public String title() {
        String what = scenarios.size() == 1 ? scenarios.get(0).name() : scenarios.size() + " scenarios";
        return "S2S Lab: " + what + ", " + (failed() == 0 ? "passed" : "failed");
    }

    public long failed() {
        return scenarios.stream().filter(scenario -> !scenario.passed()).count();
    }

    public String outcome() {
        return (failed() == 0 ? "✓ " : "✗ ") + (scenarios.size() - failed()) + " of " + scenarios.size()
                + (scenarios.size() == 1 ? " scenario passed" : " scenarios passed");
    }

    public String facts() {
        int hops = scenarios.stream().mapToInt(ScenarioView::hopCount).sum();
        return String.format(Locale.ROOT, "%d hops in %.1f s", hops, run.took().toMillis() / 1000.0);
    }

    public String made() {
        return "Run on " + run.began().truncatedTo(ChronoUnit.SECONDS)
                + ". Times are from the machine's clock. Dates in tokens are from their node's clock.";
    }
}
