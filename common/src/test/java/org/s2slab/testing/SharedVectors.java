package org.s2slab.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Test vectors of others, where they lie beside the project; elsewhere there are none. */
public final class SharedVectors {
    private static final Path FOLDER = Path.of(System.getProperty("s2slab.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared")
            .resolve("vectors");

    private SharedVectors() {}

    /** A file of the vectors, which may be absent. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The files of a folder with this ending, sorted by name; none when the folder is absent. */
    public static List<Path> files(String folder, String ending) throws IOException {
        Path path = file(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
