package org.s2slab.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;

/**
 * Copies the prepared files of a node into its empty data folder before its first start, for a container whose prepared
 * files are in a read-only volume. After the first start nothing is copied. The keys of a Secret of Kubernetes have no
 * slash: a file {@code certificates__a.pem} is copied to {@code certificates/a.pem}. Blocks.
 */
public final class InitialFiles {
    /** Stands for a slash in the name of a prepared file. */
    public static final String SLASH = "__";

    /** Maximum number of prepared files. A node has fewer than twenty. */
    private static final int MOST = 1_000;

    /** Maximum size of a prepared file in bytes, equal to that of a whole Secret of Kubernetes. */
    private static final long LARGEST = 1_048_576;

    private InitialFiles() {}

    /**
     * Copies the files, and the configuration file last. If it exists, an earlier copy was complete, so a file that was
     * deleted since then stays deleted.
     *
     * @param configuration the node's configuration file, which lies in the data folder
     * @throws Refusal if the folder cannot be read, or has too many or too large files
     */
    static void copy(Path from, Path configuration) {
        if (Files.exists(configuration)) {
            return;
        }
        Path to = configuration.toAbsolutePath().resolveSibling("");
        try {
            List<Path> files = new ArrayList<>(files(from));
            files.sort(Comparator.comparing(file -> file.endsWith(configuration.getFileName())));
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file).toString().replace(SLASH, "/"))
                        .normalize();
                if (!target.startsWith(to.normalize())) {
                    throw Refusal.invalid(
                            "--initial: the name of " + file + " leads out of " + to + "; remove the file");
                }
                if (Files.size(file) > LARGEST) {
                    throw Refusal.invalid("--initial: " + file + " has more than " + LARGEST + " bytes; remove it");
                }
                if (Files.notExists(target)) {
                    OwnerOnlyFiles.makeFolder(
                            Objects.requireNonNull(target.toAbsolutePath().getParent()));
                    OwnerOnlyFiles.write(target, Files.readAllBytes(file));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.invalid("--initial: the files in " + from + " cannot be copied to " + to + ": "
                    + e.getMessage() + "; name a folder that the node can read, and a data folder that it can write");
        }
    }

    /** The files, without the hidden folders in which Kubernetes keeps versions of a volume (their names begin with ..). */
    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> StreamSupport.stream(from.relativize(file).spliterator(), false)
                            .noneMatch(name -> name.toString().startsWith("..")))
                    .limit(MOST + 1L)
                    .toList();
            if (files.size() > MOST) {
                throw Refusal.invalid(
                        "--initial: " + from + " has more than " + MOST + " files; name the folder of one node");
            }
            return files;
        }
    }
}
