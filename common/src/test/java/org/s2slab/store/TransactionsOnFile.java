package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An open database in a file, and means to make its transactions wait. */
abstract class TransactionsOnFile {
    static final String INSERT = "INSERT INTO rows (n, text) VALUES (?, ?)";
    static final String COUNT = "SELECT COUNT(*) AS number FROM rows";

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    private final List<CountDownLatch> latches = new ArrayList<>();
    Database database;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
    }

    @AfterEach
    void close() {
        latches.forEach(CountDownLatch::countDown);
        database.close().await();
        vertx.close().await();
    }

    static void insert(WriteTransaction tx, int number) {
        tx.execute(INSERT, number, "row " + number);
    }

    long rows() {
        return database.read(rx -> rx.number(COUNT)).await();
    }

    /** Holds the connection that writes, so that all that comes meanwhile waits for it together. */
    CountDownLatch hold() {
        CountDownLatch begun = latch();
        CountDownLatch until = latch();
        Future<Boolean> held = database.write(tx -> {
            begun.countDown();
            return uninterrupted(until);
        });
        uninterrupted(begun);
        assertThat(held.isComplete()).isFalse();
        return until;
    }

    /** A latch that opens at the end of the test at the latest. */
    CountDownLatch latch() {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        return latch;
    }

    static boolean uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
