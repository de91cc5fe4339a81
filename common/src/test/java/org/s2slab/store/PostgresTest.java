package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestPostgres;

/** What stores may rely on where the database is on a PostgreSQL server. */
class PostgresTest {
    private static final String UPSERT = "INSERT INTO rows (n, text) VALUES (?, ?)"
            + " ON CONFLICT (n) DO UPDATE SET text = excluded.text RETURNING n, text";

    private final Vertx vertx = Vertx.vertx();
    private final PostgresConfig server = TestPostgres.freshDatabase();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void keepsWhatWasCommittedWhenItIsOpenedAgain() {
        Database first = open();
        insert(first, 1, "one").await();
        first.close().await();

        assertThat(texts(open())).containsExactly("one");
    }

    @Test
    void takesTheStatementsThatSqliteTakes() {
        Database database = open();

        database.write(tx -> tx.first(UPSERT, row -> row.text("text"), 1, "one"))
                .await();
        String text = database.write(tx -> tx.first(UPSERT, row -> row.integer("n") + " " + row.text("text"), 1, "eins")
                        .orElseThrow())
                .await();

        assertThat(text).isEqualTo("1 eins");
        assertThat(texts(database)).containsExactly("eins");
    }

    @Test
    void takesTheTablesThatEveryNodeHas() {
        Database database = Database.on(vertx, server, "node", "db/common");
        database.open().await();

        assertThat(database.read(rx -> rx.number("SELECT COUNT(*) AS number FROM signing_keys, partner_applications"))
                        .await())
                .isZero();
    }

    @Test
    void letsManyTransactionsWaitForOneAnotherAndUndoesTheOneThatFails() {
        Database database = open();
        List<Future<?>> running = new ArrayList<>();
        IntStream.range(0, 100).forEach(n -> running.add(insert(database, n, "t" + n)));
        Future<Void> failing = database.change(tx -> {
            tx.execute("INSERT INTO rows (n, text) VALUES (1000, 'never')");
            throw new IllegalStateException("no");
        });
        Future<Void> again = insert(database, 1, "never again");
        running.add(insert(database, 100, "t100"));

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThatThrownBy(again::await).hasMessageContaining("unique constraint");
        Future.all(running).await();
        assertThat(texts(database)).hasSize(101).doesNotContain("never", "never again");
    }

