package org.s2slab.engine.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.refusal.Refusal;

/**
 * Puts a running deployment back to a snapshot of it. The snapshot is unpacked and checked beside the data before a node
 * stops. Then the folders are exchanged by renaming them, so that the exchange can be undone. Blocks.
 */
record SnapshotRestore(Deployment topology, Snapshot snapshot) {
    /** The folder below the data folder for the unpacked files, and after the exchange for the earlier data. */
    static final String FRESH = ".snapshot";

    private static final String PASSING = ".exchanged";

    /** @throws Refusal if the snapshot is of another deployment or cannot be unpacked; the deployment is unchanged */
    void run() {
        Path fresh = topology.folder().resolve(FRESH);
        Snapshot.remove(fresh);
        try {
            requireSameTopology();
            snapshot.unpackTo(fresh);
            requireSameRoot(fresh);
            for (RunningNode node : topology.nodes()) {
                carryOver(node.folder(), fresh.resolve(node.plan().name()));
            }
            Snapshot.remove(fresh.resolve("root"));
            topology.resume(snapshot.manifest().state(), () -> exchange(fresh));
        } catch (IOException e) {
            throw Refusal.unavailable("snapshot: '" + snapshot.file() + "' cannot be restored ("
                    + FileFailureText.reason(e) + "); the deployment is unchanged");
        } finally {
            Snapshot.remove(fresh);
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
                if (!name.startsWith(SnapshotContent.DATABASE) && Files.notExists(target)) {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Exchanges the folders of the nodes and the shared directory with those in {@code fresh}; undone by itself. */
    private void exchange(Path fresh) {
        List<String> parts = new ArrayList<>(topology.plan().nodes().keySet());
        parts.add("directory");
        List<String> done = new ArrayList<>();
        try {
            for (String part : parts) {
                exchange(fresh, part);
                done.add(part);
            }
        } catch (IOException e) {
            try {
                for (String part : done) {
                    exchange(fresh, part);
                }
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new UncheckedIOException("folder " + fresh, e);
        }
    }

    private void exchange(Path fresh, String part) throws IOException {
        Path now = topology.folder().resolve(part);
        Path passing = topology.folder().resolve(PASSING);
        Snapshot.remove(passing);
        move(now, passing);
        move(fresh.resolve(part), now);
        move(passing, fresh.resolve(part));
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }
}
