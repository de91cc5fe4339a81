package org.s2slab.engine.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.FileSyntaxException;

/** The parent folder of the nodes' data: a temporary folder that is deleted on close, or a permanent folder. */
public record DataFolder(Path path, boolean stays) implements AutoCloseable {
    /** Maximum number of attempts to delete the folder. Nodes that still run may write files at the same time. */
    private static final int TRIES = 1000;

    /** Whether this process is ending. A deployment that still starts must not create a deleted folder again. */
    private static boolean ending;

    /** @param keep the permanent folder, or null for a temporary folder */
    public static DataFolder of(@Nullable Path keep, String name) {
        try {
            if (keep == null) {
                return new DataFolder(Files.createTempDirectory("s2slab-" + name + "-"), false);
            }
            Path folder = Files.createDirectories(keep.toAbsolutePath().resolve(name));
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            return new DataFolder(folder, true);
        } catch (IOException e) {
            throw keep == null
                    ? new FileSyntaxException(
                            "data",
                            "no folder can be made in " + System.getProperty("java.io.tmpdir") + " ("
                                    + FileFailureText.reason(e) + "); keep the data elsewhere with --keep FOLDER")
                    : new FileSyntaxException(
                            "--keep",
                            "'" + keep + "' cannot keep data (" + FileFailureText.reason(e)
                                    + "); name a folder that you may write to");
        }
    }

    /** Creates a node's folder and its parents. Fails with an IOException if this process is ending. */
    static synchronized void create(Path folder) throws IOException {
        if (ending) {
            throw new IOException("this process is ending");
        }
        Files.createDirectories(folder);
    }

    private static synchronized void end() {
        ending = true;
    }

    /** Ensures that a temporary folder is also deleted if a signal, such as Ctrl-C, ends this process. */
    public DataFolder untilExit() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::removeAtExit, "remove " + path));
            return this;
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private void removeAtExit() {
        end();
        boolean removed = stays;
        for (int i = 0; i < TRIES && !removed; i++) {
            removed = isRemoved();
        }
    }

    private boolean isRemoved() {
        try {
            close();
            return true;
        } catch (UncheckedIOException e) {
            return Files.notExists(path);
        }
    }

    @Override
    public void close() {
        if (stays) {
            return;
        }
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
