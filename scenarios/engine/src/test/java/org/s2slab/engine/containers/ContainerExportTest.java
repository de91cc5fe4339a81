package org.s2slab.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.containers.ContainerExport.Engine;
import org.s2slab.engine.containers.ContainerExport.Images;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The exported folder of a hybrid deployment: its files, its rights, and what Kubernetes' models say about it. */
class ContainerExportTest {
    @TempDir
    static Path parent;

    private static Path folder;

    @BeforeAll
    static void export() {
        folder = parent.resolve("hybrid");
        export(new ScenarioLibrary().topology("hybrid"), folder);
    }

    private static void export(Topology plan, Path folder) {
        ContainerExport.write(
                plan,
                folder,
                new Images("s2slab:test", "postgres:test"),
                new PortPlan(18_000),
                EnumSet.allOf(Engine.class),
                Clock.systemUTC());
    }

    @Test
    void manifestsFitTheModelsOfKubernetes() throws IOException {
        List<HasMetadata> cluster = KubernetesModels.read(Files.readString(folder.resolve("kubernetes.yaml")));
        assertThat(cluster)
                .extracting(HasMetadata::getKind)
                .containsOnly("Secret", "Service", "NetworkPolicy", "StatefulSet")
                .hasSize(5 * 4);
        List<HasMetadata> pods = KubernetesModels.read(Files.readString(folder.resolve("pods.yaml")));
        assertThat(pods)
                .extracting(HasMetadata::getKind)
                .containsOnly("Secret", "PersistentVolumeClaim", "Pod")
                .hasSize(5 * 3);
        assertThat(cluster).filteredOn(StatefulSet.class::isInstance).allSatisfy(set -> {
            var spec = ((StatefulSet) set).getSpec().getTemplate().getSpec();
            var container = spec.getContainers().get(0);
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
        });
    }

    @Test
    void aMisspelledFieldOfAManifestIsFound() throws IOException {
        for (String file : List.of("kubernetes.yaml", "pods.yaml")) {
            String right = Files.readString(folder.resolve(file));
            assertThatThrownBy(() -> KubernetesModels.read(right.replace("livenessProbe:", "livelinessProbe:")))
                    .as(file)
                    .isInstanceOf(UnrecognizedPropertyException.class)
                    .hasMessageContaining("livelinessProbe");
        }
    }

    @Test
    void policiesAllowOnlyTheCallsOfTheTopology() throws IOException {
        List<HasMetadata> all = KubernetesModels.read(Files.readString(folder.resolve("kubernetes.yaml")));
        assertThat(peers(all, "authz", true))
                .containsExactly("authz", "lync", "sharepoint", "exchange", "exchange-online", "client");
        assertThat(peers(all, "authz", false)).containsExactly("authz", "exchange-online");
        assertThat(peers(all, "lync", true))
                .containsExactly("lync", "sharepoint", "exchange", "exchange-online", "client");
        assertThat(peers(all, "exchange", false))
                .containsExactly("authz", "lync", "sharepoint", "exchange", "exchange-online");
    }

    private static List<String> peers(List<HasMetadata> all, String node, boolean callers) {
        NetworkPolicy policy = all.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .filter(one -> one.getMetadata().getName().equals(node))
                .findFirst()
                .orElseThrow();
        List<NetworkPolicyPeer> peers = callers
                ? policy.getSpec().getIngress().get(0).getFrom()
                : policy.getSpec().getEgress().get(0).getTo();
        return peers.stream()
                .map(peer ->
                        peer.getPodSelector().getMatchLabels().getOrDefault("app.kubernetes.io/component", "client"))
                .toList();
    }

    @Test
    void aSecretHasTheFilesOfItsNodeAndNoPathOfThisMachine() throws IOException {
        Secret secret = KubernetesModels.read(Files.readString(folder.resolve("pods.yaml"))).stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .filter(one -> one.getMetadata().getName().equals("exchange-files"))
                .findFirst()
                .orElseThrow();
        assertThat(secret.getData()).containsKeys("node.yaml", "tls-key.pem", "hosts", "administrator", "root.pem");
        String config = decoded(secret, "node.yaml");
        assertThat(config)
                .contains("\"/data/tls-key.pem\"", "\"0.0.0.0\"", "8443", "9443")
                .doesNotContain(parent.toString(), "Passw0rd!");
        assertThat(decoded(secret, "hosts")).contains("lync:8443 lync.contoso.com lyncdiscover.contoso.com");
    }

