package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.HostsFile;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.trace.IdGenerator;

/** Tests whole deployments: every role starts with the files that the launcher writes to its folder. */
class DeploymentTest {
    private static final Vertx VERTX = Vertx.vertx();

    private static final String EVERY_ROLE = """
            topology: every-role
            shows: One node of each role.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
              exchange: {role: exchange, hosts: [exchange.contoso.com], forest: resource}
              sharepoint:
                role: sharepoint
                hosts: [sharepoint.contoso.com]
                certificates: {oauth: {subject: SharePoint Security Token Service}}
              authz: {role: authz, hosts: [login.contoso.com], limits: {anonymous-body: 4096}}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void startsEveryRole() {
        try (Deployment topology = start()) {
            assertThat(topology.nodes())
                    .hasSize(4)
                    .allSatisfy(node -> assertThat(node.isUp()).isTrue());
            assertThat(issuerIn(topology, "sharepoint", "/_layouts/15/metadata/json/1"))
                    .startsWith("00000003-0000-0ff1-ce00-000000000000@");
            assertThat(issuerIn(topology, "authz", "/contoso.com/metadata/json/1"))
                    .startsWith("00000001-0000-0000-c000-000000000000@");
        }
    }

    @Test
    void aNodeBoundsWhatTheTopologySays() {
        try (Deployment topology = start()) {
            assertThat(statusOfBody(topology, 4_000)).isEqualTo(400);
            assertThat(statusOfBody(topology, 5_000)).isEqualTo(413);
        }
    }

    /** The status of the response to a token request with a body of this size. */
    private static int statusOfBody(Deployment topology, int bytes) {
        RunningNode authz = topology.node("authz");
        return topology.client()
                .send(new LabHttpClient.Ask(
                        HttpMethod.POST,
                        authz.plan().host(),
                        authz.port(),
                        "/contoso.com/tokens/OAuth/2",
                        MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded"),
                        Buffer.buffer("a=" + "b".repeat(bytes - 2))))
                .await()
                .status();
    }

    @Test
    void sharePointSignsWithTheCertificateOfTheTopology() throws Exception {
        try (Deployment topology = start()) {
            String certificate = metadata(topology, "sharepoint", "/_layouts/15/metadata/json/1")
                    .getJsonArray("keys")
                    .getJsonObject(0)
                    .getJsonObject("keyValue")
                    .getString("value");
            assertThat(topology.keys()
                            .certificate("sharepoint", "oauth")
                            .certificate()
                            .getEncoded())
                    .asBase64Encoded()
                    .isEqualTo(certificate);
        }
    }

    @Test
    void nodesOfOneForestShareADirectoryAndOthersDoNot() throws Exception {
        try (Deployment topology = start()) {
            assertThat(directoryOf(topology, "lync"))
                    .isEqualTo(directoryOf(topology, "sharepoint"))
                    .isNotEqualTo(directoryOf(topology, "exchange"));
        }
    }

    @Test
    void beginsAtTheMomentItIsToldWithCertificatesMadeForIt() {
        Instant then = Instant.parse("2031-03-01T00:00:00Z");
        var launch = launch(new InProcessLauncher(VERTX)).at(then);
        try (Deployment topology =
                Deployment.start(TopologyParser.read("every-role.yaml", EVERY_ROLE), launch, folder)) {
            for (ManagedNode node : topology.managed()) {
                assertThat(node.clock().await().getInstant("now")).isBetween(then, then.plusSeconds(600));
            }
            X509Certificate signing =
                    topology.keys().certificate("sharepoint", "oauth").certificate();
            assertThat(signing.getNotBefore()).isBetween(Date.from(then.minus(Duration.ofDays(2))), Date.from(then));
        }
    }

    @Test
    void clocksThatAreSetTogetherAgree() {
        try (Deployment topology = start()) {
            topology.set(null, Instant.parse("2031-03-01T00:00:00Z"));
            assertThat(topology.managed())
                    .extracting(node -> node.clock().await().getString("moved"))
                    .containsOnly(topology.node("lync").clock().moved().toString());
        }
    }

    @Test
    void refusesToKillAVerticle() {
        try (Deployment topology = start()) {
            assertThatThrownBy(() -> topology.killNode("lync")).hasMessageContaining("--processes");
            assertThat(topology.node("lync").isUp()).isTrue();
        }
    }

    @Test
    void startsEveryRoleAsAProcessWhichEndsWithTheTopology() throws IOException {
        NodeArchive.use();
        List<ProcessHandle> processes;
        try (Deployment topology = start(new ProcessLauncher(VERTX))) {
            processes = topology.nodes().stream()
                    .map(node -> ProcessHandle.of(node.process().orElseThrow()).orElseThrow())
                    .toList();
            assertThat(processes).hasSize(4).allMatch(ProcessHandle::isAlive);
            assertThat(issuerIn(topology, "sharepoint", "/_layouts/15/metadata/json/1"))
                    .startsWith("00000003-0000-0ff1-ce00-000000000000@");
            assertThat(topology.node("lync").outputFile())
                    .content()
                    .contains("adjustable-clock: true", "lync is up")
                    .doesNotContain("Passw0rd!");
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void tellsWhyAProcessDoesNotStart() throws IOException {
        Path config = Files.writeString(folder.resolve("node.yaml"), "colour: blue\n");
        var environment = new NodeEnvironment(Clock.systemUTC(), IdGenerator.random(), new HostsFile());
        assertThatThrownBy(() -> new ProcessLauncher(VERTX)
                        .launch("lync", config, environment)
                        .await())
                .hasMessageContaining("ended with 2")
                .hasMessageContaining("node.yaml:1: unknown key 'colour'");
    }

    private Deployment start() {
        return start(new InProcessLauncher(VERTX));
    }

    private Deployment start(NodeLauncher launcher) {
        return Deployment.start(TopologyParser.read("every-role.yaml", EVERY_ROLE), launch(launcher), folder);
    }

    private static LaunchContext launch(NodeLauncher launcher) {
        return new LaunchContext(VERTX, launcher, LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC());
    }

    private static String directoryOf(Deployment topology, String node) throws Exception {
        Path config = topology.node(node).folder().resolve(NodeFolderWriter.CONFIG);
        return new JsonObject(Files.readString(config)).getJsonObject("node").getString("directory");
    }

    private static String issuerIn(Deployment topology, String node, String path) {
        return metadata(topology, node, path).getString("issuer");
    }

    private static JsonObject metadata(Deployment topology, String node, String path) {
        RunningNode asked = topology.node(node);
        var ask = new LabHttpClient.Ask(
                HttpMethod.GET, asked.plan().host(), asked.port(), path, MultiMap.caseInsensitiveMultiMap(), null);
        return topology.client().send(ask).await().body().toJsonObject();
    }
}
