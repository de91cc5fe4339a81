package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;

/** The console shows that a node's process has ended, without anybody's asking. */
class DeadNodeTest {
    @TempDir
    Path folder;

    @Test
    void isShownAsDown() {
        Vertx vertx = Vertx.vertx();
        List<Long> processes = new ArrayList<>();
        ProcessLauncher launcher = new ProcessLauncher(vertx);
        NodeLauncher noting = (role, config, environment) -> launcher.launch(role, config, environment)
                .onSuccess(launched -> {
                    OptionalLong process = launched.pid();
                    processes.add(process.orElseThrow());
                });
        try (RunningConsole console = new RunningConsole(folder, inThisJvm -> noting)) {
            console.console.open("lync-alone");
            ProcessHandle.of(processes.get(0)).orElseThrow().destroyForcibly();

            String told = console.events(null, "\"up\":false");

            assertThat(told).contains("event: nodes").contains("\"name\":\"lync\"");
        } finally {
            vertx.close().await();
        }
    }
}
