package org.s2slab.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.trace.HopKind;

/** Prints groups of scenarios, or single scenarios, as rows with counts. A narrow screen has fewer columns. */
record RunText(TerminalScreen screen) {
    /** Maximum width of a title. The name of a scenario can have 64 characters. */
    private static final int TITLE = 42;

    /** Number of columns before a title. */
    private static final int INDENT = 4;

    private static final int COUNT = 14;
    private static final int HOPS = 13;
    private static final int REFUSED = 13;
    private static final int TIME = 9;

    /** Width of a count without its unit, in columns. */
    private static final int NARROW_COUNT = 9;

    private static final Set<HopKind> ACCEPTING = Set.of(HopKind.ACCEPTED, HopKind.TOKEN_ISSUED);
    private static final Set<HopKind> REFUSING = Set.of(HopKind.REFUSED, HopKind.TOKEN_DENIED);

    /** The number of calls and token requests that servers accepted. */
    static long accepted(List<ScenarioReport> reports) {
        return hops(reports, ACCEPTING);
    }

    /** The number of calls and token requests that servers refused. */
    static long refused(List<ScenarioReport> reports) {
        return hops(reports, REFUSING);
    }

    private static long hops(List<ScenarioReport> reports, Set<HopKind> kinds) {
        return reports.stream()
                .flatMap(report -> report.result().hops().stream())
                .filter(hop -> kinds.contains(hop.kind()))
                .count();
    }

    static boolean passed(List<ScenarioReport> reports) {
        return reports.stream().allMatch(report -> report.result().passed());
    }

    /** The row of a completed group. */
    String group(String title, List<ScenarioReport> reports) {
        long passed =
                reports.stream().filter(report -> report.result().passed()).count();
        return row(title, count(passed, reports.size(), "scenario"), reports);
    }

    /** The row of a completed scenario. */
    String scenario(ScenarioReport report) {
        ScenarioResult result = report.result();
        String count = count(result.steps().size(), result.scenario().steps().size(), "step");
        return row(result.scenario().name(), count, List.of(report));
    }

    private boolean isNarrow() {
        return screen.columns() < INDENT + TITLE + COUNT + TIME;
    }

    private String count(long done, long all, String thing) {
        if (done != all) {
            return done + " of " + all;
        }
        return isNarrow() ? String.valueOf(all) : TerminalScreen.count(all, thing);
    }

    private String row(String title, String count, List<ScenarioReport> reports) {
        TerminalStyle style = screen.style();
        long hops = reports.stream()
                .mapToLong(report -> report.result().hops().size())
                .sum();
        long refused = refused(reports);
        Duration took = reports.stream().map(report -> report.result().took()).reduce(Duration.ZERO, Duration::plus);
        int left = left();
        boolean withHops = left - HOPS - REFUSED >= TITLE;
        boolean withRefused = left - REFUSED >= TITLE;
        int width = Math.min(TITLE, withHops ? left - HOPS - REFUSED : withRefused ? left - REFUSED : left);
        String numbers = right(count, isNarrow() ? NARROW_COUNT : COUNT)
                + (withHops ? right(TerminalScreen.count(hops, "hop"), HOPS) : "")
                + (withRefused ? right(refused == 0 ? "" : refused + " refused", REFUSED) : "")
                + right(seconds(took), TIME);
        return "  " + mark(passed(reports)) + " " + screen.cell(title, width) + style.dim(numbers);
    }

    /** The number of columns that remain for the title. */
    private int left() {
        return screen.columns() - INDENT - (isNarrow() ? NARROW_COUNT : COUNT) - TIME;
    }

    /** The line about the current scenario, which the next line replaces. */
    String running(String title, String count, String left, String name) {
        String begin = "  " + screen.style().sign("▸", ">") + " " + screen.cell(title, Math.min(TITLE, left()));
        String end = right(count, isNarrow() ? NARROW_COUNT : COUNT) + (left.isEmpty() ? "" : "   " + left);
        return screen.fitting(begin + end + "   " + name, screen.columns() - 1);
    }

    private String mark(boolean passed) {
        TerminalStyle style = screen.style();
        return passed ? style.good(style.sign("✓", "+")) : style.bad(style.sign("✗", "x"));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
