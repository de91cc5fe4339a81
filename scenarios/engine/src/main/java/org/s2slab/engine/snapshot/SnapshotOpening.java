package org.s2slab.engine.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.DataExchange;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.text.FileSyntaxException;

/** Opens a snapshot as a new deployment, with new ports and paths, and with the keys and passwords of the snapshot. */
public record SnapshotOpening(Snapshot snapshot) {
    /**
     * Starts the deployment, whose clocks continue at the time of the snapshot. Blocks the calling thread.
     *
     * @param plan the topology of the snapshot, perhaps with other policies
     * @param launch a context whose clocks begin at the time of the snapshot
     * @param folder the data folder, which must be empty or absent
     */
    public Deployment start(Topology plan, LaunchContext launch, Path folder) {
        String source = String.valueOf(snapshot.file().getFileName());
        Path fresh = new DataExchange(folder).fresh();
        try {
            if (Files.exists(folder) && !parts(folder).isEmpty()) {
                throw new FileSyntaxException(
                        source,
                        "cannot be opened in '" + folder
                                + "', which has the data of another deployment; name another folder with --keep");
            }
            snapshot.unpackTo(fresh);
            for (Path part : parts(fresh)) {
                Files.move(part, folder.resolve(part.getFileName()));
            }
            Files.delete(fresh);
        } catch (IOException e) {
            throw Snapshot.damaged(source, e);
        }
        return Deployment.start(plan, launch, folder, snapshot.manifest().state());
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.toList();
        }
    }
}
