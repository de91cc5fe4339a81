package org.s2slab.engine.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.HostsFile;
import org.s2slab.engine.containers.ContainerExport.Engine;
import org.s2slab.engine.containers.ContainerExport.Images;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.pki.PemFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The exported folder of a topology with pools: each server is a container, and all share one PostgreSQL server. */
class PooledExportTest {
    private static final Set<String> SERVERS = Set.of("berlin-1", "berlin-2", "munich-1", "munich-2");

    @TempDir
    static Path parent;

    private static Path folder;

    @BeforeAll
    static void export() {
        folder = parent.resolve("pools");
        export(new ScenarioLibrary().topology("lync-pools"), folder);
    }

    private static void export(Topology plan, Path folder) {
        Images images = new Images("s2slab:test", "postgres:test");
        ContainerExport.write(
                plan, folder, images, new PortPlan(18_000), EnumSet.allOf(Engine.class), Clock.systemUTC());
    }

    @Test
    void aComposeFileStartsTheServersOfPoolsAfterTheirDatabase() throws IOException {
        Map<String, Map<String, Object>> services = services();
        assertThat(services.keySet())
                .containsExactlyInAnyOrder("berlin-1", "berlin-2", "munich-1", "munich-2", "exchange", "database");
        assertThat(services)
                .allSatisfy(
                        (name, service) -> assertThat(service.keySet().containsAll(List.of("depends_on", "restart")))
                                .isEqualTo(SERVERS.contains(name)));
        assertThat(services.get("berlin-2")).extracting("networks").hasToString("{default={aliases=[pool-berlin]}}");
        assertThat(services.get("database"))
                .containsEntry("image", "postgres:test")
                .doesNotContainKey("ports");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(folder.resolve("compose.yaml")));
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
    }

    @Test
    void theServersOfBothPoolsHaveOneDatabaseWithVerifiedTlsAndExchangeHasAFile() throws IOException {
        Set<String> databases = new TreeSet<>();
        for (String server : SERVERS) {
            JsonObject node = configuration(server);
            JsonObject database = node.getJsonObject("database");
            assertThat(database.getString("root-certificate")).isEqualTo("/data/root.pem");
            assertThat(node.getJsonObject("pools").fieldNames()).hasSize(2);
            databases.add(database.getString("url") + " " + database.getString("password"));
        }
        assertThat(databases)
                .singleElement()
                .asString()
                .startsWith("postgresql://database/s2slab_lync_pools_lync_own_");
        assertThat(configuration("exchange").containsKey("database")).isFalse();
        String names = PemFiles.readCertificates(folder.resolve("database/tls.pem"))
                .get(0)
                .toString();
        assertThat(names).contains("DNSName: database");
    }

    private static JsonObject configuration(String node) throws IOException {
        return new JsonObject(Files.readString(folder.resolve(node).resolve("node.yaml"))).getJsonObject("node");
    }

    @Test
    void passwordsOfTheDatabaseAreInNoComposeFileAndOnlyInSecrets() throws IOException {
        String administrator = Files.readString(folder.resolve("database/password"));
        String owner = configuration("berlin-1").getJsonObject("database").getString("password");
        assertThat(Files.readString(folder.resolve("database/databases.sql"))).contains(owner);
        assertThat(Files.readString(folder.resolve("database/pg_hba.conf"))).doesNotContain("trust", "host all");
        for (String file : List.of("compose.yaml", "kubernetes.yaml", "pods.yaml")) {
            assertThat(Files.readString(folder.resolve(file))).doesNotContain(owner, administrator, "${");
        }
    }

    @Test
    void theNameOfAPoolLeadsToItsServers() throws IOException {
        assertThat(HostsFile.fromFile(folder.resolve("exchange/hosts")).find("berlin.contoso.com"))
                .extracting(address -> address.getHostString())
                .containsExactlyInAnyOrder("berlin-1", "berlin-2");
        List<HasMetadata> cluster = KubernetesModels.read(Files.readString(folder.resolve("kubernetes.yaml")));
        Service pool = named(cluster, Service.class, "pool-berlin");
        assertThat(pool.getSpec().getClusterIP()).isEqualTo("None");
        for (String server : SERVERS) {
            Map<String, String> labels = named(cluster, StatefulSet.class, server)
                    .getSpec()
                    .getTemplate()
                    .getMetadata()
                    .getLabels();
            assertThat(labels.entrySet()
                            .containsAll(pool.getSpec().getSelector().entrySet()))
                    .as(server)
                    .isEqualTo(server.startsWith("berlin"));
        }
    }

    @Test
    void onlyServersOfPoolsReachTheDatabase() throws IOException {
        List<HasMetadata> cluster = KubernetesModels.read(Files.readString(folder.resolve("kubernetes.yaml")));
        assertThat(named(cluster, NetworkPolicy.class, "database")
                        .getSpec()
                        .getIngress()
                        .get(0)
                        .getFrom())
                .singleElement()
                .extracting(peer ->
                        peer.getPodSelector().getMatchExpressions().get(0).getKey())
                .isEqualTo("s2slab/pool");
        assertThat(named(cluster, StatefulSet.class, "exchange")
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .doesNotContainKey("s2slab/pool");
        assertThat(KubernetesModels.read(Files.readString(folder.resolve("pods.yaml"))))
                .hasSize(6 * 3);
    }

    private static <T extends HasMetadata> T named(List<HasMetadata> objects, Class<T> kind, String name) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNodeWithTheNameOfTheDatabaseIsRefused() {
        Topology plan = TopologyParser.read("named.yaml", """
                topology: named
                shows: A pool with the name of the container of PostgreSQL.
                domain: contoso.com
                nodes:
                  database: {role: lync, hosts: [lync.contoso.com], servers: 2}
                people: [{name: Anna Adler, upn: anna@contoso.com}]
                """);
        assertThatThrownBy(() -> export(plan, parent.resolve("refused")))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("'database' is the name of the container with PostgreSQL");
    }
}
