package org.s2slab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.migration.importer.DeploymentImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab import}: converts exports of real servers to a topology and a trust scenario. */
@Command(
        name = "import",
        description =
                "Copy the trust of a real deployment into the lab. Read the export of its servers, report what is found,"
                        + " missing and assumed, and write a topology and a trust scenario. The lab uses its own keys"
                        + " instead of the real ones.",
        mixinStandardHelpOptions = true,
        footer = {"", "lab import my-export --out copy", "lab doctor copy/topology.yaml --after copy/trust.yaml"})
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description = "Folder of the export. It has a folder for each server with a file for each cmdlet.")
    private Path from;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the two files (default: DIR-copy).")
    private @Nullable Path out;

    @Option(names = "--force", description = "Overwrite the files of an earlier import.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DeploymentImport copy = DeploymentImport.of(from, LabCommand.CLOCK.instant());
        Path whole = from.toAbsolutePath().normalize();
        Path folder = out == null ? whole.resolveSibling(whole.getFileName() + "-copy") : out;
        Path topology = folder.resolve(DeploymentImport.TOPOLOGY_FILE);
        Path trust = folder.resolve(DeploymentImport.TRUST_FILE);
        write(topology, copy.topology());
        write(trust, copy.trust());
        PrintWriter writer = spec.commandLine().getOut();
        copy.report().forEach(writer::println);
        writer.println("Written: " + topology + " and " + trust);
        writer.println("Next: ./lab doctor " + topology + " --after " + trust
                + (copy.at() == null ? "" : " --at " + copy.at()));
        writer.flush();
        return 0;
    }

    private void write(Path file, String text) {
        if (Files.exists(file) && !force) {
            throw new FileSyntaxException(
                    file.toString(), "already exists; overwrite it with --force, or name another folder with --out");
        }
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FileSyntaxException(
                    file.toString(),
                    "cannot be written (" + FileFailureText.reason(e) + "); name another folder with --out");
        }
    }
}
