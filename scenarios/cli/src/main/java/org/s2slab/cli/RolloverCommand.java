package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.drill.DrillReport;
import org.s2slab.drill.DrillSchedule;
import org.s2slab.drill.DrillText;
import org.s2slab.drill.NeededRoles;
import org.s2slab.drill.RolloverDrill;
import org.s2slab.drill.RolloverStep;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.node.StartupWarmup;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab drill rollover}: rehearses the rollover of a signing certificate, complete or partial. */
@Command(
        name = "rollover",
        description = "Rehearse the rollover of a server's signing certificate while people use every feature.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "0:no call was refused, or --forget was set",
            "1:the trust was broken before the rollover; or without --forget, calls were refused or the old key is still accepted"
        })
@SuppressWarnings("NullAway.Init")
final class RolloverCommand implements Callable<Integer> {
    private static final String USUAL = "on-premises-three";

    /** Calls a second: many of them fall into each half minute of a rollover. */
    private static final int RATE = 200;

    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            description = "Name or file of the topology (default: the topology of --after, or " + USUAL
                    + "). Without --after,"
                    + " the scenario TOPOLOGY-trust runs first. It is bundled, or in a file beside the topology.")
    private @Nullable String name;

    @Option(
            names = "--server",
            paramLabel = "NODE",
            defaultValue = "lync",
            description =
                    "Server whose certificate changes: the name of a node or pool, or lync, exchange, sharepoint or authz for the first one (default: ${DEFAULT-VALUE}).")
    private String server;

    @Option(
            names = "--forget",
            split = ",",
            paramLabel = "STEP",
            description =
                    "Steps that the administrator forgets: stage, wait, upload, switch, drain, remove, withdraw, refresh.")
    private List<String> forget;

    @Mixin
    private RateOption rate;

    @Mixin
    private ProcessesOption processes;

    @Mixin
    private FormatOption format;

    @Mixin
    private StartOptions start;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartupWarmup.begin();
        DeploymentRequest opening = opening(new ScenarioLibrary());
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> spectator = line -> {
            if (format.isText()) {
                out.println(line);
                out.flush();
            }
        };
        DrillReport report;
        try {
            RolloverDrill drill = drill(opening.plan());
            report = RunLog.during(ReportOptions.log(null), () -> run(drill, opening, spectator));
        } catch (IllegalArgumentException e) {
            throw optionWrong(e);
        }
        format.print(out, () -> DrillText.foot(report), report::json);
        return report.isFlawless() || forget != null ? 0 : 1;
    }

    private RolloverDrill drill(Topology plan) {
        Set<RolloverStep> forgotten = new LinkedHashSet<>();
        for (String word : forget == null ? List.<String>of() : forget) {
            try {
                forgotten.add(RolloverStep.of(word));
            } catch (IllegalArgumentException e) {
                throw wrong("--forget: " + e.getMessage());
            }
        }
        return new RolloverDrill(
                server,
                forgotten,
                rate.or(RATE),
                DrillSchedule.byTheBook(RolloverDrill.find(plan, server).role()));
    }

    private DrillReport run(RolloverDrill drill, DeploymentRequest opening, Consumer<String> spectator) {
        Vertx vertx = Vertx.vertx();
        try (DataFolder folder = DataFolder.of(null, opening.plan().name()).untilExit()) {
            NodeLauncher launcher = processes.launcher(vertx, false);
            LaunchContext machine = new LaunchContext(
                    vertx, launcher, LaunchContext.sharedKeys(), IdGenerator.random(), LabCommand.CLOCK);
            LaunchContext launch = opening.at() == null ? machine : machine.at(opening.at());
            return drill.run(
                    opening.plan(),
                    Objects.requireNonNull(opening.scenario()),
                    launch,
                    folder.path(),
                    spectator,
                    nodes -> broken(Doctor.examine(nodes)));
        } finally {
            vertx.close().await();
        }
    }

    private static List<String> broken(Diagnosis diagnosis) {
        return diagnosis.edges().stream()
                .filter(TrustEdge::isBroken)
                .map(edge -> diagnosis.label(edge) + " is broken: "
                        + edge.faults().stream()
                                .map(TrustFault::sentence)
                                .findFirst()
                                .orElse("the test call is refused."))
                .toList();
    }

    private DeploymentRequest opening(ScenarioLibrary library) {
        if (start.hasScenario()) {
            return start.opening(library, name);
        }
        String topology = name == null ? USUAL : name;
        Topology plan = library.topology(topology);
        try {
            NeededRoles.require(plan);
            return start.timed(DeploymentRequest.of(library, topology, ScenarioLibrary.trustOf(topology)));
        } catch (IllegalArgumentException e) {
            throw optionWrong(e);
        } catch (FileSyntaxException e) {
            throw wrong(
                    "--after: a drill on '" + topology + "' needs a scenario that sets up the trust; " + e.problem());
        }
    }

    /**
     * Converts an error of the drill. If the error message begins with the name of a value, the corresponding option or
     * argument of the command line replaces that name.
     */
    private ParameterException optionWrong(IllegalArgumentException refused) {
        return wrong(String.valueOf(refused.getMessage())
                .replaceFirst("^(server|forget|rate):", "--$1:")
                .replaceFirst("^topology:", "TOPOLOGY:"));
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
