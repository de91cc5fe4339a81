package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.text.FileSyntaxException;

class DeploymentRequestTest {
    private final ScenarioLibrary library = new ScenarioLibrary();

    @TempDir
    private Path folder;

    private String topology = "";
    private String scenario = "";

    @BeforeEach
    void writeFiles() throws IOException {
        topology = write("orchard.yaml", """
                topology: orchard
                shows: Lync Server alone, somewhere else.
                domain: orchard.example
                nodes:
                  lync:
                    role: lync
                    hosts: [lync.orchard.example]
                    certificates:
                      oauth: {subject: orchard.example}
                people:
                  - name: Anna Adler
                    upn: anna@orchard.example
                """);
        scenario = write("orchard-trust.yaml", """
                scenario: orchard-trust
                shows: A certificate is assigned.
                topology: orchard
                steps:
                  - do: It is assigned
                    on: lync
                    run: Set-CsCertificate
                    with: {Type: OAuthTokenIssuer, Thumbprint: "${lync.certificates.oauth.thumbprint}"}
                """);
    }

    @Test
    void takesPoliciesAndBeginningOfItsScenario() throws IOException {
        String dated = write("dated.yaml", """
                scenario: dated
                shows: Nothing happens.
                topology: online
                policies: dated
                at: 2025-10-31
                steps:
                  - {do: A minute passes, clock: {advance: PT1M}}
                """);

        DeploymentRequest request = DeploymentRequest.of(library, null, dated);

        assertThat(request.plan().policies()).isEqualTo(PolicyMode.DATED);
        assertThat(request.at()).isEqualTo(Instant.parse("2025-10-31T00:00:00Z"));
        assertThat(request.with(PolicyMode.AS_DOCUMENTED).plan().policies()).isEqualTo(PolicyMode.AS_DOCUMENTED);
        assertThatThrownBy(
                        () -> request.at(Instant.parse("2030-01-01T00:00:00Z")).requireKnownDay(Clock.systemUTC()))
                .hasMessageContaining("no policies for 2030-01-01")
                .hasMessageContaining("from 2024-11-01 to 2027-12-31");
    }

    @Test
    void takesTheOwnDatesOfTheTenantFromItsScenario() throws IOException {
        String text = """
                scenario: own
                shows: Nothing happens.
                topology: %s
                policy-dates: {ews-off-by-default: %s}
                steps:
                  - {do: A minute passes, clock: {advance: PT1M}}
                """;
        String right = write("own.yaml", text.formatted("online", "2026-11-15"));
        String early = write("early.yaml", text.formatted("online", "2026-09-30"));
        String premises = write("premises.yaml", text.formatted("on-premises", "2026-11-15"));

        assertThat(DeploymentRequest.of(library, null, right)
                        .with(PolicyMode.DATED)
                        .plan()
                        .policyDates()
                        .written())
                .containsExactly(Map.entry("ews-off-by-default", "2026-11-15"));
        assertThatThrownBy(() -> DeploymentRequest.of(library, null, early))
                .hasMessageContaining("early.yaml:4: policy-dates: 'ews-off-by-default': 2026-09-30 is out of range")
                .hasMessageContaining("from 2026-10-01 to 2027-12-31");
        assertThatThrownBy(() -> DeploymentRequest.of(library, null, premises))
                .hasMessageContaining("premises.yaml:4: policy-dates needs an online node");
    }

    @Test
    void refusesDatedPoliciesOfAScenarioWithoutOnlineServices() throws IOException {
        String dated = write("dated.yaml", """
                scenario: dated
                shows: Nothing happens.
                topology: on-premises
                policies: dated
                steps:
                  - {do: A minute passes, clock: {advance: PT1M}}
                """);

        assertThatThrownBy(() -> DeploymentRequest.of(library, null, dated))
                .hasMessageContaining("dated.yaml:4: policies: dated needs an online node");
    }

    @Test
    void handsOverADeploymentInWhichTheScenarioHasHappened() {
        try (TemporaryDeployment deployment =
                DeploymentRequest.of(library, topology, scenario).start(Clock.systemUTC())) {
            var answer = deployment
                    .nodes()
                    .get(0)
                    .run("Get-CsCertificate", new JsonObject(), null)
                    .await();
            assertThat(answer.body().toJsonObject().getJsonArray("output").encode())
                    .contains("OAuthTokenIssuer")
                    .contains(deployment
                            .topology()
                            .keys()
                            .certificate("lync", "oauth")
                            .thumbprint());
        }
    }

    @Test
    void findsTheTopologyOfAScenarioInTheFileBesideIt() {
        assertThat(DeploymentRequest.of(library, null, scenario).plan().domain())
                .isEqualTo("orchard.example");
    }

    @Test
    void playsAScenarioAfterOneInAFileBesideIt() throws IOException {
        String later = write("later.yaml", """
                scenario: later
                shows: Something more.
                topology: orchard.yaml
                after: orchard-trust.yaml
                steps:
                  - do: It is there
                    on: lync
                    run: Get-CsCertificate
                """);
        assertThat(Objects.requireNonNull(
                                DeploymentRequest.of(library, topology, later).scenario())
                        .steps())
                .extracting(step -> step.title())
                .containsExactly("It is assigned", "It is there");
    }

    @Test
    void tellsWhichStepFailedAndLeavesNothingBehind() throws IOException {
        String wrong = write("wrong.yaml", """
                scenario: wrong
                shows: A step that does not go.
                topology: orchard
                steps:
                  - do: A certificate that nobody has is assigned
                    on: lync
                    run: Set-CsCertificate
                    with: {Type: OAuthTokenIssuer, Thumbprint: "0000000000000000000000000000000000000000"}
                """);
        Path data = folder.resolve("data");
        assertThatThrownBy(() -> DeploymentRequest.of(library, topology, wrong)
                        .keptIn(data)
                        .start(Clock.systemUTC()))
                .isInstanceOf(ScenarioFailedException.class)
                .hasMessageContaining("scenario 'wrong' failed, so the deployment is not prepared")
                .hasMessageContaining("wrong.yaml:5: A certificate that nobody has is assigned: ");
        assertThat(data.resolve("orchard")).isDirectoryNotContaining("glob:**/deployment.json");
    }

    @Test
    void refusesAScenarioThatIsPlayedOnAnotherTopology() {
        assertThatThrownBy(() -> DeploymentRequest.of(library, topology, "on-premises-trust"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("'on-premises-trust' runs on topology 'on-premises', not on 'orchard'");
    }

    @Test
    void refusesAGlobOfSeveralScenarios() {
        assertThatThrownBy(() -> DeploymentRequest.of(library, null, "on-premises-*"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("expected one scenario");
    }

    @Test
    void saysWhereTheTopologyOfAScenarioWasLookedFor() throws IOException {
        Files.delete(Path.of(topology));
        assertThatThrownBy(() -> DeploymentRequest.of(library, null, scenario))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("no topology is called 'orchard', and there is no file " + topology);
    }

    @Test
    void startsNothingWithoutAName() {
        assertThatThrownBy(() -> DeploymentRequest.of(library, "", ""))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("./lab list shows the bundled ones");
    }

    @Test
    void givesEveryNodeAProcessWhereTheScenarioKillsOne() {
        assertThat(DeploymentRequest.of(library, null, "exchange-killed").apart())
                .isTrue();
        assertThat(DeploymentRequest.of(library, null, "on-premises-trust").apart())
                .isFalse();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
