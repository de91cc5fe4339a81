package org.s2slab.engine.snapshot;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.DeploymentMoment;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.snapshot.SnapshotManifest.Entry;
import org.s2slab.node.DatabaseCopyEndpoint;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ForeignDatabase;

/**
 * Saves a running deployment. For a moment no node commits, and the state of all databases and files at this moment is
 * saved. What one server confirmed to another is therefore in both databases or in neither. Blocks.
 */
record SnapshotWriter(Deployment topology, Clock machine) {
    private static final String PATH = "/snapshot";

    /** What is saved: small files by their names with their content, and databases with the files of their copies. */
    private record Saved(Instant at, Instant time, DeploymentMoment state, Map<String, byte[]> files) {}

    /**
     * Writes a new file, which only its owner can read.
     *
     * @throws Refusal UNAVAILABLE if a database cannot be copied or the file cannot be written, CONFLICT if there is
     *     such a file or if the deployment has pools; then nothing remains
     */
    void save(Path target) {
        requireNoPools();
        List<ManagedNode> up =
                topology.managed().stream().filter(node -> node.address().up()).toList();
        Set<String> held = up.stream().map(ManagedNode::name).collect(Collectors.toSet());
        try {
            of(up, node -> node.post(PATH, new JsonObject()));
            Saved saved = read();
            of(up, node -> node.put(PATH));
            for (RunningNode node : topology.nodes()) {
                if (!held.contains(node.plan().name())) {
                    ForeignDatabase.copy(node.folder().resolve(SnapshotContent.DATABASE), copy(node));
                }
            }
            write(saved, target);
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            throw unwritten(target, FileFailureText.reason(java.util.Objects.requireNonNull(cause)));
        } catch (IllegalStateException e) {
            throw unwritten(target, String.valueOf(e.getMessage()));
        } finally {
            Future.join(up.stream().map(node -> node.delete(PATH)).toList())
                    .otherwiseEmpty()
                    .await();
            topology.nodes().forEach(node -> OwnerOnlyFiles.removeQuietly(copy(node)));
        }
    }

    /** The data of pools is on a PostgreSQL server, at which another process may write at the same time. */
    private void requireNoPools() {
        Set<String> pools = topology.plan().pools().byName().keySet();
        if (!pools.isEmpty()) {
            throw Refusal.conflict("snapshot: nothing was saved, because the data of " + String.join(", ", pools)
                    + " is in PostgreSQL and not in a file; stop the deployment and copy its folder (--keep), and with"
                    + " --database also save its databases with pg_dump");
        }
    }

    private static Refusal unwritten(Path target, String why) {
        return Refusal.unavailable(
                "snapshot: '" + target + "' cannot be written (" + why
                        + "). Nothing was saved, and the deployment runs on; make room or name another place, and save it again");
    }

    private static void of(List<ManagedNode> nodes, Function<ManagedNode, Future<JsonObject>> request) {
        Future.join(nodes.stream().map(request).toList()).await();
    }

    private static Path copy(RunningNode node) {
        return node.folder().resolve(DatabaseCopyEndpoint.FILE);
    }

    /** Reads everything except the databases, while no node commits. */
    private Saved read() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        SnapshotContent content = new SnapshotContent("", topology.plan());
        try (Stream<Path> found = Files.walk(topology.folder())) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = topology.folder().relativize(file).toString().replace('\\', '/');
                if (content.belongs(name)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return new Saved(machine.instant(), topology.time(), topology.state(), files);
    }

    private void write(Saved saved, Path target) {
        OwnerOnlyFiles.writeNew(
                target,
                draft -> {
                    ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(draft));
                    zip.setLevel(Deflater.BEST_SPEED);
                    byte[] manifest = manifest(saved).json().encodePrettily().getBytes(StandardCharsets.UTF_8);
                    put(zip, Snapshot.MANIFEST, manifest);
                    for (Map.Entry<String, byte[]> file : saved.files().entrySet()) {
                        put(zip, file.getKey(), file.getValue());
                    }
                    for (RunningNode node : topology.nodes()) {
                        zip.putNextEntry(new ZipEntry(database(node)));
                        Files.copy(copy(node), zip);
                        zip.closeEntry();
                    }
                    zip.finish();
                },
                // What is saved must also be possible to open.
                Snapshot::read);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String database(RunningNode node) {
        return node.plan().name() + "/" + SnapshotContent.DATABASE;
    }

    private SnapshotManifest manifest(Saved saved) throws IOException {
        List<Entry> entries = new ArrayList<>();
        saved.files()
                .forEach((name, content) -> entries.add(new Entry(
                        name,
                        content.length,
                        HexFormat.of().formatHex(Snapshot.sha256().digest(content)))));
        for (RunningNode node : topology.nodes()) {
            MessageDigest digest = Snapshot.sha256();
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                entries.add(new Entry(
                        database(node),
                        Files.copy(copy(node), out),
                        HexFormat.of().formatHex(digest.digest())));
            }
        }
        return SnapshotManifest.of(topology.plan(), saved.at(), saved.time(), saved.state(), entries);
    }
}
