package org.s2slab.engine.deployment;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.config.PostgresConfig;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.PostgresServer;

/**
 * A PostgreSQL server that the lab starts for one deployment, with the programs that are installed on this machine. Its
 * data is in the folder of the deployment. It listens on the loopback address only, and requires a password. It stops
 * with the deployment, and also when the process of the lab is killed: the shell that starts it waits for the end of
 * its input, which this process holds open. Methods block the calling thread.
 */
final class PostgresProgram implements AutoCloseable {
    /** The folder of the server in the folder of the deployment. */
    static final String FOLDER = "postgres";

    private static final String PASSWORD = "password";
    private static final String ADMINISTRATOR = "s2slab";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final int STOP_SECONDS = 60;

    /** Stops a server that an earlier run left, or creates the data of a new one. Starts the server, and stops it. */
    private static final String SCRIPT = """
            trap '' INT HUP
            bin=$1 home=$2 port=$3 user=$4
            if [ -f "$home/data/PG_VERSION" ]; then
              "$bin/pg_ctl" -D "$home/data" -m fast -w stop
            else
              "$bin/initdb" -D "$home/data" -U "$user" -A scram-sha-256 --pwfile="$home/password" \\
                -E UTF8 --locale=C --no-sync || exit 1
            fi > "$home/initdb.log" 2>&1
            "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 60 -o \\
              "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" \\
              start > "$home/start.log" 2>&1 || exit 1
            echo ready
            cat > /dev/null
            "$bin/pg_ctl" -D "$home/data" -m fast -w stop > /dev/null 2>&1
            """;

    private final Process shell;
    private final PostgresServer server;

    private PostgresProgram(Process shell, PostgresServer server) {
        this.shell = shell;
        this.server = server;
    }

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

    /**
     * Starts a server, or starts the one of an earlier run in this folder again.
     *
     * @param folder the data folder of the deployment
     * @throws Refusal UNAVAILABLE if it does not start
     */
    static PostgresProgram start(Path folder) {
        problem().ifPresent(problem -> {
            throw Refusal.unavailable(problem);
        });
        return start(folder, binaries().orElseThrow());
    }

    /** @param programs the folder with the programs initdb and pg_ctl */
    static PostgresProgram start(Path folder, Path programs) {
        Path home = folder.toAbsolutePath().resolve(FOLDER);
        try {
            OwnerOnlyFiles.makeFolder(home);
            Path file = home.resolve(PASSWORD);
            if (Files.notExists(file)) {
                OwnerOnlyFiles.writeUnsynced(file, OwnPasswords.newPassword().getBytes(StandardCharsets.US_ASCII));
            }
            int port = freePort();
            Process shell = shell(home, port, programs);
            if (!"ready".equals(reader(shell).readLine())) {
                throw Refusal.unavailable("database: PostgreSQL does not start; " + lastLines(home));
            }
            PostgresConfig administrator = new PostgresConfig(
                    "postgresql://127.0.0.1:" + port + "/postgres", ADMINISTRATOR, Files.readString(file), null);
            return new PostgresProgram(shell, new PostgresServer(administrator));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + home, e);
        }
    }

    private static BufferedReader reader(Process shell) {
        return shell.inputReader(StandardCharsets.UTF_8);
    }

    private static Process shell(Path home, int port, Path programs) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(
                "sh", "-c", SCRIPT, "sh", programs.toString(), home.toString(), String.valueOf(port), ADMINISTRATOR));
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The server with its administrator. */
    PostgresServer server() {
        return server;
    }

    /** Stops the server. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                // The next start in this folder stops the server.
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRoot() {
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The last lines of the files that the programs wrote. */
    private static String lastLines(Path home) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("initdb.log", "start.log", "server.log")) {
            Path file = home.resolve(name);
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        String last = lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("; "));
        return last.isEmpty() ? "its files would be in " + home + ", which may be unusable" : last;
    }
}
