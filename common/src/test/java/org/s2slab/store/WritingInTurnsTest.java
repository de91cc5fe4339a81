package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestPostgres;

class WritingInTurnsTest {
    private final Vertx vertx = Vertx.vertx();
    private final PostgresConfig server = TestPostgres.freshDatabase();
    private final Database one = open("one");
    private final Database other = open("other");

    private Database open(String name) {
        Database database =
                Database.on(vertx, server, name, "db/common", "db/test").writingInTurns();
        database.open().await();
        return database;
    }

    @AfterEach
    void stop() {
        one.close().await();
        other.close().await();
        vertx.close().await();
    }

    private static long last(ReadTransaction rx) {
        return rx.number("SELECT COALESCE(MAX(n), 0) AS number FROM rows");
    }

    private static long add(WriteTransaction tx, Runnable between) {
        long next = last(tx) + 1;
        between.run();
        tx.execute("INSERT INTO rows (n, text) VALUES (?, '')", next);
        return next;
    }

    @Test
    void aTransactionReadsWhatTheOneBeforeItWrote() {
        CountDownLatch mayWrite = new CountDownLatch(1);
        CountDownLatch hasTurn = new CountDownLatch(1);
        Future<Long> first = one.write(tx -> add(tx, () -> {
            hasTurn.countDown();
            pass(mayWrite);
        }));
        pass(hasTurn);
        Future<Long> second = other.write(tx -> add(tx, () -> {}));
        await().until(() -> one.read(rx -> rx.number(
                                "SELECT COUNT(*) AS number FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
                        .await()
                == 1);

        assertThat(other.read(WritingInTurnsTest::last).await()).isZero();
        mayWrite.countDown();

        assertThat(first.await() + second.await()).isEqualTo(3);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
