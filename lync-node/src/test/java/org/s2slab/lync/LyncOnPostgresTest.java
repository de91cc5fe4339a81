package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.node.ProductVerticle;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestPostgres;

/** One instance of Lync uses a database on a PostgreSQL server, and stops when another instance takes it. */
class LyncOnPostgresTest {
    private final Vertx vertx = Vertx.vertx();
    private final PostgresConfig database = TestPostgres.freshDatabase();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void refusesASecondInstance() {
        start("lync");

        assertThatThrownBy(() -> start("lync2"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is in use by another instance of this role");
    }

    @Test
    void stopsServingWhenAnotherInstanceHasTakenTheDatabase() throws SQLException {
        try (CapturedLog log = CapturedLog.of(ProductVerticle.class)) {
            String first = start("lync");
            try (Connection other = DriverManager.getConnection(
                            "jdbc:" + database.url(), database.user(), database.password());
                    Statement statement = other.createStatement()) {
                statement.execute("UPDATE only_instance SET mark = 'another'");
            }
            TestPostgres.takeAway(database);
            TestPostgres.bringBack(database);

            await().until(() -> !vertx.deploymentIDs().contains(first));
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("lync stops serving", "is in use by another instance of this role");
        }
    }

    private String start(String name) {
        TestDeployment deployment = new TestDeployment(folder.resolve(name));
        NodeConfig config = deployment.config(name, List.of("lync.contoso.com"), List.of());
        return vertx.deployVerticle(new LyncNode(
                        new LyncConfig(TestDeployment.on(database, config), List.of()),
                        deployment.environment(new TestClock())))
                .await();
    }
}
