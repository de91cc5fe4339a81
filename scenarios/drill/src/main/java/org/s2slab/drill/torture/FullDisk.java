package org.s2slab.drill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.RunningNode;

/**
 * Makes writes of a node fail above a file size: {@code prlimit} sets the operating system's limit (RLIMIT_FSIZE) for
 * the running process. Such a write fails with EFBIG; on a full disk, it would fail with ENOSPC.
 */
record FullDisk(Deployment topology) implements Disturbance {
    private static final int KIBIBYTE = 1_024;

    /** Maximum growth of the database's log in KiB, for half of the limits. The other limits allow no write. */
    private static final int GROWTH = 32;

    /** Whether this machine has the command {@code prlimit}. */
    static boolean isPossible() {
        try {
            return new ProcessBuilder("prlimit", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("prlimit", e);
        }
    }

    @Override
    public String begin(PlannedDisturbance planned) {
        RunningNode node = topology.node(planned.node());
        long limit = 1;
        if (planned.draw() % 2 == 1) {
            limit = size(node.folder().resolve("node.db-wal")) + (long) (planned.draw() % GROWTH) * KIBIBYTE;
        }
        limit(node, Long.toString(limit));
        return planned.node() + " cannot write files beyond " + limit + " bytes";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        relieve(topology.node(planned.node()));
        return planned.node() + " can write again";
    }

    /** Removes the limit of a node. */
    void relieve(RunningNode node) {
        limit(node, "unlimited");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets only the soft limit, so that it can be raised again. */
    private static void limit(RunningNode node, String soft) {
        String process = Long.toString(node.process().orElseThrow());
        try {
            Process command = new ProcessBuilder("prlimit", "--pid", process, "--fsize=" + soft + ":")
                    .redirectErrorStream(true)
                    .start();
            String told = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (command.waitFor() != 0) {
                throw new IllegalStateException("prlimit on " + node.plan().name() + ": " + told.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("prlimit", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("prlimit", e);
        }
    }
}
