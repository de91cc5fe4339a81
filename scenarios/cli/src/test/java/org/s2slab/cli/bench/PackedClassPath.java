package org.s2slab.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** This JVM's class path with every folder packed into a jar: class-data sharing takes nothing from folders. */
final class PackedClassPath {
    private PackedClassPath() {}

    static String in(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? pack(path, folder.resolve(entries.size() + ".jar")) : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String pack(Path classes, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                String name = classes.relativize(file).toString();
                if (Files.isRegularFile(file)) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(file, zip);
                    zip.closeEntry();
                } else if (!name.isEmpty()) {
                    // Whoever lists a folder of a class path asks for the folder itself.
                    zip.putNextEntry(new ZipEntry(name + "/"));
                    zip.closeEntry();
                }
            }
        }
        return jar.toString();
    }
}
