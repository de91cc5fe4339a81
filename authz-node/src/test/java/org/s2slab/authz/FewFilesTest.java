package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ReadyLine;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;

/**
 * A node whose process may have 200 files open, and somebody who opens 300 connections to it, from an address of their own
 * and from the same address as everybody.
 */
class FewFilesTest {
    private static final String HOST = "accounts.accesscontrol.windows.net";

    @TempDir
    Path folder;

    @Test
    void answersWhileSomebodyHoldsMoreConnectionsThanItMayHaveFiles() throws IOException {
        TestDeployment deployment = new TestDeployment(folder);
        Process node = start(deployment);
        Vertx vertx = Vertx.vertx();
        List<RawConnection> silent = new ArrayList<>();
        try (BufferedReader output = node.inputReader(StandardCharsets.UTF_8)) {
            ReadyLine line = output.lines()
                    .flatMap(text -> ReadyLine.in(text).stream())
                    .findFirst()
                    .orElseThrow();
            answers(deployment.client(vertx), line.port());
            for (String attacker : List.of("127.0.0.2", "127.0.0.1")) {
                for (int i = 0; i < 300; i++) {
                    silent.add(RawConnection.from(attacker, line.port()));
                }
                // It accepts for a moment more than it may have, and closes them then.
                await().atMost(Duration.ofMinutes(2))
                        .ignoreExceptions()
                        .untilAsserted(() -> answers(deployment.client(vertx), line.port()));
                assertThat(silent)
                        .as("closed")
                        .filteredOn(RawConnection::isClosed)
                        .hasSizeGreaterThan(100);
            }
        } finally {
            silent.forEach(RawConnection::close);
            node.destroyForcibly();
            vertx.close().await();
        }
    }

    /** So that none is closed because it is silent. */
    private static NodeConfig limited(TestDeployment deployment) {
        return TestDeployment.limited(
                deployment.config("authz", List.of(HOST), List.of()), Map.of("header-time", "PT10M"));
    }

    private static void answers(HttpClient client, int port) {
        assertThat(new TestCall(client, HOST, port).get("/metadata/json/1").status())
                .isEqualTo(404);
    }

    private Process start(TestDeployment deployment) throws IOException {
        Path config = folder.resolve("authz.yaml");
        Files.writeString(config, ConfigFile.print(new AuthzConfig(limited(deployment), null, null)));
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AuthzNode.class.getName(),
                config.toString(),
                NodeMain.ATTACHED));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
