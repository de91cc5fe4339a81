package org.s2slab.engine.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.node.DatabaseCopyEndpoint;

/**
 * Exchanges the data of a deployment by renaming folders. The earlier data stays in a folder beside the data until the
 * exchange is finished, so that it can be undone, also after a kill of the process. Blocks.
 *
 * @param folder the data folder of the deployment
 */
public record DataExchange(Path folder) {
    /** The folder for the new data. */
    public Path fresh() {
        return folder.resolve(".snapshot");
    }

    /** The folder with the earlier data. If it exists, the exchange is neither finished nor undone. */
    public Path earlier() {
        return folder.resolve(".earlier");
    }

    /** Whether an exchange is neither finished nor undone. */
    public boolean isOpen() {
        return Files.exists(earlier());
    }

    /** Exchanges parts of the data folder with those in {@link #fresh}. If this fails, {@link #undo} is necessary. */
    public void exchange(List<String> parts) {
        try {
            Files.createDirectory(earlier());
            for (String part : parts) {
                Path now = folder.resolve(part);
                if (Files.exists(now)) {
                    Files.move(now, earlier().resolve(part));
                } else {
                    Files.createDirectory(earlier().resolve(part));
                }
                if (Files.exists(fresh().resolve(part))) {
                    Files.move(fresh().resolve(part), now);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    /** Puts the earlier data back, if an exchange is neither finished nor undone. It can be repeated after a failure. */
    public void undo() {
        if (!isOpen()) {
            return;
        }
        try {
            for (Path part : parts(earlier())) {
                Path now = folder.resolve(part.getFileName());
                remove(now);
                Files.move(part, now);
            }
            Files.delete(earlier());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    /** Removes the earlier data. */
    public void finish() {
        remove(fresh());
        try {
            // A kill while files are removed must not leave a part of the earlier data to be put back.
            Files.move(earlier(), fresh());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
        remove(fresh());
    }

    /** Undoes an exchange that a kill interrupted, and removes what a killed process was saving or restoring. */
    void recover() {
        if (DeploymentDescriptor.isHeld(folder)) {
            return;
        }
        undo();
        remove(fresh());
        try (Stream<Path> nodes = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path node : nodes.filter(Files::isDirectory).toList()) {
                Files.deleteIfExists(node.resolve(DatabaseCopyEndpoint.FILE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.toList();
        }
    }

    private static void remove(Path folder) {
        if (Files.exists(folder)) {
            new DataFolder(folder, false).close();
        }
    }
}
