package org.s2slab.cli;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.SourceFileReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The option for a file that exists while a deployment is ready. The file has the content of {@code deployment.json} at
 * this moment, the data folder and the process id. It contains no credential.
 */
final class ReadyFileOption {
    /** Maximum size of a ready file in bytes. A node needs about 500. */
    private static final int MOST_BYTES = 100_000;

    private static final int READY = 200;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description =
                    "Write this file when everything is ready, and delete it at the end. It is JSON with the addresses, the"
                            + " root certificate and the process id, and has no password. The file must not exist at the start.")
    private @Nullable Path file;

    private boolean written;
    private boolean ended;

    /** Refuses a file that exists, and a folder in which no file can be written. Blocks. */
    void requireUsable(CommandSpec spec) {
        if (file == null) {
            return;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong(
                    spec, "exists already, perhaps from a deployment that was killed; delete it, or name another file");
        }
        delete(draft(spec, file, ""));
    }

    /** Writes the file if all nodes that run are ready. Blocks. */
    void write(CommandSpec spec, List<ManagedNode> nodes, Path folder) {
        if (file == null) {
            return;
        }
        for (ManagedNode node : nodes) {
            Answer answer = node.address().up()
                    ? node.send(HttpMethod.GET, "/health/ready", null).await()
                    : null;
            if (answer != null && answer.status() != READY) {
                throw wrong(spec, "is not written, because " + node.name() + " is not ready: " + answer.body());
            }
        }
        Path known = folder.resolve("deployment.json");
        JsonObject ready = new JsonObject(SourceFileReader.text(known.toString(), known, MOST_BYTES));
        JsonObject holder = (JsonObject) ready.remove("holder");
        write(spec, ready.put("data", folder.toString()).put("process", holder.getValue("process")));
    }

    /** Writes the file with this content. Blocks. */
    void write(CommandSpec spec, JsonObject ready) {
        if (file != null) {
            publish(spec, file, draft(spec, file, ready.encodePrettily()));
        }
    }

    /** A new file of this process in the same folder. */
    private Path draft(CommandSpec spec, Path target, String content) {
        try {
            Path draft = Files.createTempFile(target.toAbsolutePath().getParent(), ".ready", null);
            Files.writeString(draft, content);
            return draft;
        } catch (IOException e) {
            String reason = FileFailureText.reason(e);
            throw wrong(spec, "cannot be written (" + reason + "); name a file in a folder that exists");
        }
    }

    private synchronized void publish(CommandSpec spec, Path target, Path draft) {
        try {
            if (!ended) {
                Files.move(draft, target);
                written = true;
            }
        } catch (IOException e) {
            throw wrong(spec, "was written by another command meanwhile (" + FileFailureText.reason(e) + ")");
        } finally {
            delete(draft);
        }
    }

    /** Deletes the file if this process wrote it. Blocks. */
    synchronized void remove() {
        ended = true;
        if (file != null && written) {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the ready file " + file, e);
        }
    }

    private ParameterException wrong(CommandSpec spec, String problem) {
        return new ParameterException(spec.commandLine(), "--ready-file: '" + file + "' " + problem);
    }
}
