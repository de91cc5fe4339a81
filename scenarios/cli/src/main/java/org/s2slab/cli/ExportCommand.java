package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.migration.exporter.DeploymentExporter;
import org.s2slab.migration.exporter.ExportedServer;
import org.s2slab.node.StartupWarmup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab export}: exports the trust configuration of a deployment in its products' formats. */
@Command(
        name = "export",
        description =
                "Export the trust configuration of a deployment. Each server has a folder with its AuthMetadata document and"
                        + " the output of its product's Get- cmdlets as JSON. The export has no private key and no secret.",
        mixinStandardHelpOptions = true,
        footer = {"", "lab export", "lab export my-export --after key-not-uploaded"})
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "New or empty folder for the export (default: TOPOLOGY-export).")
    private @Nullable Path folder;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DeploymentOption which;

    @Option(
            names = "--topology",
            paramLabel = "TOPOLOGY",
            description = "Start this topology (name or file) for the export, and stop it afterwards.")
    private @Nullable String topology;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StartOptions start;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (topology == null && !start.hasScenario()) {
            start.requireNone();
            return ofRunning();
        }
        if (which.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--deployment: selects a running deployment, and --topology and --after start a new one; use only one of them");
        }
        StartupWarmup.begin();
        DeploymentRequest opening = start.opening(new ScenarioLibrary(), topology);
        Path place = place(opening.plan().name());
        try (TemporaryDeployment deployment = opening.start(LabCommand.CLOCK)) {
            return write(DeploymentExporter.of(deployment.nodes()), place);
        }
    }

    private int ofRunning() {
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment = which.find(vertx, spec)) {
            Path place = place(deployment.topology());
            return write(DeploymentExporter.of(deployment.nodes()), place);
        } finally {
            vertx.close().await();
        }
    }

    private Path place(String name) {
        Path place = folder == null ? Path.of(name + "-export") : folder;
        try {
            DeploymentExporter.requireEmpty(place);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return place;
    }

    private int write(List<ExportedServer> servers, Path place) {
        DeploymentExporter.write(servers, place);
        PrintWriter out = spec.commandLine().getOut();
        for (ExportedServer server : servers) {
            if (!server.files().isEmpty()) {
                out.println(
                        place.resolve(server.folder()) + ": " + server.files().size() + " files");
            }
            server.untold().forEach(why -> out.println("  missing: " + why));
        }
        out.println();
        out.println("./lab import " + place + " makes a topology and a scenario of it.");
        out.flush();
        return 0;
    }
}
