package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;

/** Tests that a process finds the deployment of another process by its files. */
class RunningDeploymentTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String PLAN = """
            topology: lync-alone
            shows: One Lync.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    @TempDir
    Path folder;

    private Deployment topology;

    @BeforeEach
    void start() {
        topology = Deployment.start(TopologyParser.read("lync-alone.yaml", PLAN), launch(), folder.resolve("data"));
    }

    private static LaunchContext launch() {
        return new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().await();
    }

    @Test
    void aNodeIsAskedWhetherItIsReady() throws IOException {
        String data = topology.folder().toString();
        List<String> found = new ArrayList<>();
        assertThat(HealthProbe.states(data, null, (name, at) -> found.add(name + " " + at)))
                .containsExactly(new HealthProbe.State("lync", "ready"));
        assertThat(found).containsExactly("lync-alone " + data);
        assertThatThrownBy(() -> HealthProbe.states(data, "nobody", (name, at) -> {}))
                .hasMessage("there is no node 'nobody'; expected one of lync");

        Path file = topology.folder().resolve(DeploymentDescriptor.NAME);
        JsonObject told = new JsonObject(Files.readString(file));
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            told.getJsonArray("nodes").getJsonObject(0).put("managementPort", stranger.getLocalPort());
            Files.writeString(file, told.encode());
            Thread closing = new Thread(() -> closeFirst(stranger));
            closing.start();
            assertThat(HealthProbe.states(data, "lync", (name, at) -> {}))
                    .allMatch(state -> state.text().startsWith("does not answer: ") && !state.isReady());
        }
    }

    /** What answers at the port must have a certificate of this deployment's authority, for a host of the node. */
    @Test
    void aNodeOfAnotherDeploymentAndAnotherHostAreNotBelieved() throws IOException {
        String data = topology.folder().toString();
        Path file = topology.folder().resolve(DeploymentDescriptor.NAME);
        String right = Files.readString(file);
        JsonObject told = new JsonObject(right);
        JsonObject node = told.getJsonArray("nodes").getJsonObject(0);
        String problem = "does not answer: ";
        try (Deployment other =
                Deployment.start(TopologyParser.read("lync-alone.yaml", PLAN), launch(), folder.resolve("other"))) {
            node.put("managementPort", other.node("lync").managementPort());
            Files.writeString(file, told.encode());
            assertThat(HealthProbe.states(data, null, (name, at) -> {}))
                    .allMatch(state -> state.text().startsWith(problem));
        }
        Files.writeString(file, right.replace("lync.contoso.com", "other.contoso.com"));
        assertThat(HealthProbe.states(data, null, (name, at) -> {}))
                .allMatch(state -> state.text().startsWith(problem));
        Files.writeString(file, right);
        assertThat(HealthProbe.states(data, null, (name, at) -> {})).allMatch(HealthProbe.State::isReady);
    }

    @Test
    void theHealthCommandOfAContainerTellsAWrongCallFromANodeThatIsDown() {
        String root = topology.keys().rootFile().toString();
        String port = ":" + topology.node("lync").managementPort();
        for (String address : List.of(
                "http://localhost" + port,
                "https://localhost",
                "https://" + port,
                "localhost" + port,
                "https://localhost:65536",
                "https://localhost" + port + "/ready")) {
            assertThat(HealthProbe.run(address, root)).as(address).isEqualTo(2);
        }
        assertThat(HealthProbe.run("https://localhost" + port)).isEqualTo(2);
        assertThat(HealthProbe.run("https://localhost" + port, root)).isZero();
        assertThat(HealthProbe.run("https://localhost:1", root)).isEqualTo(1);
    }

    private static void closeFirst(ServerSocket stranger) {
        try {
            stranger.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNewestIsFoundWhileItRuns() throws IOException {
        Path home = folder.resolve("running");
        var running = new DeploymentRegistry(home);
        try (var announced = running.announce(topology, NOON)) {
            assertThat(running.places())
                    .containsExactly(new DeploymentRegistry.DeploymentPlace("lync-alone", topology.folder()));
            assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(announced.file()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(running.places()).isEmpty();
    }

    @Test
    void whatAProcessLeftBehindIsPassedOverAndRemoved() throws IOException {
        var running = new DeploymentRegistry(folder.resolve("running"));
        Path file = running.announce(topology, NOON).file();
        JsonObject told = new JsonObject(Files.readString(file));
        // The process id exists, but the start time differs: the operating system has reused the process id.
        told.getJsonObject("holder").put("began", NOON);
        Files.writeString(file, told.encode());

        assertThat(running.places()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void anAdministratorReachesItsNodes() {
        try (var found = RunningDeployment.of(VERTX, topology.folder())) {
            ManagedNode lync = found.node("lync");
            assertThat(found.topology()).isEqualTo("lync-alone");
            assertThat(lync.role()).isEqualTo("lync");
            assertThat(lync.journal(0).await().getJsonArray("hops")).isEmpty();
            lync.moveClock(Duration.ofDays(3)).await();
            assertThat(lync.clock().await().getString("moved")).isEqualTo("PT72H");
            assertThat(lync.run("Get-CsOAuthConfiguration", new JsonObject(), null)
                            .await()
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> lync.get("/nothing").await()).hasMessageContaining("node 'lync' answers GET");
            assertThatThrownBy(() -> found.node("exchange"))
                    .hasMessage("there is no node 'exchange'; expected one of lync");
        }
    }

    @Test
    void aClockThatItsAdministratorMovedStaysMovedWhenTheNodeComesBack() {
        try (var found = RunningDeployment.of(VERTX, topology.folder())) {
            ClockChange.parse("+3d").on(found.node("lync")).await();
            topology.advance("lync", Duration.ofHours(1));
            topology.stopNode("lync");
            topology.advance(null, Duration.ofHours(1));
            topology.startNode("lync");
            assertThat(found.node("lync").clock().await().getString("moved")).isEqualTo("PT74H");
        }
    }

    @Test
    void aNodeThatCameBackOnAnotherPortIsFoundThere() throws IOException {
        try (var found = RunningDeployment.of(VERTX, topology.folder())) {
            int before = found.node("lync").address().managementPort();
            topology.stopNode("lync");
            assertThat(found.node("lync").address().up()).isFalse();
            try (var taken = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                topology.startNode("lync");
            }
            assertThat(found.node("lync").address().managementPort()).isNotEqualTo(before);
            assertThat(found.node("lync").counters().await()).isNotNull();
        }
    }

    @Test
    void itsHolderMakesLinksFailAndStopsNodes() {
        try (var control = ControlEndpoint.open(topology, launch());
                var found = RunningDeployment.of(VERTX, topology.folder())) {
            assertThat(found.control(HttpMethod.GET, "/links", null).await().getJsonArray("links"))
                    .isEmpty();
            assertThatThrownBy(() ->
                            found.treat("lync", "exchange", LinkFault.RESET).await())
                    .hasMessage("there is no node 'exchange'; expected one of lync");
            assertThatThrownBy(
                            () -> found.treat("lync", "lync", LinkFault.RESET).await())
                    .hasMessageContaining("a link is between two nodes");
            JsonObject colour = new JsonObject()
                    .put("fault", new JsonObject().put("kind", "RESET").put("colour", "red"));
            assertThatThrownBy(() ->
                            found.control(HttpMethod.PUT, "/links", colour).await())
                    .hasMessageStartingWith("fault: an object of");
            found.control(HttpMethod.POST, "/nodes/lync/stop", null).await();
            assertThat(topology.node("lync").isUp()).isFalse();
            found.control(HttpMethod.POST, "/nodes/lync/start", null).await();
            assertThat(found.node("lync").counters().await()).isNotNull();
            assertThat(control).isNotNull();
        }
        try (var found = RunningDeployment.of(VERTX, topology.folder())) {
            assertThatThrownBy(() -> found.control(HttpMethod.GET, "/links", null))
                    .isInstanceOf(NotRunningException.class);
        }
    }

    /** Only what the operating system or a node refuses is temporarily unavailable; a bug must not look like this. */
    @Test
    void itsHolderDoesNotCallItsOwnErrorsUnavailable() {
        try (var control = ControlEndpoint.open(topology, launch())) {
            Future<JsonObject> bug = control.done(() -> {
                throw new IllegalStateException("a bug of the lab");
            });
            Future<JsonObject> refused = control.done(() -> {
                throw Refusal.unavailable("the node cannot start");
            });

            assertThatThrownBy(bug::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a bug of the lab");
            assertThatThrownBy(refused::await).isInstanceOf(Refusal.class);
        }
    }

    /** A change of links waits for an event loop while it has the lock. */
    @Test
    void itsHolderAnswersOthersWhileLinksChange() {
        try (var control = ControlEndpoint.open(topology, launch());
                var found = RunningDeployment.of(VERTX, topology.folder())) {
            Future<JsonObject> links;
            synchronized (topology.links()) {
                links = found.control(HttpMethod.GET, "/links", null);
                JsonObject wrong =
                        new JsonObject().put("from", "lync").put("to", "lync").put("fault", 1);
                assertThatThrownBy(() ->
                                found.control(HttpMethod.PUT, "/links", wrong).await(30, TimeUnit.SECONDS))
                        .hasMessageStartingWith("fault: an object of texts");
            }
            assertThat(links.await().getJsonArray("links")).isEmpty();
            assertThat(control).isNotNull();
        }
    }

    /** A browser that has stored the administrator's password adds it to requests from a page of another site. */
    @ParameterizedTest
    @CsvSource({
        "control.lab,      Origin,         https://attacker.example,          403, ACCESS_DENIED,          A12",
        "control.lab,      Sec-Fetch-Site, cross-site,                        403, ACCESS_DENIED,          A12",
        "control.lab,      Content-Type,   application/x-www-form-urlencoded, 415, MEDIA_TYPE_UNSUPPORTED, A13",
        "control.lab,      Content-Type,   text/plain,                        415, MEDIA_TYPE_UNSUPPORTED, A13",
        "attacker.example, X-Note,         a rebound name,                    421, HOST_NOT_SERVED,        A11"
    })
    void itsHolderTakesNoRequestsOfOtherSites(
            String host, String field, String value, int status, String code, String rule) throws IOException {
        try (var control = ControlEndpoint.open(topology, launch());
                var found = RunningDeployment.of(VERTX, topology.folder())) {
            NodeAddress address = NodeAddress.fromJson(
                    new JsonObject(Files.readString(topology.folder().resolve(ControlEndpoint.FILE))));
            String password = address.administratorPassword();
            MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                    .set("Content-Type", "application/json")
                    .set("Authorization", LabHttpClient.basic("administrator", password))
                    .set(field, value);

            // The server name in the TLS handshake is correct.
            LabHttpClient.Answer answer = found.client()
                    .send(new LabHttpClient.Ask(
                            HttpMethod.POST,
                            "control.lab",
                            address.port(),
                            "/nodes/lync/stop",
                            headers.set("Host", host),
                            Buffer.buffer("{}")))
                    .await();

            assertThat(answer.status()).isEqualTo(status);
            JsonObject error = answer.body().toJsonObject().getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo(code);
            assertThat(error.getString("rule")).isEqualTo(rule);
            assertThat(topology.node("lync").isUp()).isTrue();
            assertThat(control).isNotNull();
        }
    }

    @Test
    void oneThatEndedIsNotFound() {
        topology.close();
        assertThatThrownBy(() -> RunningDeployment.of(VERTX, topology.folder()))
                .isInstanceOf(NotRunningException.class)
                .hasMessageContaining("./lab up TOPOLOGY");
    }
}
