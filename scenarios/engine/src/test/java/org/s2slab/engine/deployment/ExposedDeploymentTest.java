package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.LabHttpClient.Ask;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;

/** Deployments at another address than 127.0.0.1, and with a name for clients on other machines. */
class ExposedDeploymentTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String NAME = "lab.example.test";
    private static final String METADATA = "https://sharepoint.contoso.com/_layouts/15/metadata/json/1";
    private static final Topology PLAN = TopologyParser.read("exposed.yaml", """
            topology: exposed
            shows: Three servers that others may reach.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
              exchange: {role: exchange, hosts: [exchange.contoso.com]}
              sharepoint:
                role: sharepoint
                hosts: [sharepoint.contoso.com]
                certificates: {oauth: {subject: SharePoint Security Token Service}}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """);

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    /** The address is a loopback address, so that it may be tested on every machine, and is not the usual one. */
    @ParameterizedTest
    @CsvSource({"127.0.0.2, 127.0.0.2", "::1, [::1]"})
    void everyPortIsAtTheAddressAndHasItsNames(String address, String inUrl) throws IOException {
        try (Deployment running = start(PLAN.with(Exposure.of(address, NAME)));
                ControlEndpoint control = ControlEndpoint.open(running, launch());
                RunningDeployment found = RunningDeployment.of(VERTX, folder)) {
            assertThat(control).isNotNull();
            RunningNode lync = running.node("lync");
            for (int port : new int[] {lync.port(), lync.managementPort()}) {
                assertThat(accepts("127.0.0.1", port)).isFalse();
            }
            for (String host : new String[] {NAME, "lync.contoso.com", "localhost"}) {
                assertThat(contacts(running, host, PLAN.people().get(0).password()))
                        .isEqualTo(200);
                assertThat(clock(running, host, null)).isEqualTo(200);
            }
            assertThat(clock(running, NAME, inUrl)).isEqualTo(200);
            assertThat(clock(running, NAME, "attacker.example")).isEqualTo(421);
            assertThat(clock(running, NAME, "other.example.test")).isEqualTo(421);

            assertThat(found.node("lync").address().managementUrl())
                    .isEqualTo("https://" + inUrl + ":" + lync.managementPort());
            assertThat(found.node("lync").clock().await().getString("moved")).isEqualTo("PT0S");
            JsonObject partner = new JsonObject().put("Name", "SharePoint").put("AuthMetadataUrl", METADATA);
            assertThat(run(found, "New-PartnerApplication", partner)).isEqualTo(200);
            found.treat("exchange", "sharepoint", LinkFault.NONE).await();
            assertThat(Files.readString(folder.resolve("exchange/hosts")))
                    .contains(inUrl + ":" + lync.port() + " lync.contoso.com")
                    .containsPattern("127\\.0\\.0\\.1:\\d+ sharepoint\\.contoso\\.com");
            JsonObject again = new JsonObject().put("Identity", "SharePoint").put("RefreshAuthMetadata", true);
            assertThat(run(found, "Set-PartnerApplication", again)).isEqualTo(200);
        }
    }

    /** The status of a cmdlet with which Exchange reads the metadata of SharePoint, directly or through a relay. */
    private static int run(RunningDeployment found, String cmdlet, JsonObject parameters) {
        return found.node("exchange").run(cmdlet, parameters, null).await().status();
    }

    @Test
    void aDeploymentForOtherMachinesNeedsUnpublishedPasswords() {
        for (String address : new String[] {"0.0.0.0", "::"}) {
            assertThatThrownBy(() -> start(PLAN.with(Exposure.of(address, null))))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("listen: other machines can reach " + address + ", but these people have the"
                            + " published password")
                    .hasMessageContaining("anna@contoso.com. Use --new-passwords");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void itsPasswordsAreInAFileForItsOwner() throws IOException {
        Topology plan = OwnPasswords.random(PLAN).with(Exposure.of("0.0.0.0", null));
        String password = plan.people().get(0).password();
        try (Deployment running = start(plan)) {
            assertThat(contacts(running, "lync.contoso.com", password)).isEqualTo(200);
            assertThat(contacts(running, "lync.contoso.com", OwnPasswords.PUBLISHED))
                    .isEqualTo(401);
            assertThat(clock(running, "localhost", "0.0.0.0")).isEqualTo(421);
            assertThat(running.managed(running.node("lync")).address().managementUrl())
                    .isEqualTo("https://localhost:" + running.node("lync").managementPort());
        }
        Path file = folder.resolve(OwnPasswords.FILE);
        assertThat(file).hasContent("anna@contoso.com " + password + "\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** The author of a topology opens no port when somebody only plays scenarios on it. */
    @Test
    void aScenarioAndARequestStayOnThisMachine() {
        Topology plan = PLAN.with(Exposure.of("127.0.0.2", NAME));
        Scenario scenario = ScenarioParser.read("alone.yaml", """
                scenario: alone
                topology: exposed
                shows: An administrator reads.
                steps:
                  - {do: reads, on: lync, run: Get-CsOAuthServer}
                """);
        List<String> urls = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void begins(Scenario begun, Topology topology, SecretCollector secrets) {}

            @Override
            public void started(StepTarget topology) {
                topology.managed().forEach(node -> urls.add(node.address().connect()));
            }

            @Override
            public void played(StepResult result) {}

            @Override
            public void ends(ScenarioResult result) {}
        };
        new ScenarioRunner(launch(), named -> plan, listener).play(scenario, folder);
        assertThat(urls).hasSize(3).containsOnly("127.0.0.1");
        DeploymentRequest request = DeploymentRequest.of(plan, null);
        try (TemporaryDeployment started = request.start(Clock.systemUTC());
                TemporaryDeployment exposed = request.startExposed(Clock.systemUTC())) {
            assertThat(started.nodes().get(0).address().connect()).isEqualTo("127.0.0.1");
            assertThat(exposed.nodes().get(0).address().connect()).isEqualTo("127.0.0.2");
        }
    }

    /** The address is of the range for documentation (RFC 5737), so no machine has it. */
    @Test
    void anAddressOfAnotherMachineIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> start(OwnPasswords.random(PLAN).with(Exposure.of("203.0.113.1", null))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("listen: this machine cannot listen at '203.0.113.1' (");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void newPasswordsDiffer() {
        UserAccount once = OwnPasswords.random(PLAN).people().get(0);
        UserAccount again = OwnPasswords.random(PLAN).people().get(0);
        assertThat(once.password()).hasSize(20).isNotEqualTo(again.password());
    }

    private Deployment start(Topology plan) {
        return Deployment.start(plan, launch(), folder);
    }

    private static LaunchContext launch() {
        return new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int)
                    Duration.ofSeconds(5).toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The status for a person who reads contacts under this host name, which the TLS certificate must cover. */
    private static int contacts(Deployment running, String host, String password) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic("anna@contoso.com", password));
        return send(running, host, running.node("lync").port(), "/users/me/contacts", headers);
    }

    /** The status for an administrator who reads the clock, with another Host field than the name for TLS, or null. */
    private static int clock(Deployment running, String host, @Nullable String field) {
        NodeAddress lync = running.managed(running.node("lync")).address();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic("administrator", lync.administratorPassword()));
        if (field != null) {
            headers.set("Host", field);
        }
        return send(running, host, lync.managementPort(), "/clock", headers);
    }

    private static int send(Deployment running, String host, int port, String path, MultiMap headers) {
        Answer answer = running.client()
                .send(new Ask(HttpMethod.GET, host, port, path, headers, null))
                .await();
        return answer.status();
    }
}
