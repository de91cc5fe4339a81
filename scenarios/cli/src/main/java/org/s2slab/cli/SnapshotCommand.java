package org.s2slab.cli;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.snapshot.Snapshot;
import org.s2slab.engine.snapshot.SnapshotFolder;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.pki.OwnerOnlyFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab snapshot}: saves a running deployment in one file, and restores it. */
@Command(
        name = "snapshot",
        description = "Save a running deployment (./lab up) in one file, or put it back. ./lab up FILE opens the file.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:a name, a file or an argument is wrong, or nothing was saved or restored"},
        footer = {
            "",
            "lab snapshot save broken-trust",
            "lab snapshot save ./broken-trust.s2slab-snapshot",
            "lab snapshot restore broken-trust",
            "lab up broken-trust.s2slab-snapshot"
        })
@SuppressWarnings("NullAway.Init")
final class SnapshotCommand implements Callable<Integer> {
    /** The actions on snapshots. */
    enum Deed {
        save,
        restore,
        list
    }

    @Parameters(index = "0", paramLabel = "save|restore|list", description = "Action. The deployment runs on.")
    private Deed deed;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A name such as broken-trust, or a file such as ./broken-trust.s2slab-snapshot. save needs a"
                    + " new one.")
    private @Nullable String word;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (deed == Deed.list) {
            list(SnapshotFolder.ofUser(LabCommand.CLOCK), out);
        } else if (word == null) {
            throw new ParameterException(spec.commandLine(), deed + ": name a snapshot, such as broken-trust");
        } else {
            String named = word;
            which.control(
                    spec,
                    deployment -> deed == Deed.save ? save(deployment, named, out) : restore(deployment, named, out));
        }
        out.flush();
        return 0;
    }

    private static void list(SnapshotFolder folder, PrintWriter out) {
        List<JsonObject> rows = folder.rows();
        out.println(folder.folder() + (rows.isEmpty() ? ": no snapshot; ./lab snapshot save NAME" : ""));
        for (JsonObject row : rows) {
            out.println("  " + row.getString("name") + "  "
                    + row.getString("problem", row.getString("topology") + "  " + row.getString("saved") + size(row)));
        }
    }

    private static PrintWriter save(RunningDeployment deployment, String word, PrintWriter out) {
        boolean isName = SnapshotFolder.isName(word);
        Path target = Path.of(word).toAbsolutePath().normalize();
        if (!isName && Files.exists(target)) {
            throw new FileSyntaxException(word, "exists already; name another file, or remove it");
        }
        JsonObject body = new JsonObject().put("name", isName ? word : transferName());
        JsonObject saved =
                deployment.control(HttpMethod.POST, "/snapshots", body).await();
        Path file = Path.of(saved.getString("file"));
        if (!isName) {
            try {
                copy(file, target);
            } finally {
                delete(file);
            }
        }
        out.println("saved " + (isName ? file : target) + size(saved));
        out.println("The file contains private keys and passwords. Send it only to people who may have them.");
        return out.format("Open it: ./lab up %s%n", isName ? file : target);
    }

    private static PrintWriter restore(RunningDeployment deployment, String word, PrintWriter out) {
        String name = SnapshotFolder.isName(word) ? word : transferName();
        Path copy = null;
        try {
            if (!name.equals(word)) {
                Path file = Snapshot.read(Path.of(word)).file();
                JsonObject known =
                        deployment.control(HttpMethod.GET, "/snapshots", null).await();
                copy = Path.of(known.getString("folder"), name + Snapshot.SUFFIX);
                copy(file, copy);
            }
            JsonObject done = deployment
                    .control(HttpMethod.POST, "/snapshots/" + name + "/restore", null)
                    .await();
            return out.format("restored %s: %s as of %s%n", word, done.getString("topology"), done.getString("saved"));
        } finally {
            if (copy != null) {
                delete(copy);
            }
        }
    }

    private static String size(JsonObject row) {
        return row.containsKey("bytes") ? String.format(Locale.ROOT, "  %.1f MB", row.getLong("bytes") / 1e6) : "";
    }

    /** A name for a file that is not in the user's folder. The process of the deployment takes names only. */
    private static String transferName() {
        return "transfer-" + ProcessHandle.current().pid();
    }

    private static void copy(Path from, Path to) {
        OwnerOnlyFiles.writeNew(to, draft -> Files.copy(from, Channels.newOutputStream(draft)), Snapshot::read);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        }
    }
}
