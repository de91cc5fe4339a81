package org.s2slab.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalStyle;

/** Prints scenarios on the console while they run, and a table at the end. */
public final class TerminalReport implements RunListener {
    private final PrintWriter out;
    private final TerminalStyle look;
    private final boolean quiet;
    private final List<ScenarioReport> scenarios = new ArrayList<>();
    private @Nullable Diagnosis trust;
    private @Nullable Scenario scenario;

    /** @param quiet whether only what failed, and the table, are shown */
    public TerminalReport(PrintWriter out, TerminalStyle look, boolean quiet) {
        this.out = out;
        this.look = look;
        this.quiet = quiet;
    }

    @Override
    public void begins(Scenario begun) {
        scenario = begun;
        trust = null;
        if (!quiet) {
            out.println();
            out.println(look.strong(begun.name()) + look.dim("  (" + begun.topology() + ")"));
            out.println(look.dim(begun.shows()));
            out.flush();
        }
    }

    @Override
    public void played(StepResult result) {
        if (quiet) {
            return;
        }
        boolean own = scenario == null || scenario.owns(result.step());
        String title = result.step().title();
        // The steps of a story told before pass by with the number of their hops.
        out.println("  " + mark(result.passed()) + " "
                + (own ? title : look.dim(title + " (" + result.hops().size() + " hops)")));
        if (own || !result.passed()) {
            result.hops().forEach(hop -> out.println("      " + look.dim(look.arrow() + " " + HopLines.said(hop))));
        }
        result.problems().forEach(problem -> out.println("      " + look.bad(problem)));
        if (!result.passed()) {
            explain(result);
        }
        out.flush();
    }

    /** Prints the journals' records of each refusal, which mostly contain the reason why a step failed. */
    private void explain(StepResult result) {
        for (ObservedHop hop : result.hops()) {
            if (hop.detailText() != null) {
                out.println("      " + look.dim(HopLines.said(hop) + ": " + hop.detailText()));
            }
        }
        out.println("      " + look.dim("trace " + result.traceId()));
    }

    /** Runs the doctor. If it fails, for instance because a node does not respond, the scenario does not fail. */
    @Override
    public void beforeStop(Deployment topology) {
        try {
            trust = Doctor.look(topology.managed());
        } catch (RuntimeException e) {
            trust = null;
        }
    }

    @Override
    public void ends(ScenarioResult result) {
        scenarios.add(new ScenarioReport(result, trust));
        if (!quiet) {
            result.unfinished().forEach(rest -> out.println("  " + look.dim(rest)));
            result.warnings().forEach(warning -> out.println("  " + look.strong("warning: " + warning)));
            result.problems().forEach(problem -> out.println("  " + mark(false) + " " + look.bad(problem)));
            out.flush();
        }
    }

    /** The scenarios executed so far. */
    public List<ScenarioReport> scenarios() {
        return List.copyOf(scenarios);
    }

    /** Prints the table of all executed scenarios and their failures. */
    public void summary(Duration took) {
        List<ScenarioResult> results =
                scenarios.stream().map(ScenarioReport::result).toList();
        int width = results.stream()
                .mapToInt(result -> result.scenario().name().length())
                .max()
                .orElse(0);
        out.println();
        for (ScenarioResult result : results) {
            long hops = result.hops().size();
            out.println(mark(result.passed()) + " " + pad(result.scenario().name(), width) + "  "
                    + right(result.steps().size(), 3) + " of "
                    + right(result.scenario().steps().size(), 2) + " steps  " + right(hops, 3) + " hops  "
                    + right(result.took().toMillis(), 5) + " ms");
        }
        results.stream().filter(result -> !result.warnings().isEmpty()).forEach(result -> {
            out.println();
            result.warnings()
                    .forEach(warning ->
                            out.println("warning: " + result.scenario().name() + ": " + warning));
        });
        long failed = results.stream().filter(result -> !result.passed()).count();
        if (failed > 0) {
            out.println();
            results.forEach(result -> result.allProblems().forEach(problem -> out.println(look.bad(problem))));
        }
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%d of %d scenarios passed in %.1f s",
                results.size() - failed,
                results.size(),
                took.toMillis() / 1000.0));
        out.flush();
    }

    private String mark(boolean passed) {
        return passed ? look.good(look.tick()) : look.bad(look.cross());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(long number, int width) {
        String text = Long.toString(number);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
