package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.Clinic;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.FaultCode;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.PlannedCertificate;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.product.CmdletFix;

/** Exports of several servers with one configuration become pools. */
class PooledImportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /** What Get-CsPool shows: two pools of Front End Servers, and one of Edge Servers. */
    private static final String POOLS = """
            [{"Identity": "lync.contoso.com", "Fqdn": "lync.contoso.com", "Site": "Site:Berlin",
              "Services": ["Registrar:lync.contoso.com", "UserServer:lync.contoso.com", "WebServer:lync.contoso.com"],
              "Computers": ["fe01.contoso.com", "fe02.contoso.com"]},
             {"Identity": "munich.contoso.com", "Fqdn": "munich.contoso.com", "Site": "Site:Munich",
              "Services": ["Registrar:munich.contoso.com", "UserServer:munich.contoso.com"],
              "Computers": [{"Identity": "fe03.contoso.com", "Fqdn": "fe03.contoso.com"}, {"Fqdn": "fe04.contoso.com"}]},
             {"Identity": "edge.contoso.com", "Fqdn": "edge.contoso.com", "Site": "Site:Berlin",
              "Services": ["EdgeServer:edge.contoso.com"], "Computers": ["edge01.contoso.com"]}]
            """;

    private static final String SERVERS = """
            [{"Name": "EX01", "Fqdn": "ex01.contoso.com", "ServerRole": "Mailbox", "IsEdgeServer": false},
             {"Name": "EX02", "Fqdn": "ex02.contoso.com", "ServerRole": "Mailbox", "IsEdgeServer": false},
             {"Name": "EDGE", "Fqdn": "edge.contoso.com", "ServerRole": "Edge", "IsEdgeServer": true}]
            """;

    @TempDir
    private Path folder;

    private Path export = Path.of("");

    @BeforeEach
    void collect() throws IOException {
        export = new Exports(folder).of("on-premises");
        Files.move(export.resolve("Lync"), export.resolve("pool-berlin"));
        Exports.copy(export.resolve("pool-berlin"), export.resolve("pool-munich"));
        Exports.edit(export, "pool-munich/Get-CsCertificate.json", certificates -> {
            ObjectNode certificate = (ObjectNode) certificates.get(0);
            certificate.put("Subject", "CN=munich.contoso.com, O=Contoso");
            certificate.putArray("AlternativeNames").add("munich.contoso.com").add("meet.contoso.com");
        });
    }

    @Test
    void twoPoolsWithOneThumbprintHaveOneKeyAndTheirServers() throws IOException {
        write("pool-berlin/Get-CsPool.json", POOLS);
        write("Exchange/Get-ExchangeServer.json", SERVERS);
        DeploymentImport copy = DeploymentImport.of(export, NOW);
        Topology plan = plan(copy);

        assertThat(plan.nodes().keySet()).containsExactly("fe01", "fe02", "fe03", "fe04", "ex01", "ex02");
        assertThat(pool(plan, "fe02").name()).isEqualTo("pool-berlin");
        assertThat(pool(plan, "fe03").name()).isEqualTo("pool-munich");
        assertThat(pool(plan, "fe03").hosts()).containsExactly("munich.contoso.com");
        assertThat(pool(plan, "fe01").hosts()).startsWith("lync.contoso.com").contains("meet.contoso.com");
        assertThat(node(plan, "fe03").ownHost()).isEqualTo("fe03.contoso.com");
        assertThat(node(plan, "fe03").configuration())
                .isEqualTo(node(plan, "fe01").configuration());
        assertThat(certificate(plan, "fe03")).isEqualTo(certificate(plan, "fe01"));
        assertThat(pool(plan, "ex02").name()).isEqualTo("exchange");
        assertThat(pool(plan, "ex02").hosts()).contains("mail.contoso.com", "autodiscover.contoso.com");
        assertThat(copy.report())
                .filteredOn(line -> line.contains("oauth: contoso.com"))
                .singleElement()
                .asString()
                .startsWith("  pool-berlin and pool-munich oauth");
        assertThat(copy.report())
                .contains("  the pool pool-munich with the servers fe03, fe04")
                .noneMatch(line -> line.contains("edge"));
    }

    @Test
    void theAdviceOfTheDoctorMendsBothPools() throws IOException {
        write("pool-berlin/Get-CsPool.json", POOLS);
        DeploymentImport copy = DeploymentImport.of(export, NOW);
        try (RunningCopy running = RunningCopy.pooled(copy, NOW)) {
            Diagnosis before = running.diagnosis();
            assertThat(before.edges()).hasSize(8).noneMatch(TrustEdge::isBroken);
            Clinic.type(
                    running.deployment().topology(),
                    "fe03",
                    "Remove-CsPartnerApplication -Identity microsoft.exchange");

            Diagnosis ill = running.diagnosis();
            assertThat(ill.codes()).contains(FaultCode.PARTNER_MISSING);
            assertThat(ill.edges()).filteredOn(TrustEdge::isBroken).hasSize(8);
            Clinic.mend(
                    running.deployment().topology(),
                    ill.cures().stream().filter(CmdletFix::isCmdlet).toList());

            assertThat(running.diagnosis().edges())
                    .hasSize(8)
                    .allMatch(edge -> edge.verdict().word() == EdgeVerdict.Word.HOLDS);
        }
    }

    @Test
    void aPoolWhoseServersNoFileListsHasOneAndTheReportSaysSo() {
        DeploymentImport copy = DeploymentImport.of(export, NOW);
        Topology plan = plan(copy);

        assertThat(plan.nodes().keySet()).containsExactly("pool-berlin-1", "pool-munich-1", "exchange");
        assertThat(certificate(plan, "pool-munich-1")).isEqualTo(certificate(plan, "pool-berlin-1"));
        assertThat(String.join("\n", copy.report()))
                .contains("the pool pool-munich has one server, because the export does not list its servers");
        assertThat(node(plan, "exchange").pool()).isNull();
    }

    @Test
    void serversWithAnotherKeyAreAnotherOrganization() throws IOException {
        Exports.edit(
                export,
                "pool-munich/Get-CsCertificate.json",
                certificates -> ((ObjectNode) certificates.get(1)).put("Thumbprint", Exports.PREVIOUS));
        Files.delete(export.resolve("pool-munich/metadata.json"));
        Topology plan = plan(DeploymentImport.of(export, NOW));

        assertThat(plan.nodes().keySet()).containsExactly("pool-berlin", "pool-munich", "exchange");
        assertThat(plan.nodes().values()).allMatch(node -> node.pool() == null);
    }

    @Test
    void foldersOfServersWithOneKeyAreTheServersOfOnePool() throws IOException {
        Exports.copy(export.resolve("Exchange"), export.resolve("Exchange 2"));
        Files.delete(export.resolve("Exchange 2/Get-AuthConfig.json"));
        Files.delete(export.resolve("Exchange 2/Get-PartnerApplication.json"));
        Files.delete(export.resolve("Exchange 2/metadata.json"));
        write("Exchange/hosts.json", "[\"mail.contoso.com\", \"autodiscover.contoso.com\", \"ex01.contoso.com\"]");
        write("Exchange 2/hosts.json", "[\"ex02.contoso.com\", \"mail.contoso.com\", \"autodiscover.contoso.com\"]");
        DeploymentImport copy = DeploymentImport.of(export, NOW);
        Topology plan = plan(copy);

        assertThat(pool(plan, "exchange-2").name()).isEqualTo("exchange-pool");
        assertThat(pool(plan, "exchange-2").hosts()).containsExactly("mail.contoso.com", "autodiscover.contoso.com");
        assertThat(node(plan, "exchange-2").ownHost()).isEqualTo("ex02.contoso.com");
        assertThat(node(plan, "exchange").ownHost()).isEqualTo("ex01.contoso.com");
        assertThat(String.join("\n", copy.report()))
                .contains("exchange-2 has the configuration of exchange, because its folder has no configuration");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(export.resolve(file), content);
    }

    private static Topology plan(DeploymentImport copy) {
        return TopologyParser.read(DeploymentImport.TOPOLOGY_FILE, copy.topology());
    }

    private static NodePlan node(Topology plan, String name) {
        return Objects.requireNonNull(plan.nodes().get(name), name);
    }

    private static PoolPlan pool(Topology plan, String node) {
        return Objects.requireNonNull(node(plan, node).pool(), node);
    }

    private static PlannedCertificate certificate(Topology plan, String node) {
        return Objects.requireNonNull(node(plan, node).certificates().get("oauth"));
    }
}
