package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.s2slab.drill.NeededRoles;
import org.s2slab.drill.torture.TortureReport;
import org.s2slab.drill.torture.TortureRun;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.node.StartupWarmup;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lab torture}: runs traffic with a ledger under kills, disk faults, bad links and moved clocks. */
@Command(
        name = "torture",
        description =
                "Disturb deployments while every feature is used: kill nodes, fill disks, damage files, break links, move clocks, stop databases of pools."
                        + " Then check that no acknowledged change is lost. The folder of --keep must be empty.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "0:nothing was lost or duplicated, and every feature works again",
            "1:something was lost, duplicated or stuck; the output names it"
        })
@SuppressWarnings("NullAway.Init")
final class TortureCommand implements Callable<Integer> {
    /** Uses a second: a machine of two cores has time for the disturbances, too. */
    private static final int RATE = 40;

    @Option(
            names = "--topology",
            paramLabel = "TOPOLOGY",
            split = ",",
            defaultValue = "on-premises-three,cross-lync-on-premises,online",
            description =
                    "Topologies to test in turn, bundled or in files, each with the next seed. The scenario TOPOLOGY-trust"
                            + " runs on each first (default: ${DEFAULT-VALUE}).")
    private List<String> topologies;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "Total real time of the disturbances on all topologies (default: ${DEFAULT-VALUE}).")
    private String span;

    @Mixin
    private RateOption rate;

    @Option(
            names = "--instances",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Make a pool of so many servers of each node, and disturb these servers and their database"
                    + " (default: ${DEFAULT-VALUE}, the topology as it is).")
    private int instances;

    @Mixin
    private DatabaseOption database;

    @Mixin
    private KeepOption keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StartupWarmup.begin();
        PrintWriter out = spec.commandLine().getOut();
        ScenarioLibrary library = new ScenarioLibrary();
        List<DeploymentRequest> openings =
                topologies.stream().map(name -> opening(library, name)).toList();
        List<TortureRun> runs = runs(openings);
        TortureReport report = TortureReport.empty();
        for (int i = 0; i < openings.size(); i++) {
            TortureRun run = runs.get(i);
            out.println("Torture of " + topologies.get(i) + ", seed " + run.seed() + ", for " + run.span() + ", with "
                    + servers(run.pooled(openings.get(i).plan())));
            out.flush();
            report = report.plus(tortured(run, openings.get(i), out));
        }
        report.lines().forEach(out::println);
        if (!report.isFlawless()) {
            out.println("To repeat this run: ./lab torture --seed " + seed.seed() + " --for " + span + " --rate "
                    + rate.or(RATE) + (instances == 1 ? "" : " --instances " + instances) + " --topology "
                    + String.join(",", topologies));
        }
        out.flush();
        return report.isFlawless() ? 0 : 1;
    }

    /** The nodes of a topology in words, with the number of servers of each pool. */
    private static String servers(Topology plan) {
        Map<String, List<NodePlan>> pools = plan.pools().byName();
        return plan.pools().distinct().stream()
                .map(node -> pools.containsKey(node.poolName())
                        ? node.poolName() + " (" + pools.get(node.poolName()).size() + " servers)"
                        : node.name())
                .collect(Collectors.joining(", "));
    }

    private DeploymentRequest opening(ScenarioLibrary library, String name) {
        try {
            NeededRoles.require(library.topology(name));
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
        String trust = ScenarioLibrary.trustOf(name);
        if (!ScenarioLibrary.isFile(name) && !library.scenarioNames().contains(trust)) {
            throw wrong("--topology: '" + name + "' has no scenario '" + trust
                    + "', which sets up the trust first; choose another one, or copy '" + name
                    + "' to a file and write that scenario beside it");
        }
        return DeploymentRequest.of(library, name, trust).keptIn(keep.folder()).on(database.source(keep.folder()));
    }

    /** One run for each topology. Each run has its own seed, because the same seed would cause the same faults. */
    private List<TortureRun> runs(List<DeploymentRequest> openings) {
        try {
            Duration each = Duration.parse(span).dividedBy(openings.size());
            List<TortureRun> runs = new ArrayList<>();
            while (runs.size() < openings.size()) {
                TortureRun run = new TortureRun(seed.seed() + runs.size(), each, rate.or(RATE), instances);
                DeploymentRequest opening = openings.get(runs.size());
                if (!run.pooled(opening.plan()).pools().byName().isEmpty()) {
                    opening.databases().problem().ifPresent(problem -> {
                        throw wrong(problem);
                    });
                }
                runs.add(run);
            }
            return runs;
        } catch (DateTimeException e) {
            throw wrong("--for: '" + span + "' is not a duration such as PT5M or PT30S");
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private TortureReport tortured(TortureRun run, DeploymentRequest opening, PrintWriter out) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (DataFolder folder =
                DataFolder.of(opening.keep(), opening.plan().name()).untilExit()) {
            LaunchContext launch = new LaunchContext(
                            vertx, new ProcessLauncher(vertx), opening.keys(), IdGenerator.random(), LabCommand.CLOCK)
                    .on(opening.databases());
            return run.run(opening.plan(), Objects.requireNonNull(opening.scenario()), launch, folder.path(), line -> {
                out.println(line);
                out.flush();
            });
        } finally {
            vertx.close().await();
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
