package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopHookTest {
    /** A process whose stop never ends, as that of a node with a busy event loop. */
    static final class StuckProcess {
        private StuckProcess() {}

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            StopHook.register(
                    () -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Duration.ofMillis(300));
            System.out.println("ready");
            never.await();
        }
    }

    @Test
    void aSignalEndsAProcessWhoseStopDoesNotEnd() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StuckProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(StopHook.HALTED);
        } finally {
            process.destroyForcibly();
        }
    }
}
