package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.s2slab.authz.AuthzNode;
import org.s2slab.exchange.ExchangeNode;
import org.s2slab.lync.LyncNode;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ProductVerticle;
import org.s2slab.node.ReadyLine;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.SharePointNode;

/**
 * Runs every node in its own JVM, with the node's program and configuration file. The output of the process goes into
 * the node's data folder. The process ends when it is stopped, and when this JVM ends for any reason.
 */
public record ProcessLauncher(Vertx vertx) implements NodeLauncher {
    /** The file with the output of the process in a node's data folder. */
    static final String OUTPUT = "output.log";

    private static final Map<String, Class<? extends ProductVerticle>> ROLES = Map.of(
            "lync", LyncNode.class,
            "exchange", ExchangeNode.class,
            "sharepoint", SharePointNode.class,
            "authz", AuthzNode.class);

    /** The time in milliseconds between two searches for the start line. */
    private static final int LOOK = 10;

    /** Number of searches for the start line until a start fails: one minute, for an overloaded machine. */
    private static final int LOOKS = 6_000;

    /** Maximum time in seconds in which a node must stop. A node waits five seconds for running requests. */
    private static final int STOP = 30;

    /** Number of output lines in the message of a failed start. */
    private static final int TOLD = 12;

    @Override
    public Future<Launched> launch(String role, Path config, NodeEnvironment environment) {
        Class<? extends ProductVerticle> type = ROLES.get(role);
        if (type == null) {
            return Future.failedFuture(
                    new IllegalArgumentException("role '" + role + "' cannot be started; known are " + ROLES.keySet()));
        }
        List<String> command = NodeProgram.command(type, config.toString(), NodeMain.ATTACHED);
        return vertx.executeBlocking(() -> start(command, config.resolveSibling(OUTPUT)), false);
    }

    /** The main class of a role's program. */
    static String program(String role) {
        return Objects.requireNonNull(ROLES.get(role), role).getName();
    }

    private static Launched start(List<String> command, Path output) throws IOException, InterruptedException {
        long before = Files.exists(output) ? Files.size(output) : 0;
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .start();
        try {
            return new Running(process, startLine(process, output, before));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static ReadyLine startLine(Process process, Path output, long before)
            throws IOException, InterruptedException {
        boolean ended = false;
        for (int look = 0; look < LOOKS && !ended; look++) {
            ended = process.waitFor(LOOK, TimeUnit.MILLISECONDS);
            Optional<ReadyLine> line = written(output, before).stream()
                    .flatMap(text -> ReadyLine.in(text).stream())
                    .findFirst();
            if (line.isPresent() && !ended) {
                return line.get();
            }
        }
        List<String> lines = written(output, before);
        if (ended && process.exitValue() == NodeMain.CALLED_WRONGLY && !lines.isEmpty()) {
            throw new Refusal(
                    RefusalCode.UNAVAILABLE,
                    lines.get(lines.size() - 1) + " (the process of the node ended with " + process.exitValue()
                            + "; its output is " + output + ")");
        }
        throw Refusal.unavailable((ended ? "the process ended with " + process.exitValue() : "no start line came")
                + "; the last lines of "
                + output + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size())));
    }

    /** The complete lines of a file, starting at a position. */
    private static List<String> written(Path file, long from) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        }
    }

    private record Running(Process process, ReadyLine line) implements Launched {
        @Override
        public int port() {
            return line.port();
        }

        @Override
        public int managementPort() {
            return line.managementPort();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.of(process.pid());
        }

        @Override
        public Future<Void> stop() {
            process.destroy();
            return within(STOP).onFailure(slow -> process.destroyForcibly());
        }

        @Override
        public Future<Void> kill() {
            process.destroyForcibly();
            return within(STOP);
        }

        @Override
        public Future<?> ended() {
            return Future.fromCompletionStage(process.onExit());
        }

        private Future<Void> within(int seconds) {
            return ended().timeout(seconds, TimeUnit.SECONDS).mapEmpty();
        }
    }
}
