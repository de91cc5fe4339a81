package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads that take long beside everything else that a database is asked. */
class LongReadsTest {
    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        database.pool().query("CREATE TABLE t (x TEXT)").execute().await();
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    private static Future<Integer> rows(SqlClient client) {
        return client.query("SELECT COUNT(*) FROM t")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Begins a read that holds its connection until the promise is complete. */
    private Future<Integer> hold(String caller, List<String> begun, Promise<Void> until) {
        return database.readLong(
                caller,
                client -> ((Pool) client).withConnection(connection -> {
                    begun.add(caller);
                    return until.future().compose(done -> rows(connection));
                }));
    }

    @Test
    void holdUpNoCommitAndSeeWhatWasCommitted() {
        List<String> begun = new ArrayList<>();
        Promise<Void> until = Promise.promise();
        Future<Integer> held = hold("anna", begun, until);
        await().atMost(Duration.ofMinutes(1)).until(() -> begun.size() == 1);

        database.pool().query("INSERT INTO t VALUES ('a')").execute().await();

        assertThat(held.isComplete()).isFalse();
        until.complete();
        assertThat(held.await()).isEqualTo(1);
    }

    @Test
    void runOneAfterTheOtherForOneCallerAndBesideThoseOfAnother() {
        List<String> begun = new ArrayList<>();
        Promise<Void> until = Promise.promise();
        List<Future<Integer>> annas =
                List.of(hold("anna", begun, until), hold("anna", begun, until), hold("anna", begun, until));

        assertThat(database.readLong("bert", LongReadsTest::rows).await()).isZero();
        assertThat(begun).containsExactly("anna");

        until.complete();
        Future.all(annas).await();
        assertThat(begun).containsExactly("anna", "anna", "anna");
    }

    @Test
    void goOnAfterOneThatFails() {
        Future<Integer> failing = database.readLong("anna", client -> Future.failedFuture("no"));
        Future<Integer> next = database.readLong("anna", LongReadsTest::rows);

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThat(next.await()).isZero();
    }

    @Test
    void changeNothing() {
        assertThatThrownBy(() -> database.readLong(
                                "anna",
                                client -> client.query("INSERT INTO t VALUES ('a')")
                                        .execute())
                        .await())
                .hasMessageContaining("readonly");
    }
}
