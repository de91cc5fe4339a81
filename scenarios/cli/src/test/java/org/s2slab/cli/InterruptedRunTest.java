package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal, such as that of Ctrl-C, ends a run that has begun. */
class InterruptedRunTest {
    @TempDir
    Path folder;

    @Test
    void leavesNoTemporaryFolder() throws Exception {
        Process run = LabProcess.of(folder, List.of("run", "lync-alone", "on-premises-trust"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> data().stream()
                            .anyMatch(one -> Files.exists(one.resolve("lync").resolve("node.db"))));
            run.destroy();
            assertThat(run.waitFor()).as("exit code").isNotZero();
        } finally {
            run.destroyForcibly();
        }
        assertThat(data()).isEmpty();
    }

    private List<Path> data() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("s2slab-(lync-alone|on-premises-trust)-.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
