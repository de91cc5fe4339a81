package org.s2slab.engine.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
public final class PostgresProgram implements AutoCloseable {
    /** The folder of the server in the folder of the deployment. */
    static final String FOLDER = "postgres";

    private static final String READY = "ready";
    private static final String PASSWORD = "password";
    private static final String ADMINISTRATOR = "s2slab";

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
            start() {
              "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 60 -o \\
                "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" \\
                start > "$home/start.log" 2>&1 < /dev/null && echo ready
            }
            stop() {
              "$bin/pg_ctl" -D "$home/data" -m "$1" -w stop > "$home/stop.log" 2>&1 < /dev/null && echo stopped
            }
            start || exit 1
            while read -r command mode; do
              "$command" $mode || echo failed
            done
            stop fast > /dev/null
            """;

    private final Process shell;
    private final BufferedReader results;
    private final Path home;
    private final PostgresServer server;
    private boolean up = true;

    private PostgresProgram(Process shell, BufferedReader results, Path home, PostgresServer server) {
        this.shell = shell;
        this.results = results;
        this.home = home;
        this.server = server;
    }

    /**
     * Starts a server, or starts the one of an earlier run in this folder again.
     *
     * @param folder the data folder of the deployment
     * @throws Refusal UNAVAILABLE if it does not start
     */
    static PostgresProgram start(Path folder) {
        return start(folder, PostgresInstallation.require());
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
            BufferedReader results = shell.inputReader(StandardCharsets.UTF_8);
            if (!READY.equals(results.readLine())) {
                throw Refusal.unavailable("database: PostgreSQL does not start; " + lastLines(home));
            }
            PostgresConfig administrator = new PostgresConfig(
                    "postgresql://127.0.0.1:" + port + "/postgres", ADMINISTRATOR, Files.readString(file), null);
            return new PostgresProgram(shell, results, home, new PostgresServer(administrator));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + home, e);
        }
    }

    private static Process shell(Path home, int port, Path programs) throws IOException {
        List<String> command = new ArrayList<>();
        if (PostgresInstallation.isRoot()) {
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

    /**
     * Stops the server, as a fault: its connections end. It keeps its data.
     *
     * @param immediate whether the server ends without a checkpoint, so that its next start reads its log
     */
    public synchronized void halt(boolean immediate) {
        require("stop " + (immediate ? "immediate" : "fast"), "stopped");
        up = false;
    }

    /** Starts the server after {@link #halt}, at the same port. */
    public synchronized void resume() {
        if (!up) {
            require("start", READY);
            up = true;
        }
    }

    private void require(String command, String expected) {
        try {
            OutputStream input = shell.getOutputStream();
            input.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
            if (!expected.equals(results.readLine())) {
                throw Refusal.unavailable("database: '" + command + "' of PostgreSQL failed; " + lastLines(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + home, e);
        }
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The last lines of the files that the programs wrote. */
    private static String lastLines(Path home) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("initdb.log", "start.log", "stop.log", "server.log")) {
            Path file = home.resolve(name);
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        String last = lines.stream().skip(Math.max(0, lines.size() - 5)).collect(Collectors.joining("; "));
        return last.isEmpty() ? "its files would be in " + home + ", which may be unusable" : last;
    }
}
