package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;

/** {@code lab run --on} plays scenarios on nodes of other processes, and refuses what it cannot play. */
class RunOnDeploymentTest {
    private static final String CLOCK_AND_FORGERY = """
            scenario: clock-and-forgery
            topology: on-premises
            shows: A clock of another process moves, and a stolen key signs.
            steps:
              - do: the clocks move
                clock: {advance: P2D}
              - do: an outsider presents a token that is signed with the stolen key of Lync
                present: {to: exchange, forge: {outer: {user: anna@contoso.com}, actor: {issuer: lync}}}
                expect: {status: 200}
                hops:
                  - exchange accepts lync for anna@contoso.com
            """;

    @TempDir
    static Path folder;

    private static TemporaryDeployment deployment;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        deployment = DeploymentRequest.of(new ScenarioLibrary(), null, "on-premises-trust")
                .apart(true)
                .start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @Test
    void playsAScenarioOnNodesOfOtherProcessesAndSaysWhatStays() {
        assertThat(lab("run", "on-premises-exchange-archiving", "--skip-after"))
                .as(out + "\n" + err)
                .isZero();
        assertThat(err.toString()).startsWith("deployment: on-premises, ");
        assertThat(out.toString())
                .contains("lync")
                .contains("The deployment on-premises in "
                        + deployment.topology().folder() + " keeps what the steps changed: trust, data and clocks.");
        assertThat(deployment.nodes().get(0).get("/ready").await().getString("status"))
                .isEqualTo("ready");
    }

    @Test
    void movesClocksAndUsesKeysOfOtherProcesses() throws IOException {
        Path file = Files.writeString(folder.resolve("clock-and-forgery.yaml"), CLOCK_AND_FORGERY);
        assertThat(lab("run", file.toString())).as(out + "\n" + err).isZero();
        String moved = deployment.nodes().get(1).clock().await().getString("moved");
        assertThat(Duration.parse(moved))
                .isBetween(
                        Duration.ofDays(2).minusSeconds(1), Duration.ofDays(2).plusSeconds(1));
    }

    @Test
    void aFailedStepIsTheExitCode() {
        // The trust exists already, and --skip-after is absent.
        assertThat(lab("run", "on-premises-trust")).isEqualTo(1);
        assertThat(out.toString()).contains("\"Exchange\" \"PartnerApplication\" already exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exchange-away-and-back|the step 'Exchange goes away' has 'stop', which needs the processes",
                "slow-link|has 'slow', which needs the links of a deployment",
                "on-premises-trust --at 2026-03-01|--at: is an option of deployments that this command starts",
                "hybrid-trust|runs on topology",
            })
    void refusesWhatItCannotPlayBeforeTheFirstStep(String words, String problem) {
        assertThat(lab(("run " + words).split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(problem);
        assertThat(out.toString()).doesNotContain("keeps what the steps changed");
    }

    private int lab(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--on", deployment.topology().folder().toString()));
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
