package org.s2slab.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.text.TerminalScreen;

/** The end of a run on a terminal: counts, warnings, and commands that the reader can try next. */
record RunSummary(TerminalScreen screen, List<ScenarioReport> reports, TerminalDetail detail) {
    /** Maximum number of warnings that are printed one by one if the scenarios are not printed. */
    private static final int FEW_WARNINGS = 2;

    /** Width of the first word of a line, in columns. */
    private static final int LABEL = 9;

    /** Width of a command, in columns. */
    private static final int COMMAND = 44;

    private List<ScenarioResult> results() {
        return reports.stream().map(ScenarioReport::result).toList();
    }

    /** The counts and the warnings. */
    List<String> counts(Duration took) {
        List<String> lines = new ArrayList<>();
        if (detail != TerminalDetail.FAILURES || !RunText.passed(reports)) {
            lines.add("");
        }
        warnings(lines);
        long passed = results().stream().filter(ScenarioResult::passed).count();
        boolean all = passed == reports.size();
        String scenarios = String.format(
                Locale.ROOT, "%d of %d scenarios passed in %s.", passed, reports.size(), RunText.seconds(took));
        String calls = String.format(
                Locale.ROOT,
                "%s accepted, %,d refused%s.",
                TerminalScreen.count(RunText.accepted(reports), "call"),
                RunText.refused(reports),
                all ? ", as the scenarios expect" : "");
        screen.wrapped("", 0, scenarios)
                .forEach(line -> lines.add(
                        all ? screen.style().good(line) : screen.style().bad(line)));
        lines.addAll(screen.wrapped("", 0, calls));
        return lines;
    }

    private void warnings(List<String> lines) {
        List<ScenarioResult> warned = results().stream()
                .filter(result -> !result.warnings().isEmpty() && !detail.hasSteps())
                .toList();
        if (warned.size() > FEW_WARNINGS) {
            String names =
                    warned.stream().map(result -> result.scenario().name()).collect(Collectors.joining(", "));
            lines.addAll(screen.wrapped(
                    "", 2, "warning: In these scenarios, a server runs as the product does (-vv says how): " + names));
        } else {
            warned.forEach(result -> result.warnings()
                    .forEach(warning -> lines.addAll(screen.wrapped(
                            "", 2, "warning: " + result.scenario().name() + ": " + warning))));
        }
        if (!warned.isEmpty()) {
            lines.add("");
        }
    }

    /**
     * The commands to try next, and the files of the run.
     *
     * @param files the reports
     * @param log the nodes' log, which is mentioned only if a scenario failed
     */
    List<String> next(Map<Path, ReportFormat> files, Path log) {
        List<String> lines = new ArrayList<>(List.of(""));
        boolean all = RunText.passed(reports);
        if (!all && reports.size() > 1) {
            results().stream()
                    .filter(result -> !result.passed())
                    .findFirst()
                    .ifPresent(result -> line("Look", "./lab run " + word(result), "every step and every hop", lines));
        } else if (all && reports.size() > 1) {
            line("Look", "./lab run partner-disabled", "one scenario, with every step and its hops", lines);
            line("Learn", "./lab learn", "lessons on running servers, with exercises", lines);
            line("Browse", "./lab list", "all scenarios, by what they show", lines);
            line("Try", "./lab console", "the servers and the scenarios in a browser", lines);
        }
        if (!all) {
            line("Log", shown(log), "the log of the servers", lines);
        }
        files.forEach((file, format) ->
                line("Report", shown(file), format == ReportFormat.HTML ? "every hop, token and rule" : "", lines));
        return lines;
    }

    /** The scenario's name on the command line. */
    private static String word(ScenarioResult result) {
        String name = result.scenario().name();
        return ScenarioGroup.of(name).isPresent() ? name : result.scenario().source();
    }

    private void line(String label, String command, String why, List<String> lines) {
        String begin = "  " + screen.cell(label, LABEL) + command;
        boolean fits = 2 + LABEL + Math.max(COMMAND, command.length()) + 2 + why.length() <= screen.columns();
        lines.add(
                fits && !why.isEmpty()
                        ? "  " + screen.cell(label, LABEL) + command
                                + " ".repeat(Math.max(0, COMMAND - command.length())) + "  "
                                + screen.style().dim(why)
                        : begin);
    }

    /** A path. It is relative if it is in the working folder. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath();
        return whole.startsWith(here) ? here.relativize(whole).toString() : file.toString();
    }
}