    private static String decoded(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    @Test
    void everyFileIsItsOwnersAndNoKeyOfTheRootIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .endsWith("------");
            }
        }
        assertThat(folder.resolve("root"))
                .isDirectoryContaining("glob:**root.pem")
                .isDirectoryNotContaining("glob:**key*");
        assertThat(Files.readString(folder.resolve("passwords.txt")))
                .contains("anna@contoso.com ")
                .doesNotContain("Passw0rd!");
    }

    @Test
    void commandsOfTheLabFindThePublishedPortsAfterTheFolderWasMoved() throws IOException {
        Path moved = Files.move(folder, parent.resolve("moved"));
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment running = RunningDeployment.of(vertx, moved)) {
            assertThat(running.topology()).isEqualTo("hybrid");
            ManagedNode lync = running.node("lync");
            assertThat(lync.address().port()).isEqualTo(18_020);
            assertThat(lync.address().managementPort()).isEqualTo(18_021);
            assertThat(lync.address().administratorPassword()).hasSizeGreaterThan(20);
            assertThat(NodeFolderReader.certificates(lync.address().folder())).containsKeys("oauth", "renewed");
        } finally {
            vertx.close().await();
            Files.move(moved, folder);
        }
    }

    @Test
    void aComposeFileHasAServiceForEachNodeOnTheLoopbackAddress() throws IOException {
        String text = Files.readString(folder.resolve("compose.yaml"));
        assertThat(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text))
                .extracting("services")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("authz", "lync", "sharepoint", "exchange", "exchange-online");
        assertThat(text)
                .contains("- 127.0.0.1:18020:8443", "read_only: true", "- ./lync:/data", "org.s2slab.lync.LyncNode")
                .doesNotContain("${");
    }

    @Test
    void aPodPublishesItsPortsOnTheLoopbackAddress() throws IOException {
        assertThat(KubernetesModels.read(Files.readString(folder.resolve("pods.yaml"))))
                .filteredOn(Pod.class::isInstance)
                .allSatisfy(pod -> assertThat(
                                ((Pod) pod).getSpec().getContainers().get(0).getPorts())
                        .allSatisfy(port -> assertThat(port.getHostIP()).isEqualTo("127.0.0.1")));
    }

    @Test
    void aCollectorOfSpansIsRefusedAndTheNameForClientsIsKept() throws IOException {
        String text = """
                topology: named
                shows: A server with a name for clients.
                domain: contoso.com
                name: lab.example.test
                nodes:
                  lync: {role: lync, hosts: [lync.contoso.com], certificates: {oauth: {subject: contoso.com}}}
                people: [{name: Anna Adler, upn: anna@contoso.com}]
                """;
        Path kept = parent.resolve("new").resolve("kept");
        export(TopologyParser.read("named.yaml", text), kept);
        assertThat(Files.readString(kept.resolve("lync/node.yaml"))).contains("lab.example.test");
        try (Stream<Path> there = Files.list(kept.resolveSibling(""))) {
            assertThat(there).as("no draft").containsExactly(kept);
        }
        Topology sending = TopologyParser.read("named.yaml", text + "telemetry: http://localhost:4318\n");
        assertThatThrownBy(() -> export(sending, parent.resolve("refused")))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("telemetry: the address of this topology's collector is not one for containers");
    }

    @Test
    void aNodeWhoseNameIsNoNameOfDnsIsRefusedAndNothingIsWritten() throws IOException {
        Path file = Files.writeString(parent.resolve("named.yaml"), """
                topology: named
                shows: A node with a name that no container can have.
                domain: contoso.com
                nodes:
                  Lync_1: {role: lync, hosts: [lync.contoso.com], certificates: {oauth: {subject: contoso.com}}}
                people: [{name: Anna Adler, upn: anna@contoso.com}]
                """);
        Topology plan = new ScenarioLibrary().topology(file.toString());
        assertThatThrownBy(() -> export(plan, parent.resolve("refused")))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("'Lync_1' cannot be the name of a container");
        try (Stream<Path> there = Files.list(parent)) {
            assertThat(there).noneMatch(path -> path.getFileName().toString().startsWith("refused"));
        }
    }
}
