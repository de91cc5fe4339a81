package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.engine.reading.RefusalReading.FixLine;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepLine;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.trace.HopDetail;

/** Prints refusals and failed steps on a terminal. */
record RefusalText(TerminalScreen screen) {
    private TerminalStyle style() {
        return screen.style();
    }

    /**
     * The lines about a refusal or a failed call: its sentence, the fault, the two compared values, and the fix.
     *
     * @param history a history that contains the hop
     * @param failed whether the step failed; if so, the lines also contain the command that explains the rule
     */
    List<String> lines(ObservedHop hop, HopHistory history, int indent, boolean failed) {
        RefusalReading refusal = Objects.requireNonNull(history.read(hop).refusal());
        String wrong = hop.detail() instanceof HopDetail.Failure call && call.status() != null
                ? "the response is " + call.status()
                : refusal.failed();
        String sign = " ".repeat(indent) + style().sign("✗", "x") + " ";
        List<String> lines = new ArrayList<>();
        screen.wrapped(sign, sign.length(), HopLines.said(hop) + ": " + wrong)
                .forEach(line -> lines.add(style().bad(line)));
        value("found", refusal.found(), indent + 4, lines);
        value("expected", refusal.expected(), indent + 4, lines);
        fix(refusal, indent + 4, failed, lines);
        if (failed && hop.rule() != null) {
            value("explain", "./lab explain " + hop.rule(), indent + 4, lines);
        }
        return lines;
    }

    /** Adds the cmdlets that fix the refusal, or the fix in words if values are unknown or no cmdlet fixes it. */
    private void fix(RefusalReading refusal, int indent, boolean failed, List<String> lines) {
        List<FixLine> complete =
                refusal.fixes().stream().filter(FixLine::isComplete).toList();
        if (refusal.nothingToFix() != null) {
            value("fix", failed ? refusal.nothingToFix() : null, indent, lines);
        } else if (complete.isEmpty()) {
            value("fix", refusal.fix(), indent, lines);
        } else {
            complete.forEach(one -> value("fix", one.typed(), indent, lines));
        }
    }

    /** The lines about a failed step: its place, its action, its problems and its refusals. */
    private List<String> failure(StepResult step, HopHistory history, int indent) {
        List<String> lines = new ArrayList<>();
        String sign = " ".repeat(indent) + style().sign("✗", "x") + " ";
        String place = step.step().source() + ":" + step.step().line() + ": "
                + step.step().title();
        screen.wrapped(sign, sign.length(), place).forEach(line -> lines.add(style().bad(line)));
        lines.addAll(action(step, indent + 4));
        lines.addAll(problems(step, indent + 4));
        step.hops().stream()
                .filter(ObservedHop::isRefusal)
                .forEach(hop -> lines.addAll(lines(hop, history, indent + 4, true)));
        return lines;
    }

    /**
     * The lines at the end of a scenario. If it failed, these are the failed step, the other problems, and the doctor's
     * faults.
     *
     * @param told whether the steps were already printed
     */
    List<String> ending(ScenarioReport report, boolean told) {
        List<String> lines = new ArrayList<>();
        ScenarioResult result = report.result();
        if (told && !(result.unfinished().isEmpty() && result.warnings().isEmpty())) {
            lines.add("");
            result.unfinished().forEach(rest -> lines.addAll(screen.wrapped("", 2, rest)));
            result.warnings().forEach(warning -> lines.addAll(screen.wrapped("", 2, "warning: " + warning)));
        }
        if (result.passed()) {
            return lines;
        }
        if (!told) {
            HopHistory history = result.history();
            result.steps().stream()
                    .filter(step -> !step.passed())
                    .forEach(step -> lines.addAll(failure(step, history, 4)));
        }
        for (String problem : result.problems()) {
            screen.wrapped(
                            "    " + style().sign("✗", "x") + " ",
                            6,
                            result.scenario().source() + ": " + problem)
                    .forEach(line -> lines.add(style().bad(line)));
        }
        if (report.trust() != null) {
            DiagnosisText.broken(report.trust()).forEach(line -> lines.addAll(screen.wrapped(indent(line), 15, line)));
        }
        return lines;
    }

    private static String indent(String line) {
        return "      " + " ".repeat(line.length() - line.stripLeading().length());
    }

    /** The differences between the expected and the found output of a step, and the trace of the step. */
    List<String> problems(StepResult step, int indent) {
        List<String> lines = new ArrayList<>();
        for (String problem : step.problems()) {
            screen.wrapped(" ".repeat(indent), indent + 2, problem).forEach(line -> lines.add(style().bad(line)));
        }
        lines.add(style().dim(" ".repeat(indent) + "trace " + step.traceId()));
        return lines;
    }

    /** The action of a step as an administrator types it; empty without an action, or if a hop shows it. */
    List<String> action(StepResult step, int indent) {
        StepLine typed = StepLine.of(step.step().kind(), step.fields());
        return typed == null || step.step().kind() == StepKind.SIGN_IN
                ? List.of()
                : screen.wrapped(" ".repeat(indent), indent + 2, typed.who() + "> " + typed.line());
    }

    private void value(String name, @Nullable String value, int indent, List<String> lines) {
        if (value != null) {
            String label = " ".repeat(indent) + screen.cell(name, 10);
            lines.addAll(screen.wrapped(label, label.length(), value));
        }
    }
}
