package org.s2slab.engine.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.DataExchange;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.node.DatabaseCopyEndpoint;
import org.s2slab.refusal.Refusal;

/**
 * Puts a running deployment back to a snapshot of it. The snapshot is unpacked and checked beside the data before a node
 * stops. Then the folders are exchanged by renaming them, so that the exchange can be undone. Blocks.
 */
record SnapshotRestore(Deployment topology, Snapshot snapshot) {
    /** @throws Refusal if the snapshot is of another deployment or cannot be unpacked; the deployment is unchanged */
    void run() {
        DataExchange data = new DataExchange(topology.folder());
        Path fresh = data.fresh();
        requireNoneOpen(data, null);
        Snapshot.remove(fresh);
        try {
            requireSameTopology();
            snapshot.unpackTo(fresh);
            requireSameRoot(fresh);
            for (RunningNode node : topology.nodes()) {
                carryOver(node.folder(), fresh.resolve(node.plan().name()));
            }
            Snapshot.remove(fresh.resolve("root"));
            List<String> parts = new ArrayList<>(topology.plan().nodes().keySet());
            parts.add("directory");
            topology.resume(snapshot.manifest().state(), () -> data.exchange(parts), data::undo);
            data.finish();
        } catch (IOException e) {
            requireNoneOpen(data, e);
            throw Refusal.unavailable("snapshot: '" + snapshot.file() + "' cannot be restored ("
                    + FileFailureText.reason(e) + "); the deployment is unchanged");
        } catch (Exception e) {
            requireNoneOpen(data, e);
            throw e;
        } finally {
            Snapshot.remove(fresh);
        }
    }

    private static void requireNoneOpen(DataExchange data, @Nullable Exception failure) {
        if (data.isOpen()) {
            throw Refusal.unavailable("snapshot: a restore failed and could not be undone"
                    + (failure == null ? "" : " (" + failure.getMessage() + ")") + ". The data from before it is in '"
                    + data.earlier() + "'. Copy this folder, or stop the deployment and start it again with the same"
                    + " --keep, which puts the data back");
        }
    }

    private void requireSameTopology() {
        if (!SnapshotManifest.of(snapshot.plan()).equals(SnapshotManifest.of(topology.plan()))) {
            throw other("topology '" + snapshot.plan().name() + "' with its file, policies and passwords");
        }
    }

    private void requireSameRoot(Path fresh) throws IOException {
        if (Files.mismatch(fresh.resolve("root/root.pem"), topology.keys().rootFile()) >= 0) {
            throw other("root certificate");
        }
    }

    private Refusal other(String part) {
        return Refusal.conflict(
                "snapshot: '" + snapshot.file() + "' is of another deployment than the running one: its " + part
                        + " differs. Open it as a deployment of its own: ./lab up " + snapshot.file());
    }

    /** Copies the files that are not in a snapshot, such as the configuration with its ports and paths. */
    private static void carryOver(Path from, Path into) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                Path target = into.resolve(name);
                if (!name.startsWith(SnapshotContent.DATABASE)
                        && !name.equals(DatabaseCopyEndpoint.FILE)
                        && Files.notExists(target)) {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
