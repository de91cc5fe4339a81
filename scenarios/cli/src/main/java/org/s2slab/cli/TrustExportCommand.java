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

/**
 * The command {@code lab export}: exports the trust configuration of a deployment in its products' formats, or a
 * topology for containers.
 */
@Command(
        name = "export",
        description = {
            "Export the trust configuration of a deployment. Each server has a folder with its AuthMetadata document and the"
                    + " output of its product's Get- cmdlets as JSON. The export has no private key and no secret.",
            "With --compose or --kubernetes, export a topology: a folder with which a container engine runs it. This folder"
                    + " has new private keys and new passwords."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "lab export",
            "lab export my-export --after key-not-uploaded",
            "lab export --compose my-lab on-premises"
        })
@SuppressWarnings("NullAway.Init")
final class TrustExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            index = "0",
            arity = "0..1",
            description = "New or empty folder for the export (default: TOPOLOGY-export).")
    private @Nullable Path folder;

    @Parameters(
            paramLabel = "TOPOLOGY",
            index = "1",
            arity = "0..1",
            description = "With --compose or --kubernetes: name of a bundled topology (see ./lab list), or a file.")
    private @Nullable String topology;

    @Mixin
    private ContainerOptions containers;

    @Mixin
    private TargetOptions target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (containers.isGiven()) {
            return containers.export(spec, folder, topology, this::place);
        }
        if (topology != null || containers.hasSettings()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "TOPOLOGY, --image and --publish: go with --compose or --kubernetes; for the trust of a topology, use"
                            + " --topology " + (topology == null ? "TOPOLOGY" : topology));
        }
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
