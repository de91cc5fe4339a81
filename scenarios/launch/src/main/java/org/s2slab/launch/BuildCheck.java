package org.s2slab.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** Finds out for the script {@code lab.cmd} whether a source file is newer than the last build. */
public final class BuildCheck {
    /** The exit code if a build is necessary. */
    private static final int STALE = 1;

    private BuildCheck() {}

    /** @param arguments the checkout, and the file that was written when its last build began */
    public static void main(String[] arguments) throws IOException {
        System.exit(isCurrent(Path.of(arguments[0]), Path.of(arguments[1])) ? 0 : STALE);
    }

    static boolean isCurrent(Path checkout, Path stamp) throws IOException {
        if (Files.notExists(stamp)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(stamp);
        for (Path folder : new Path[] {checkout, checkout.resolve("scenarios")}) {
            try (Stream<Path> modules = Files.list(folder)) {
                for (Path module : modules.toList()) {
                    if (module.endsWith("pom.xml") ? isNewer(module, built) : hasNewer(module, built)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean hasNewer(Path module, FileTime built) throws IOException {
        Path sources = module.resolve("src").resolve("main");
        Path pom = module.resolve("pom.xml");
        try (Stream<Path> files = Files.isDirectory(sources) ? Files.walk(sources) : Stream.of()) {
            return (Files.exists(pom) && isNewer(pom, built))
                    || files.anyMatch(file -> Files.isRegularFile(file) && isNewer(file, built));
        }
    }

    private static boolean isNewer(Path file, FileTime built) {
        try {
            return Files.getLastModifiedTime(file).compareTo(built) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
