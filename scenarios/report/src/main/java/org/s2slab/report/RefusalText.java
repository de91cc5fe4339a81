package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.StepLine;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.trace.HopDetail;

/** Prints refusals, and the steps that failed, on a terminal. */
record RefusalText(TerminalScreen screen) {
    private TerminalStyle style() {
        return screen.style();
    }

    /** A refusal or a failed call: its sentence, what the rule found wrong, and the two values that the rule compared. */
    List<String> lines(ObservedHop hop, int indent, boolean withCommand) {
        String failed = RuleReadings.failed(hop);
        ObservedRule rule = hop.token().refusing();
        String found = rule == null ? null : rule.found();
        String expected = rule == null ? null : rule.wanted();
        if (found == null && hop.detail() instanceof HopDetail.Finding finding) {
            found = finding.found();
            expected = finding.expected();
        } else if (found == null && failed == null) {
            failed = reason(hop.detail());
        }
        String said = HopLines.said(hop) + (failed == null ? "" : ": " + failed);
        String sign = style().sign("✗", "x") + " ";
        List<String> lines = new ArrayList<>();
        screen.wrapped(" ".repeat(indent) + sign, indent + sign.length(), said)
                .forEach(line -> lines.add(style().bad(line)));
        value("found", found, indent + 4, lines);
        value("expected", expected, indent + 4, lines);
        if (withCommand && hop.rule() != null) {
            value("explain", "./lab explain " + hop.rule(), indent + 4, lines);
        }
        return lines;
    }

    /** Why a call failed. What the called server found wrong is in a hop of its own. */
    private static @Nullable String reason(@Nullable HopDetail detail) {
        if (detail instanceof HopDetail.Failure failure && failure.status() != null) {
            return "the response is " + failure.status();
        }
        return detail == null ? null : detail.text();
    }

    /** A failed step: its place, its action, its refusals and its problems. */
    List<String> failure(StepResult step, int indent) {
        List<String> lines = new ArrayList<>();
        String sign = " ".repeat(indent) + style().sign("✗", "x") + " ";
        String place = step.step().source() + ":" + step.step().line() + ": "
                + step.step().title();
        screen.wrapped(sign, sign.length(), place).forEach(line -> lines.add(style().bad(line)));
        lines.addAll(action(step, indent + 4));
        lines.addAll(problems(step, indent + 4));
        step.hops().stream().filter(ObservedHop::isRefusal).forEach(hop -> lines.addAll(lines(hop, indent + 4, true)));
        return lines;
    }

    /**
     * What is printed when a scenario has ended: if it failed, its failed step, its other problems, and what the doctor
     * found then.
     *
     * @param told whether the steps were printed before
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
            result.steps().stream().filter(step -> !step.passed()).forEach(step -> lines.addAll(failure(step, 4)));
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

    /** The differences between what a step expected and what it found, and the trace of the step. */
    List<String> problems(StepResult step, int indent) {
        List<String> lines = new ArrayList<>();
        for (String problem : step.problems()) {
            screen.wrapped(" ".repeat(indent), indent + 2, problem).forEach(line -> lines.add(style().bad(line)));
        }
        lines.add(style().dim(" ".repeat(indent) + "trace " + step.traceId()));
        return lines;
    }

    /** The action of a step as somebody types it; empty if the step has none, or its first hop says it. */
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
