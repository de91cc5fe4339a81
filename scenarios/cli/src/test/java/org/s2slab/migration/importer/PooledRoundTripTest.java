package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.migration.exporter.DeploymentExporter;
import org.s2slab.migration.exporter.ExportedServer;

/** The export of a deployment with pools, and the copy that is made of it. */
class PooledRoundTripTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00Z");

    @TempDir
    private Path folder;

    @Test
    void theCopyHasThePoolsAndTheTrustOfTheDeployment() throws IOException {
        Topology original;
        Diagnosis before;
        try (TemporaryDeployment deployment = started("customer-pools-trust")) {
            original = deployment.topology().plan();
            before = Doctor.examine(deployment.nodes());
            DeploymentExporter.write(DeploymentExporter.of(deployment.nodes()), folder);
        }
        assertThat(owners("Get-CsPartnerApplication.json")).isEqualTo("pool-berlin");
        assertThat(owners("Get-AuthConfig.json")).isEqualTo("exchange exchange-online");
        assertThat(Files.readString(folder.resolve("pool-munich/munich-2/hosts.json")))
                .isEqualToIgnoringWhitespace("[ \"munich-2.contoso.com\" ]");

        DeploymentImport copy = DeploymentImport.of(folder, before.at());
        assertThat(addresses(TopologyParser.read(DeploymentImport.TOPOLOGY_FILE, copy.topology())))
                .isEqualTo(addresses(original));
        assertThat(String.join("\n", copy.report())).doesNotContain("pool-munich/Get-");
        try (RunningCopy running = RunningCopy.pooled(copy, before.at())) {
            assertThat(RoundTripTest.told(running.diagnosis())).isEqualTo(RoundTripTest.told(before));
        }
    }

    /** The settings of an organization come from a server that responds. */
    @Test
    void anExportHasTheSettingsAlsoIfAServerIsDown() {
        try (TemporaryDeployment deployment = started("lync-pools-trust")) {
            List<ManagedNode> all = deployment.nodes();
            Stream.of("berlin-1", "berlin-2").forEach(deployment.topology()::stopNode);

            Map<String, ExportedServer> exported = DeploymentExporter.of(all).stream()
                    .collect(Collectors.toMap(ExportedServer::folder, server -> server));
            assertThat(exported.get("pool-berlin"))
                    .satisfies(silent -> assertThat(silent.files()).isEmpty())
                    .satisfies(silent -> assertThat(silent.untold())
                            .containsExactly("pool-berlin does not respond to its administrator"));
            assertThat(exported.get("pool-munich"))
                    .satisfies(whole -> assertThat(whole.files()).containsKey("Get-CsPartnerApplication.json"));
            assertThat(exported).containsKey("pool-munich/munich-1").doesNotContainKey("pool-berlin/berlin-1");
        }
    }

    private static TemporaryDeployment started(String scenario) {
        return DeploymentRequest.of(new ScenarioLibrary(), null, scenario)
                .at(AT)
                .on(PooledLaunch.databases())
                .start(Clock.systemUTC());
    }

    /** The folders that have a file. */
    private String owners(String file) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(one -> one.endsWith(file))
                    .map(one -> folder.relativize(one).getName(0).toString())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    /** The role, the pool and the hosts of each node. */
    private static Map<String, String> addresses(Topology topology) {
        Map<String, String> found = new TreeMap<>();
        for (NodePlan node : topology.nodes().values()) {
            found.put(node.label(), node.role() + " " + node.online() + " " + node.pool() + " " + node.hosts());
        }
        return found;
    }
}