    @Test
    void createsTheTablesOnceWhenTwoNodesStartTogetherAndLetsOnlyOneOfThemTakeAKey() {
        Database one = Database.on(vertx, server, "node", "db/test");
        Database other = Database.on(vertx, server, "node", "db/test");
        Future.all(one.open(), other.open()).await();

        List<Future<?>> taking = List.of(insert(one, 7, "one"), insert(other, 7, "other"));
        Future.join(taking).otherwiseEmpty().await();

        assertThat(taking.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(taking.stream().filter(Future::failed))
                .singleElement()
                .satisfies(failed -> assertThat(failed.cause()).hasMessageContaining("unique constraint"));
        assertThat(texts(other)).hasSize(1);
    }

    /** The server undoes one of two transactions that wait for each other's row. */
    @Test
    void runsATransactionAgainThatWasUndoneBecauseOfAnotherInstance() {
        Database one = open();
        Database other = Database.on(vertx, server, "node", "db/test");
        other.open().await();
        Future.all(insert(one, 1, "-"), insert(one, 2, "-")).await();
        CountDownLatch bothBegan = new CountDownLatch(2);

        Future.all(append(one, 1, 2, "a", bothBegan), append(other, 2, 1, "b", bothBegan))
                .await();

        assertThat(texts(one)).allSatisfy(text -> assertThat(text).matches("-(ab|ba)"));
    }

    private static Future<Void> append(Database database, int first, int second, String text, CountDownLatch begun) {
        return database.change(tx -> {
            tx.execute("UPDATE rows SET text = text || ? WHERE n = ?", text, first);
            begun.countDown();
            try {
                assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            tx.execute("UPDATE rows SET text = text || ? WHERE n = ?", text, second);
        });
    }

    @Test
    void readsOneStateOfTheDatabaseAndChangesNothing() {
        Database database = open();
        insert(database, 1, "one").await();

        assertThat(database.read("caller", rx -> {
                            int before = rx.list("SELECT n FROM rows", row -> 1).size();
                            insert(database, 2, "two")
                                    .toCompletionStage()
                                    .toCompletableFuture()
                                    .join();
                            return before
                                    + rx.list("SELECT n FROM rows", row -> 1).size();
                        })
                        .await())
                .isEqualTo(2);
        assertThatThrownBy(database.read(rx -> rx.first("DELETE FROM rows RETURNING n", row -> 1))::await)
                .hasMessageContaining("read-only");
        assertThat(texts(database)).containsExactly("one", "two");
    }

    @Test
    void failsWhileTheServerIsAwayAndWorksAgainWhenItIsBack() {
        Database database = open();
        insert(database, 1, "before").await();

        TestPostgres.takeAway(server);
        assertThatThrownBy(() -> insert(database, 2, "meanwhile").await()).isInstanceOf(Exception.class);
        TestPostgres.bringBack(server);

        await().untilAsserted(() -> insert(database, 3, "after").await());
        assertThat(texts(database)).containsExactly("before", "after");
    }

    @Test
    void asksForACommitOnTheDiskWhateverTheServerDoesByItself() {
        TestPostgres.run("ALTER DATABASE " + server.database() + " SET synchronous_commit = off");

        assertThat(open().write(tx -> tx.first("SHOW synchronous_commit", row -> row.text("synchronous_commit")))
                        .await())
                .contains("on");
    }

    @Test
    void needsTheRightPassword() {
        var guessing = new PostgresConfig(server.url(), server.user(), "guess", null);

        assertThatThrownBy(() ->
                        Database.on(vertx, guessing, "node", "db/test").open().await())
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("guess");
    }

    @Test
    void refusesADatabaseThatHasBeenAnotherRoles() {
        open().close().await();

        assertThatThrownBy(() ->
                        Database.on(vertx, server, "node", "db/common").open().await())
                .hasMessageContaining("cannot be used: its tables are of version ");
    }

    @Test
    void keepsEveryCharacterOfAText() {
        Database database = open();
        List<String> all = List.of("\0", "a\0b", "\uFDD0", "\uFDD00", "\uFDD01\0");
        IntStream.range(0, all.size())
                .forEach(n -> insert(database, n, all.get(n)).await());

        assertThat(texts(database)).isEqualTo(all);
        assertThat(database.read(rx -> rx.first("SELECT n FROM rows WHERE text = ?", row -> row.integer("n"), "a\0b"))
                        .await())
                .contains(1L);
    }

    @Test
    void sortsTextsByTheirBytesAndStoresWholeNumbersOf64BitsAsSqliteDoes() {
        Database database = open();
        long large = 1L << 40;
        List<String> sorted = List.of("B", "a", "b", "\u00e4");
        sorted.forEach(text -> database.change(tx ->
                        tx.execute("INSERT INTO rows (n, text) VALUES (?, ?)", large - sorted.indexOf(text), text))
                .await());

        assertThat(database.read(rx -> rx.list("SELECT text FROM rows ORDER BY text", row -> row.text("text")))
                        .await())
                .isEqualTo(sorted);
        assertThat(database.read(rx -> rx.number("SELECT MAX(n) AS number FROM rows"))
                        .await())
                .isEqualTo(large);
    }

    private Database open() {
        Database database = Database.on(vertx, server, "node", "db/test");
        database.open().await();
        return database;
    }

    private static Future<Void> insert(Database database, int n, String text) {
        return database.change(tx -> tx.execute("INSERT INTO rows (n, text) VALUES (?, ?)", n, text));
    }

    private static List<String> texts(Database database) {
        return database.read(rx -> rx.list("SELECT text FROM rows ORDER BY n", row -> row.text("text")))
                .await();
    }
}
