package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestPostgres;

/** Only one instance of a role whose caches do not learn of the changes of others uses a database. */
class InstanceLockTest {
    private static final String IN_USE = "is in use by another instance of this role";

    private final Vertx vertx = Vertx.vertx();
    private final PostgresConfig server = TestPostgres.freshDatabase();
    private NodeConfig node;

    @BeforeEach
    void configure(@TempDir Path folder) {
        node = TestDeployment.on(
                server, new TestDeployment(folder).config("lync", List.of("lync.contoso.com"), List.of()));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void refusesASecondInstanceUntilTheFirstHasStopped() {
        Database first = open();
        insert(first, 1).await();

        assertThatThrownBy(this::open).isInstanceOf(Refusal.class).hasMessageContaining(IN_USE);
        insert(first, 2).await();
        first.requireOnlyInstance().await();

        first.close().await();
        insert(open(), 3).await();
    }

    /** Nobody else was there while the connection was lost, so everything in memory is still true. */
    @Test
    void continuesAfterALostConnection() {
        Database database = open();
        TestPostgres.takeAway(server);
        TestPostgres.bringBack(server);

        await().untilAsserted(() -> database.requireOnlyInstance().await());
        insert(database, 1).await();
        assertThatThrownBy(this::open).hasMessageContaining(IN_USE);
    }

    /** Data in memory may be stale. */
    @Test
    void refusesAllWorkAfterAnotherInstanceWasThere() {
        Database first = open();
        assertThat(first.read(rx -> rx.number("SELECT COUNT(*) AS number FROM rows"))
                        .await())
                .isZero();
        markAsAnotherInstance();
        TestPostgres.takeAway(server);
        TestPostgres.bringBack(server);

        await().untilAsserted(() -> assertThatThrownBy(first.requireOnlyInstance()::await)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(IN_USE));
        assertThatThrownBy(insert(first, 1)::await).isInstanceOf(Refusal.class).hasMessageContaining(IN_USE);
        assertThatThrownBy(first.read(rx -> rx.number("SELECT COUNT(*) AS number FROM rows"))::await)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(IN_USE);
        insert(open(), 1).await();
    }

    /** What another instance does to the database when it starts. */
    private void markAsAnotherInstance() {
        Database administrator = Database.on(vertx, server, "administrator", "db/test");
        administrator.open().await();
        administrator
                .change(tx -> tx.execute("UPDATE only_instance SET mark = 'another'"))
                .await();
        administrator.close().await();
    }

    private Database open() {
        Database database = Database.ofOneInstance(vertx, node, "db/test");
        database.open().await();
        return database;
    }

    private static Future<Void> insert(Database database, int n) {
        return database.change(tx -> tx.execute("INSERT INTO rows (n, text) VALUES (?, 'x')", n));
    }
}
