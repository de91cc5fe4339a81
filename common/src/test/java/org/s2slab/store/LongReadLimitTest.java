package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads that take long beside everything else that a database is asked. */
class LongReadLimitTest {
    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        database.change(tx -> tx.execute("CREATE TABLE t (x TEXT)")).await();
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    private static long rows(ReadTransaction rx) {
        return rx.number("SELECT COUNT(*) AS number FROM t");
    }

    /** Begins a read that holds its connection until the latch is open. */
    private Future<Long> hold(String caller, List<String> begun, CountDownLatch until) {
        return database.read(caller, rx -> {
            begun.add(caller);
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return rows(rx);
        });
    }

    @Test
    void holdUpNoCommitAndSeeWhatWasCommitted() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch until = new CountDownLatch(1);
        Future<Long> held = hold("anna", begun, until);
        await().atMost(Duration.ofMinutes(1)).until(() -> begun.size() == 1);

        database.change(tx -> tx.execute("INSERT INTO t VALUES ('a')")).await();

        assertThat(held.isComplete()).isFalse();
        until.countDown();
        assertThat(held.await()).isEqualTo(1);
    }

    @Test
    void runOneAfterTheOtherForOneCallerAndBesideThoseOfAnother() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch until = new CountDownLatch(1);
        List<Future<Long>> annas =
                List.of(hold("anna", begun, until), hold("anna", begun, until), hold("anna", begun, until));

        assertThat(database.read("bert", LongReadLimitTest::rows).await()).isZero();
        await().atMost(Duration.ofMinutes(1)).until(() -> !begun.isEmpty());
        assertThat(begun).containsExactly("anna");

        until.countDown();
        Future.all(annas).await();
        assertThat(begun).containsExactly("anna", "anna", "anna");
    }

    @Test
    void goOnAfterOneThatFails() {
        Future<Long> failing = database.read("anna", rx -> {
            throw new IllegalStateException("no");
        });
        Future<Long> next = database.read("anna", LongReadLimitTest::rows);

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThat(next.await()).isZero();
    }

    @Test
    void changeNothing() {
        assertThatThrownBy(
                        database.read("anna", rx -> rx.list("INSERT INTO t VALUES ('a') RETURNING x", row -> 1))::await)
                .hasMessageContaining("readonly");
    }
}
