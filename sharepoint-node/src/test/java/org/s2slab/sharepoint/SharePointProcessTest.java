package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;

/** A node as a process of its own, as its configuration file says. */
class SharePointProcessTest {
    private static final Pattern START_LINE = Pattern.compile(
            "sharepoint is up: https://sharepoint\\.contoso\\.com on port (\\d+), management https://localhost:(\\d+),"
                    + " administrator's password in (.+), signatures by .+");

    @TempDir
    Path folder;

    @Test
    void saysWhereItIsAndStopsByASignal() throws IOException, InterruptedException {
        TestDeployment deployment = new TestDeployment(folder);
        Vertx vertx = Vertx.vertx();
        Process process = start(configuration(deployment, ""));
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher line = START_LINE.matcher(lastOf(output));
            assertThat(line.matches()).isTrue();
            int managementPort = Integer.parseInt(line.group(2));
            assertThat(new TestCall(deployment.client(vertx), "localhost", managementPort)
                            .basic("administrator", Files.readString(Path.of(line.group(3))))
                            .get("/ready")
                            .status())
                    .isEqualTo(200);

            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("classes"))
                    .content()
                    .contains("org.s2slab.node.")
                    .as("telemetry is off")
                    .doesNotContain("io.opentelemetry.");
        } finally {
            process.destroyForcibly();
            vertx.close().await();
        }
    }

    @Test
    void refusesAConfigurationItDoesNotUnderstand() throws IOException, InterruptedException {
        Process process = start(configuration(new TestDeployment(folder), "colour: blue\n"));

        try (BufferedReader error = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(error.lines().toList())
                    .anySatisfy(line -> assertThat(line)
                            .endsWith("sharepoint.yaml:9: unknown key 'colour'; known keys here: node"));
        }
        assertThat(process.waitFor()).isEqualTo(2);
    }

    /** The start line is the last word of a node that starts well; a log line or two may come before. */
    private static String lastOf(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !START_LINE.matcher(line).matches()) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }

    private Path configuration(TestDeployment deployment, String more) throws IOException {
        NodeConfig node = deployment.config("sharepoint", List.of("sharepoint.contoso.com"), List.of());
        String yaml = """
                node:
                  name: sharepoint
                  domain: contoso.com
                  hosts: [sharepoint.contoso.com]
                  data: data
                  tls-key: %s
                  tls-certificate: %s
                  trusted-roots: %s
                """.formatted(
                node.tls().tlsKey(), node.tls().tlsCertificate(), node.tls().trustedRoots());
        return Files.writeString(folder.resolve("sharepoint.yaml"), yaml + more);
    }

    private Process start(Path configuration) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + folder.resolve("classes"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharePointNode.class.getName(),
                        configuration.toString())
                .start();
    }
}
