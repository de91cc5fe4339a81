package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transactions that wait for the connection at the same time. */
class GroupCommitTest extends TransactionsOnFile {
    @Test
    void thoseThatWaitTogetherShareOneCommit() {
        AtomicInteger bodies = new AtomicInteger();
        CountDownLatch held = hold();
        List<Future<Long>> seen = IntStream.range(0, 40)
                .mapToObj(number -> database.write(tx -> {
                    bodies.incrementAndGet();
                    insert(tx, number);
                    return tx.number(COUNT);
                }))
                .toList();
        Future<Long> outside = database.write(tx -> tx.number(COUNT));
        held.countDown();

        Future.all(seen).await();
        assertThat(seen)
                .extracting(Future::result)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList());
        assertThat(bodies).hasValue(40);
        assertThat(outside.await()).as("who comes later waits for all of them").isEqualTo(40);
    }

    @Test
    void ofThoseThatShareACommitOnlyTheFailedOneFails() {
        CountDownLatch held = hold();
        Future<Void> first = database.change(tx -> insert(tx, 1));
        Future<Void> bad = database.change(tx -> {
            insert(tx, 2);
            insert(tx, 1);
        });
        Future<Void> last = database.change(tx -> insert(tx, 3));
        held.countDown();

        Future.all(first, last).await();
        assertThatThrownBy(bad::await).hasMessageContaining("UNIQUE");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void moreThanFitIntoOneCommitAreAllWritten() {
        CountDownLatch held = hold();
        List<Future<Void>> all = IntStream.range(0, 333)
                .mapToObj(number -> database.change(tx -> insert(tx, number)))
                .toList();
        held.countDown();

        Future.all(all).await();
        assertThat(rows()).isEqualTo(333);
    }

    @Test
    void onAFullDiskOnlyTheOneFailsThatDoesNotFit() {
        long pages = database.read(rx -> rx.first("PRAGMA page_count", row -> row.integer("page_count")))
                .await()
                .orElseThrow();
        pragma("PRAGMA max_page_count=" + (pages + 5));
        CountDownLatch held = hold();
        Future<Void> small = database.change(tx -> insert(tx, 1));
        Future<Void> large = database.change(tx -> tx.execute(INSERT, 2, "x".repeat(100_000)));
        Future<Void> alsoSmall = database.change(tx -> insert(tx, 3));
        held.countDown();

        Future.all(small, alsoSmall).await();
        assertThatThrownBy(large::await).hasMessageContaining("SQLITE_FULL");
        assertThat(rows()).isEqualTo(2);
    }

    /** The other program waits for the file all the time, and gets it between two transactions. */
    @Test
    void whatFailsBecauseOfAnotherProgramIsNotOnTheDisk() throws Exception {
        pragma("PRAGMA busy_timeout=0");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> lockAgainAndAgain(over));
        List<Integer> stored = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            int n = number;
            if (database.change(tx -> insert(tx, n)).map(true).otherwise(false).await()) {
                stored.add(n);
            }
        }
        over.set(true);
        other.get();

        assertThat(database.read(rx -> rx.list("SELECT n FROM rows ORDER BY n", row -> (int) row.integer("n")))
                        .await())
                .isEqualTo(stored);
    }

    /** Bound: one wait for all that share a commit, not one for each; so all have one failure. */
    @Test
    void whileAnotherProgramHoldsTheFileAGroupWaitsOnce() throws SQLException {
        pragma("PRAGMA busy_timeout=50");
        CountDownLatch until = latch();
        database.engine().onWriter(connection -> uninterrupted(until));
        Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            List<Future<Void>> all = IntStream.range(0, 40)
                    .mapToObj(
                            number -> database.change(tx -> insert(tx, number)).onFailure(failures::add))
                    .toList();
            until.countDown();
            Future.join(all).otherwiseEmpty().await();
        }
        assertThat(failures).hasSize(1).allMatch(Database::isLocked);
        database.change(tx -> insert(tx, 1)).await();
        assertThat(rows()).isEqualTo(1);
    }

    /** A violation of a deferred key is found by the commit, which leaves the transaction open. */
    @Test
    void ofThoseWhoseCommitFailsOnlyTheOneFailsThatIsTheCause() {
        CountDownLatch held = hold();
        Future<Void> first = database.change(tx -> insert(tx, 1));
        Future<Void> bad = database.change(tx -> {
            tx.execute("PRAGMA defer_foreign_keys=ON");
            tx.execute("INSERT INTO rows (n, text, parent) VALUES (2, 'x', 'nobody')");
        });
        Future<Void> last = database.change(tx -> insert(tx, 3));
        held.countDown();

        Future.all(first, last).await();
        assertThatThrownBy(bad::await).hasMessageContaining("FOREIGN KEY");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whoWaitsWhenTheDatabaseIsClosedIsWrittenAndTold() {
        CountDownLatch held = hold();
        List<Future<Void>> all = IntStream.range(0, 120)
                .mapToObj(number -> database.change(tx -> insert(tx, number)))
                .toList();
        Future<Void> closed = database.close();
        vertx.timer(300).await(); // Long enough for the readers, which are closed first.
        held.countDown();
        closed.await();

        Future.all(all).timeout(5, TimeUnit.SECONDS).await();
        open();
        assertThat(rows()).isEqualTo(120);
    }

    private void pragma(String sql) {
        database.engine()
                .onWriter(statements -> statements.execute(sql, row -> {}))
                .await();
    }

    private void lockAgainAndAgain(AtomicBoolean over) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=0");
            while (!over.get()) {
                try {
                    statement.execute("BEGIN IMMEDIATE");
                    statement.execute("ROLLBACK");
                } catch (SQLException locked) {
                    assertThat(Database.isLocked(locked)).isTrue();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
