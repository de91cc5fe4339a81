package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.report.DiagnosisText;
import org.s2slab.shell.ManagementShell;

/** The doctor of deployments in which several servers have one configuration. */
class PooledDoctorTest {
    private final Vertx vertx = Vertx.vertx();
    private final EvidenceCheck evidence = new EvidenceCheck();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** The partner was registered with a host of the other pool, and on one server only. */
    @Test
    void findsNothingWhereOneServerWasConfigured() {
        played("lync-pools-trust", topology -> {
            Diagnosis healthy = Doctor.examine(topology.managed());
            assertThat(healthy.codes()).isEmpty();
            assertThat(healthy.edges())
                    .hasSize(8)
                    .allMatch(edge -> edge.verdict().equals(EdgeVerdict.HOLDS));
        });
        assertThat(evidence.problems()).isEmpty();
    }

    @Test
    void findsTheLossOfAPartnerOnceAndMendsAllPools() {
        played("lync-pools-trust", topology -> {
            Clinic.type(topology, "munich-2", "Remove-CsPartnerApplication -Identity Exchange");

            Diagnosis ill = Doctor.examine(topology.managed());
            assertThat(ill.codes()).containsExactly(FaultCode.PARTNER_MISSING);
            assertThat(ill.edges()).hasSize(8).allMatch(TrustEdge::isBroken);
            assertThat(ill.cures()).extracting(CmdletFix::node).containsOnly("berlin-1");
            assertThat(DiagnosisText.lines(ill))
                    .contains("  cause  berlin-1 (pool-berlin) has no partner application for exchange.")
                    .anyMatch(line -> line.startsWith("✗ munich-2 (pool-munich) → exchange "))
                    .contains("Observed on munich-2 (pool-munich)");
            assertThat(new ManagementShell(topology::managed, List::of, Clock.systemUTC())
                            .prompt(
                                    new PrintWriter(Writer.nullWriter()),
                                    80,
                                    new TerminalStyle(Switches.of(TerminalAbility.SIGNS)))
                            .text())
                    .isEqualTo("[berlin-1 (pool-berlin)] PS> ");
            Clinic.mend(topology, ill.cures());

            Diagnosis mended = Doctor.examine(topology.managed());
            assertThat(mended.edges())
                    .hasSize(8)
                    .allMatch(edge -> edge.verdict().equals(EdgeVerdict.HOLDS));
        });
    }

    /** The certificate was made on one server, and assigned for all. */
    @Test
    void namesEachServerWithoutTheKeyAndBringsTheKey() {
        played("lync-pools-trust", topology -> {
            Clinic.type(
                    topology,
                    "berlin-1",
                    "$new = New-SelfSignedCertificate -DnsName contoso.com",
                    "Set-CsCertificate -Identity global -Type OAuthTokenIssuer -Thumbprint $new.Thumbprint");
            await().untilAsserted(() ->
                    assertThat(Doctor.look(topology.managed()).codes()).containsExactly(FaultCode.KEY_NOT_ON_SERVER));

            Diagnosis ill = Doctor.examine(topology.managed());
            assertThat(ill.codes()).containsExactly(FaultCode.KEY_NOT_ON_SERVER);
            assertThat(ill.edges())
                    .filteredOn(TrustEdge::isBroken)
                    .extracting(TrustEdge::caller)
                    .containsExactlyInAnyOrder("berlin-2", "munich-1", "munich-2");
            assertThat(ill.toJson().encode())
                    .contains(
                            "munich-1 (pool-munich) does not have the private key",
                            "berlin-1 (pool-berlin) has the key");
            assertThat(ill.cures())
                    .extracting(CmdletFix::node)
                    .containsExactly("berlin-1", "berlin-2", "munich-1", "munich-2");
            Clinic.mend(topology, ill.cures());

            Diagnosis mended = Doctor.examine(topology.managed());
            assertThat(mended.edges())
                    .hasSize(8)
                    .allMatch(edge -> edge.verdict().equals(EdgeVerdict.HOLDS));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exchange-1 (exchange) | exchange-2 (exchange) | Set-AuthConfig -CertificateThumbprint
                    sharepoint-2 (farm) | sharepoint-1 (farm) | Set-SPSecurityTokenServiceConfig -ImportSigningCertificate""")
    void bringsTheKeyToTheOtherServerOfExchangeAndOfAFarm(String signer, String lacking, String activate) {
        played("customer-pools-trust", topology -> {
            Clinic.type(
                    topology,
                    name(signer),
                    "$new = New-SelfSignedCertificate -Subject Renewed",
                    activate + " $new.Thumbprint");
            await().untilAsserted(() ->
                    assertThat(Doctor.look(topology.managed()).codes()).contains(FaultCode.KEY_NOT_ON_SERVER));

            Diagnosis ill = Doctor.examine(topology.managed());
            assertThat(ill.toJson().encode())
                    .contains(lacking + " does not have the private key", signer + " has the key");
            Clinic.mend(topology, ill.cures());

            Diagnosis mended = Doctor.examine(topology.managed());
            assertThat(mended.codes()).doesNotContain(FaultCode.KEY_NOT_ON_SERVER);
            assertThat(mended.edges())
                    .filteredOn(edge -> edge.caller().equals(name(lacking)))
                    .isNotEmpty()
                    .noneMatch(TrustEdge::isBroken);
        });
    }

    private static String name(String label) {
        return label.substring(0, label.indexOf(' '));
    }

    private void played(String scenario, Consumer<StepTarget> examination) {
        LaunchContext launch = PooledLaunch.inProcess(vertx);
        ScenarioLibrary library = new ScenarioLibrary();
        assertThat(new ScenarioRunner(launch, library::topologyOf, new Examination(evidence, examination))
                        .play(library.one(scenario), folder)
                        .allProblems())
                .isEmpty();
    }

    /** Makes an examination at the end of a scenario, after the evidence was compared. */
    private record Examination(EvidenceCheck evidence, Consumer<StepTarget> then) implements RunListener {
        @Override
        public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {
            evidence.begins(scenario, plan, secrets);
        }

        @Override
        public void started(StepTarget topology) {
            evidence.started(topology);
        }

        @Override
        public void played(StepResult result) {
            evidence.played(result);
        }

        @Override
        public void beforeStop(StepTarget topology) {
            evidence.beforeStop(topology);
            then.accept(topology);
        }

        @Override
        public void ends(ScenarioResult result) {}
    }
}
