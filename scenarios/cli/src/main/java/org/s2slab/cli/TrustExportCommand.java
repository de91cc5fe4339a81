package org.s2slab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.migration.exporter.DeploymentExporter;
import org.s2slab.migration.exporter.ExportedServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
@SuppressWarnings("NullAway.Init")
final class TrustExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "New or empty folder for the export (default: TOPOLOGY-export).")
    private @Nullable Path folder;

    @Mixin
    private TargetOptions target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Path> place = new ArrayList<>();
        return target.with(
                spec,
                topology -> place.add(place(topology)),
                deployment -> write(DeploymentExporter.of(deployment.nodes().get()), place.get(0)));
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
