package org.s2slab.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server under measurement, on a processor of its own where the machine has two and {@code taskset}: what it does in a
 * second is then what one core does.
 */
final class PinnedProcess implements AutoCloseable {
    private static final String LOAD_CPU = "0";
    private static final String SERVER_CPU = "1";

    private final Process process;
    private final Matcher ready;

    private PinnedProcess(Process process, Matcher ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Keeps this JVM, which makes the load, on the other processor; whether that can be done here. */
    static boolean stayAside() throws Exception {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return false;
        }
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            return new ProcessBuilder("taskset", "-a", "-cp", LOAD_CPU, self)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a program of the class path; see {@link #start(boolean, List, String)}. */
    static PinnedProcess java(boolean pinned, String classPath, Class<?> program, List<String> args, String ready)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory",
                "-cp",
                classPath,
                program.getName()));
        command.addAll(args);
        return start(pinned, command, ready);
    }

    /** Starts a command and waits for the line of its output that has the given form. */
    static PinnedProcess start(boolean pinned, List<String> command, String ready) throws IOException {
        List<String> whole = new ArrayList<>(pinned ? List.of("taskset", "-c", SERVER_CPU) : List.of());
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Pattern form = Pattern.compile(ready);
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = form.matcher(line);
            if (matcher.matches()) {
                Thread drain = new Thread(() -> lines.lines().forEach(more -> {}), "output");
                drain.setDaemon(true);
                drain.start();
                return new PinnedProcess(process, matcher);
            }
            said.add(line);
        }
        process.destroyForcibly();
        throw new IOException(
                command.get(0) + " ended before it said that it was ready. It said:\n" + String.join("\n", said));
    }

    /** A group of the line by which it said that it was ready. */
    String said(int group) {
        return ready.group(group);
    }

    long pid() {
        return process.pid();
    }

    int port(int group) {
        return Integer.parseInt(said(group));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
