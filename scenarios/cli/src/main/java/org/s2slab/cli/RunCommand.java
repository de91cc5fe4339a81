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
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.node.StartupWarmup;
import org.s2slab.report.ReportFormat;
import org.s2slab.report.RunReport;
import org.s2slab.report.TerminalReport;
import org.s2slab.shell.TerminalStreams;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab run}: runs scenarios. */
@Command(
        name = "run",
        description = "Run scenarios, each on a new deployment, and show every hop.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every scenario passed", "1:a scenario failed", "2:a file or an argument is wrong"})
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|GLOB|FILE", description = "Scenarios to run (default: all bundled scenarios).")
    private List<String> words;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show only the table and the failures.")
    private boolean quiet;

    @Option(
            names = "--no-color",
            description = "Do not use colors. The environment variable NO_COLOR has the same effect.")
    private boolean noColor;

    @Option(
            names = "--processes",
            description = "Run every node in a separate JVM. A scenario that kills a node always does this.")
    private boolean processes;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description =
                    "Store the data of the nodes in this folder, one subfolder per scenario (default: a temporary folder).")
    private @Nullable Path keep;

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            converter = InstantConverter.class,
            description =
                    "Set the clocks of all nodes to this time at the start, and issue their certificates for it, for example"
                            + " 2026-03-01 or 2026-03-01T08:00Z (default: the machine's time).")
    private @Nullable Instant at;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartupWarmup.begin();
        Clock clock = LabCommand.CLOCK;
        Instant start = clock.instant();
        ScenarioLibrary library = new ScenarioLibrary();
        // Whatever is wrong in any of the files is told before anything is played.
        ScenarioFilesCheck check = new ScenarioFilesCheck(library);
        check.scenarios(words == null ? List.of() : words);
        check.problems().throwIfAny();
        List<Scenario> scenarios = check.scenarios();
        Map<Path, ReportFormat> files = ReportFiles.of(reports, formats, keep);
        TerminalStyle look = TerminalStyle.of(noColor, TerminalStreams.isOutputTerminal(), LabCommand.charset());
        TerminalReport report = new TerminalReport(spec.commandLine().getOut(), look, quiet);
        Vertx vertx = Vertx.vertx();
        boolean passed = true;
        try {
            for (Scenario scenario : scenarios) {
                try (DataFolder folder = DataFolder.of(keep, scenario.name())) {
                    boolean apart = processes || scenario.needsProcesses();
                    NodeLauncher launcher = apart ? new ProcessLauncher(vertx) : new InProcessLauncher(vertx);
                    LaunchContext workshop =
                            new LaunchContext(vertx, launcher, LaunchContext.sharedKeys(), IdGenerator.random(), clock);
                    ScenarioRunner runner =
                            new ScenarioRunner(at == null ? workshop : workshop.at(at), library::topologyOf, report);
                    passed &= runner.play(scenario, folder.path()).passed();
                }
            }
        } finally {
            vertx.close().await();
        }
        Duration took = Duration.between(start, clock.instant());
        report.summary(took);
        RunReport run = new RunReport(report.scenarios(), start, took);
        files.forEach((file, format) -> {
            format.write(run, file);
            spec.commandLine().getOut().println("report  " + file);
        });
        return passed ? 0 : 1;
    }
}
