package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.HostsFile;
import org.s2slab.config.PostgresConfig;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.testing.TestPostgres;

class PooledDeploymentTest {
    private static final Topology PLAN = TopologyParser.read("mine.yaml", """
            topology: mine
            shows: A pool.
            domain: contoso.com
            tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: contoso.com}}
            nodes:
              sts: {role: authz, hosts: sts.contoso.com, servers: 2, certificates: {extra: {subject: extra.contoso.com}}}
            """);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void theNameOfAPoolStandsForItsServersAndOneOfThemMayStop() {
        try (Deployment deployment = start(false)) {
            List<InetSocketAddress> addresses = HostsFile.fromFile(
                            deployment.node("sts-1").folder().resolve("hosts"))
                    .find("sts.contoso.com");
            assertThat(addresses).hasSize(2).doesNotHaveDuplicates();
            assertThat(deployment.node("sts").plan().name()).isEqualTo("sts-1");
            assertThat(deployment.node("sts-2").folder().resolve("node.yaml"))
                    .content()
                    .contains("\"sts.contoso.com\" : [ \"sts-1.contoso.com\", \"sts-2.contoso.com\" ]");
            assertThat(deployment.certificates("sts-1").get("extra"))
                    .isSameAs(deployment.certificates("sts-2").get("extra"));

            deployment.stopNode("sts-1");
            assertThat(deployment.node("sts").plan().name()).isEqualTo("sts-2");
            assertThat(deployment.serving("sts.contoso.com").plan().name()).isEqualTo("sts-2");
            assertThatThrownBy(() -> deployment.stopNode("sts"))
                    .hasMessageContaining("is a pool")
                    .hasMessageContaining("sts-1, sts-2");
            deployment.startNode("sts-1");
        }
    }

    @Test
    void theNameOfAPoolStandsForItsServersInACommandToo() {
        try (Deployment deployment = start(false);
                RunningDeployment found = RunningDeployment.of(vertx, folder)) {
            deployment.stopNode("sts-1");
            assertThat(found.servers("sts")).extracting(ManagedNode::name).containsExactly("sts-1", "sts-2");
            assertThat(found.servers("sts-1")).extracting(ManagedNode::name).containsExactly("sts-1");
            assertThat(found.node("sts").name()).isEqualTo("sts-2");
            assertThatThrownBy(() -> found.servers("st"))
                    .hasMessage("there is no node 'st'; expected one of sts-1 (sts), sts-2 (sts)");
        }
    }

    @Test
    void theServersHaveOneDatabaseThatEndsWithTheDeployment() throws SQLException {
        Deployment deployment = start(false);
        assertThat(databases()).singleElement().asString().startsWith("s2slab_mine_authz_own_");
        deployment.close();
        assertThat(databases()).isEmpty();
        start(true).close();
        assertThat(databases()).hasSize(1);
        start(false).close();
        assertThat(databases()).isEmpty();
    }

    private Deployment start(boolean keeps) {
        var launch = PooledLaunch.of(vertx, new InProcessLauncher(vertx), keeps);
        return Deployment.start(PLAN, launch, folder);
    }

    private static List<String> databases() throws SQLException {
        PostgresConfig administrator = TestPostgres.administrator();
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + administrator.url(), administrator.user(), administrator.password());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 's2slab_mine%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
