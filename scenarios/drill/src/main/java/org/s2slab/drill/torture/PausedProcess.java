package org.s2slab.drill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.s2slab.engine.deployment.Deployment;

/** Pauses the process of a node. The operating system keeps its connections, but the process runs no instruction. */
record PausedProcess(Deployment topology) implements Disturbance {
    private static final Path SHELL = Path.of("/bin/sh");

    /** A process of its own ends the pause, also if the lab is killed meanwhile. */
    private static final String SCRIPT = "kill -STOP $1 && sleep $2; kill -CONT $1";

    /** Whether this machine can pause a process. */
    static boolean isPossible() {
        return Files.isExecutable(SHELL);
    }

    @Override
    public String begin(PlannedDisturbance planned) {
        long seconds = planned.end().minus(planned.begin()).toSeconds() + 1;
        run(SHELL.toString(), "-c", SCRIPT, "sh", process(planned), Long.toString(seconds));
        return planned.node() + " is paused (SIGSTOP)";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        run(SHELL.toString(), "-c", "kill -CONT $1", "sh", process(planned));
        return planned.node() + " continues (SIGCONT)";
    }

    private String process(PlannedDisturbance planned) {
        return Long.toString(topology.node(planned.node()).process().orElseThrow());
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("sh", e);
        }
    }
}
