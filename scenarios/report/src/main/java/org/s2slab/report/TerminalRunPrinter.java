package org.s2slab.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalScreen;

/**
 * Prints a run on a terminal: the scenarios in their order, even if several run at the same time, and the totals. If
 * the terminal supports it, the last line shows the progress and is rewritten.
 */
public final class TerminalRunPrinter {
    private final PrintWriter out;
    private final TerminalScreen screen;
    private final RunText text;
    private final TerminalDetail detail;
    private final List<Scenario> scenarios;

    /** The title of each scenario's group. */
    private final List<String> groups;

    private final RemainingTime remaining;

    /** The lines of each scenario that are not printed yet. */
    private final List<List<String>> waiting = new ArrayList<>();

    private final List<@Nullable ScenarioReport> ended = new ArrayList<>();

    /** The index of the first scenario that has not ended. Its lines are printed immediately. */
    private int next;

    /** The last line, which is rewritten; empty if there is no such line. */
    private String running = "";

    /** @param scenarios the scenarios, sorted by group */
    public TerminalRunPrinter(
            PrintWriter out, TerminalScreen screen, TerminalDetail detail, List<Scenario> scenarios, Clock clock) {
        this.out = out;
        this.screen = screen;
        this.text = new RunText(screen);
        this.detail = detail;
        this.scenarios = List.copyOf(scenarios);
        this.groups = scenarios.stream().map(ScenarioGroup::titleOf).toList();
        this.remaining = new RemainingTime(clock, scenarios);
        scenarios.forEach(scenario -> {
            waiting.add(new ArrayList<>());
            ended.add(null);
        });
    }

    /**
     * The listener for one of the scenarios.
     *
     * @param withWire whether to collect the requests and responses of the hops for the reports
     */
    public RunListener listener(int index, boolean withWire) {
        return new Track(index, withWire);
    }

    /** The reports of all completed scenarios, in order. */
    public synchronized List<ScenarioReport> reports() {
        return ended.stream().flatMap(Stream::ofNullable).toList();
    }

    /** Prints which scenarios run. */
    public synchronized void begin(int jobs) {
        if (scenarios.size() > 1 && detail != TerminalDetail.FAILURES) {
            print(screen.wrapped(
                    "",
                    0,
                    "S2S Lab: " + TerminalScreen.count(scenarios.size(), "scenario") + ", each with its own servers"
                            + (jobs > 1 ? ", " + jobs + " at a time" : "")));
            print(List.of(""));
        }
        heading();
        rewrite();
    }

    /** Receives the events of one scenario. */
    private final class Track extends ReportRecorder {
        private final int index;
        private final ScenarioText told;
        private @Nullable ReportRedactor redactor;

        Track(int index, boolean withWire) {
            super(withWire);
            this.index = index;
            this.told = new ScenarioText(screen, scenarios.get(index), detail == TerminalDetail.HOPS);
        }

        @Override
        public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {
            super.begins(scenario, plan, secrets);
            redactor = new ReportRedactor(secrets);
            if (detail.hasSteps()) {
                tell(index, told.head(plan));
            }
        }

        @Override
        public void played(StepResult result) {
            TerminalRunPrinter.this.played(
                    index, detail.hasSteps() ? told.step(redactor().played(result)) : List.of());
        }

        @Override
        public void ends(ScenarioResult result) {
            super.ends(result);
            ScenarioReport report = reports().get(0);
            boolean telling = detail.hasSteps() || !result.passed();
            List<String> lines = telling
                    ? new RefusalText(screen).ending(redactor().scenario(report), detail.hasSteps())
                    : List.of();
            TerminalRunPrinter.this.ends(index, report, lines);
        }

        private ReportRedactor redactor() {
            return Objects.requireNonNull(redactor);
        }
    }

    private synchronized void played(int index, List<String> lines) {
        remaining.played(index);
        tell(index, lines);
    }

    private synchronized void ends(int index, ScenarioReport report, List<String> lines) {
        remaining.ended(index);
        if (detail == TerminalDetail.SCENARIOS) {
            tell(index, List.of(text.scenario(report)));
        }
        tell(index, lines);
        ended.set(index, report);
        while (next < ended.size() && ended.get(next) != null) {
            next++;
            closing();
            if (next < ended.size()) {
                heading();
                tell(next, List.of());
            }
        }
        rewrite();
    }

    /** Prints the row of a completed group, and then its failures. */
    private void closing() {
        String group = groups.get(next - 1);
        if (detail == TerminalDetail.GROUPS && groups.lastIndexOf(group) == next - 1) {
            int first = groups.indexOf(group);
            print(List.of(text.group(group, reports().subList(first, next))));
            for (int i = first; i < next; i++) {
                flush(i);
            }
        }
    }

    /** Prints the title of a group before its scenarios. */
    private void heading() {
        if (detail == TerminalDetail.SCENARIOS && groups.indexOf(groups.get(next)) == next) {
            print(List.of(screen.style().strong(groups.get(next))));
        } else if (detail.hasSteps() && next > 0) {
            print(List.of(""));
        }
    }

    /** Prints lines of a scenario when all earlier scenarios have ended. */
    private synchronized void tell(int index, List<String> lines) {
        waiting.get(index).addAll(lines);
        if (index == next && detail != TerminalDetail.GROUPS) {
            flush(index);
        }
        rewrite();
    }

    private void flush(int index) {
        print(waiting.get(index));
        waiting.get(index).clear();
    }

    private void print(List<String> lines) {
        if (!lines.isEmpty()) {
            running("");
        }
        lines.forEach(out::println);
        out.flush();
    }

    private void running(String line) {
        if (!line.equals(running)) {
            out.print((running.isEmpty() ? "" : screen.erasing()) + line);
            out.flush();
            running = line;
        }
    }

    private void rewrite() {
        if (!screen.rewrites() || scenarios.size() == 1 || detail.hasSteps() || next == scenarios.size()) {
            return;
        }
        String group = groups.get(next);
        List<@Nullable ScenarioReport> all = ended.subList(groups.indexOf(group), groups.lastIndexOf(group) + 1);
        long done = all.stream().filter(Objects::nonNull).count();
        String count = done + " of " + all.size();
        running(text.running(
                group, count, remaining.words(), scenarios.get(next).name()));
    }

    /** Prints the number of passed scenarios, and of accepted and refused calls. */
    public synchronized void sum(Duration took) {
        print(summary().counts(took));
    }

    /**
     * Prints commands to try next, and the files of the run.
     *
     * @param log the nodes' log
     */
    public synchronized void next(Map<Path, ReportFormat> files, Path log) {
        if (detail != TerminalDetail.FAILURES) {
            print(summary().next(files, log));
        }
    }

    private RunSummary summary() {
        return new RunSummary(screen, reports(), detail);
    }
}
