package org.s2slab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The data of a complete report page.
 *
 * @param style the embedded style sheet
 */
public record ReportView(RunReport run, List<ScenarioView> scenarios, String style) {
    /** Maximum number of scenarios that are all expanded. In larger reports, only failed scenarios are expanded. */
    private static final int SHOWN_WHOLE = 3;

    static ReportView of(RunReport run) {
        List<ScenarioView> scenarios = new ArrayList<>();
        boolean few = run.scenarios().size() <= SHOWN_WHOLE;
        for (ScenarioReport scenario : run.scenarios()) {
            scenarios.add(ScenarioView.of(scenario, scenarios.size() + 1, few));
        }
        return new ReportView(run, scenarios, resource("sequence.css") + resource("report.css"));
    }

    /** The hash of the style sheet for the page's policy (Content Security Policy Level 3, 2.3.1). */
    public String styleHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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

    private static String resource(String name) {
        try (InputStream in = ReportView.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("report/" + name + " is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
