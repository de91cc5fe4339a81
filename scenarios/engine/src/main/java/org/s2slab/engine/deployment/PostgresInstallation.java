package org.s2slab.engine.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.refusal.Refusal;

/** The programs of PostgreSQL that are installed on this machine. */
final class PostgresInstallation {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private PostgresInstallation() {}

    /** The reason why no server can be started on this machine, with the fix; empty if one can. */
    static Optional<String> problem() {
        if (binaries().isEmpty()) {
            return Optional.of(
                    "pools need PostgreSQL, and this machine has no programs initdb and pg_ctl on its PATH or"
                            + " in " + DEBIAN
                            + "; install PostgreSQL (Debian: apt install postgresql), or name a server with"
                            + " --database URL");
        }
        return isRoot() && !mayBecomeAnother()
                ? Optional.of(
                        "pools need PostgreSQL, which refuses to run as root, and 'unshare --user' does not work on"
                                + " this machine; run the lab as another user, or name a server with --database URL")
                : Optional.empty();
    }

    /** The folder with the programs. Throws Refusal UNAVAILABLE if no server can be started on this machine. */
    static Path require() {
        problem().ifPresent(problem -> {
            throw Refusal.unavailable(problem);
        });
        return binaries().orElseThrow();
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whether root may become another user, in a user namespace of Linux. */
    private static boolean mayBecomeAnother() {
        try {
            Process tried = new ProcessBuilder("unshare", "--user", "true").start();
            return tried.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The folder of the programs: one on the PATH, or that of Debian's newest version. */
    private static Optional<Path> binaries() {
        return Stream.concat(path(), debian())
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("pg_ctl")))
                .findFirst();
    }

    private static Stream<Path> path() {
        return SEPARATOR
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }

    private static Stream<Path> debian() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.<Path>comparingInt(
                                    version -> version.getFileName().toString().length())
                            .thenComparing(Path::getFileName)
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
