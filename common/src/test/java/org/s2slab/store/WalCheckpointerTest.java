package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed comes into the file by and by, and not all at once when somebody waits for a commit. */
class WalCheckpointerTest {
    /** SQLite's page, and what its log has before each. */
    private static final int PAGE = 4096 + 24;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void copiesBesideTheCommits() {
        commit(1, 1_500);

        await().untilAsserted(() -> assertThat(count("checkpointed")).isGreaterThanOrEqualTo(1_000));
        assertThat(count("log")).isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void leavesFewPagesAlone() {
        commit(1, 300);

        assertThat(count("log")).isGreaterThanOrEqualTo(300);
        assertThat(count("checkpointed")).isZero();
    }

    @Test
    void beginsTheLogAnewWhenItIsLong() throws IOException {
        commit(1, 9_000);

        assertThat(Files.size(folder.resolve("node.db-wal"))).isLessThan((WalCheckpointer.LONGEST + 100L) * PAGE);
    }

    @Test
    void leavesNoLogWhereItIsClosed() {
        commit(1, 1_100);
        database.close().await();

        assertThat(folder.resolve("node.db")).exists();
        assertThat(folder.resolve("node.db-wal")).doesNotExist();
    }

    @Test
    void emptiesTheLogWhenNobodyCommitsAndNotBefore() throws IOException {
        commit(1, 2);
        database.emptyLog().await();
        commit(3, 3);
        database.emptyLog().await();
        assertThat(Files.size(log())).as("somebody commits").isPositive();

        database.emptyLog().await();
        assertThat(Files.size(log())).isZero();
        commit(4, 4);
        assertThat(Files.size(log())).isPositive();
    }

    @Test
    void emptiesTheLogInTheEndHoweverMuchIsCommitted() throws IOException {
        for (int n = 1; n < 40; n++) {
            commit(n, n);
            database.emptyLog().await();
        }
        assertThat(Files.size(log())).isPositive();

        commit(40, 40);
        database.emptyLog().await();
        assertThat(Files.size(log())).isZero();
        assertThat(rows()).isEqualTo(40);
    }

    /** A transaction that has read cannot go on to write while another connection has the writer's lock. */
    @Test
    void emptiesTheLogBesideTransactionsThatReadBeforeTheyWrite() {
        for (int n = 1; n <= 50; n++) {
            int row = n;
            Future<?> transaction = database.change(tx -> {
                tx.number("SELECT COUNT(*) AS number FROM rows");
                tx.execute("INSERT INTO rows (n, text) VALUES (?, 'x')", row);
            });
            database.emptyLog();
            Future.join(transaction, database.emptyLog(), database.emptyLog()).await();
        }
        assertThat(rows()).isEqualTo(50);
    }

    private Path log() {
        return folder.resolve("node.db-wal");
    }

    /** Each row in a commit of its own. */
    private void commit(int first, int last) {
        for (int n = first; n <= last; n++) {
            int row = n;
            database.change(tx -> tx.execute("INSERT INTO rows (n, text) VALUES (?, 'x')", row))
                    .await();
        }
    }

    private long rows() {
        return database.read(rx -> rx.number("SELECT COUNT(*) AS number FROM rows"))
                .await();
    }

    private int count(String what) {
        List<Long> counts = new ArrayList<>();
        database.engine()
                .onWriter(statements ->
                        statements.execute("PRAGMA wal_checkpoint(NOOP)", row -> counts.add(row.integer(what))))
                .await();
        return counts.get(0).intValue();
    }
}
