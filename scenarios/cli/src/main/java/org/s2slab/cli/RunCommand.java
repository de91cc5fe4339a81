package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ReusableKeys;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.node.StartupWarmup;
import org.s2slab.report.ReportFormat;
import org.s2slab.report.RunReport;
import org.s2slab.report.ScenarioReport;
import org.s2slab.report.TerminalDetail;
import org.s2slab.report.TerminalRunPrinter;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab run}: runs scenarios. */
@Command(
        name = "run",
        description = "Run scenarios, each on a new deployment, or one after another on a running deployment.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:every scenario passed", "1:a scenario failed"})
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME|GROUP|GLOB|FILE",
            description = "Scenarios to run, or a group of ./lab list (default: all bundled scenarios).")
    private List<String> words;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show only the failures and the counts.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description =
                    "Show a line for each scenario; -vv shows the steps and their hops, -vvv also hops that repeat. A"
                            + " single scenario is shown with its steps; -v shows all its hops.")
    private boolean @Nullable [] verbose;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "NUMBER",
            description = "Number of scenarios to run at a time (default: the number of processor cores).")
    private @Nullable Integer jobs;

    @Mixin
    private RunningTargetOptions running;

    @Mixin
    private ColorOption color;

    @Mixin
    private ProcessesOption processes;

    @Mixin
    private KeepOption keep;

    @Mixin
    private ClockOption at;

    @Mixin
    private PolicyOption policies;

    @Mixin
    private TelemetryOption telemetry;

    @Mixin
    private DatabaseOption database;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write a report to this file. The file extension selects the format: .html for people, .xml (JUnit) for"
                            + " continuous integration, .json for programs, .md (Mermaid) for a wiki. Can be repeated.")
    private @Nullable List<Path> reports;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Also write a report in this format: ${COMPLETION-CANDIDATES}. Its file is in the folder of --keep, or of"
                            + " all kept reports, if --report does not name it. Can be repeated.")
    private @Nullable List<ReportFormat> formats;

    @Option(
            names = "--wire",
            description =
                    "Write the request and the response of each hop into the reports (.html and .json), without credentials.")
    private boolean wire;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartupWarmup.begin();
        Clock clock = LabCommand.CLOCK;
        Instant start = clock.instant();
        ScenarioLibrary library = new ScenarioLibrary();
        // All errors in all files are reported before a scenario is played.
        ScenarioFilesCheck check = new ScenarioFilesCheck(library);
        check.scenarios(words == null ? List.of() : words);
        check.problems().throwIfAny();
        List<Scenario> scenarios = ScenarioGroup.together(check.scenarios());
        if (running.isGiven()) {
            running.requireAlone(spec);
            scenarios = running.played(scenarios);
        }
        DatabaseSource databases = database.source(keep.folder());
        OmittedScenarios omitted = running.isGiven()
                ? OmittedScenarios.NONE
                : OmittedScenarios.of(scenarios, words, library, databases.problem());
        scenarios = omitted.removedFrom(scenarios);
        tellCollectors(library, scenarios);
        Map<Path, ReportFormat> files = ReportOptions.of(reports, formats, keep.folder());
        Path log = ReportOptions.log(keep.folder());
        TerminalRunPrinter report = new TerminalRunPrinter(
                spec.commandLine().getOut(), LabCommand.screen(color.isOff()), detail(scenarios), scenarios, clock);
        report.begin(jobs(scenarios));
        List<Scenario> chosen = scenarios;
        var played = RunLog.during(
                log,
                () -> running.isGiven()
                        ? running.play(spec, chosen, library, index -> report.listener(index, wire), report::reports)
                        : play(chosen, library, databases, report));
        Duration took = Duration.between(start, clock.instant());
        report.sum(took);
        omitted.sentence().ifPresent(spec.commandLine().getOut()::println);
        RunReport run = new RunReport(played, start, took);
        files.forEach((file, format) -> format.write(run, file));
        report.next(files, log);
        running.tellWhatStays(spec);
        return run.results().stream().allMatch(ScenarioResult::passed) ? 0 : 1;
    }

    /** Says where the spans go, because the author of a topology may have chosen it. */
    private void tellCollectors(ScenarioLibrary library, List<Scenario> scenarios) {
        List<Topology> plans =
                scenarios.stream().map(scenario -> topology(library, scenario)).toList();
        if (!running.isGiven()) {
            plans.stream()
                    .flatMap(plan -> plan.collector().stream())
                    .distinct()
                    .forEach(address -> spec.commandLine().getErr().println("telemetry: spans are sent to " + address));
        }
    }

    /** The topology of a scenario, with the policies of the command line. */
    private Topology topology(ScenarioLibrary library, Scenario scenario) {
        Topology plan = library.topologyOf(scenario);
        try {
            return telemetry.on(policies.on(plan));
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(scenario.source(), String.valueOf(e.getMessage()));
        }
    }

    private TerminalDetail detail(List<Scenario> scenarios) {
        return quiet ? TerminalDetail.FAILURES : TerminalDetail.of(scenarios, verbose == null ? 0 : verbose.length);
    }

    private List<ScenarioReport> play(
            List<Scenario> scenarios, ScenarioLibrary library, DatabaseSource databases, TerminalRunPrinter report) {
        Vertx vertx = Vertx.vertx();
        ReusableKeys keys = LaunchContext.sharedKeys();
        try {
            ConcurrentTasks.run(
                    jobs(scenarios),
                    scenarios.size(),
                    i -> play(scenarios.get(i), vertx, keys, library, databases, report.listener(i, wire)));
            return report.reports();
        } finally {
            vertx.close().await();
        }
    }

    private int jobs(List<Scenario> scenarios) {
        if (running.isGiven()) {
            return 1;
        }
        int requested = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (requested < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs: '" + requested + "' is not 1 or more");
        }
        // Two scenarios with the same name have the same data folder, so they must not run in parallel.
        boolean oneFolder = keep.folder() != null
                && scenarios.stream().map(Scenario::name).distinct().count() < scenarios.size();
        return oneFolder ? 1 : Math.min(requested, scenarios.size());
    }

    private void play(
            Scenario scenario,
            Vertx vertx,
            ReusableKeys keys,
            ScenarioLibrary library,
            DatabaseSource databases,
            RunListener listener) {
        try (DataFolder folder = DataFolder.of(keep.folder(), scenario.name()).untilExit()) {
            NodeLauncher launcher = processes.launcher(vertx, scenario.needsProcesses());
            LaunchContext launch =
                    new LaunchContext(vertx, launcher, keys, IdGenerator.random(), LabCommand.CLOCK).on(databases);
            new ScenarioRunner(at.timed(launch), named -> topology(library, named), listener)
                    .play(scenario, folder.path());
        }
    }
}
