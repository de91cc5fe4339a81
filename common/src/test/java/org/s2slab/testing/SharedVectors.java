package org.s2slab.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads external test vectors if their folder exists beside the project. Otherwise no vectors are available. */
public final class SharedVectors {
    private static final Path FOLDER = Path.of(System.getProperty("s2slab.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared")
            .resolve("vectors");

    private SharedVectors() {}

    /** The path of a file with vectors. The file may not exist. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The files of a folder with an extension, sorted by name; empty if the folder does not exist. */
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
