package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
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

        database.pool().preparedQuery(UPSERT).execute(Tuple.of(1, "one")).await();
        Row row = database.pool()
                .withTransaction(connection -> connection.preparedQuery(UPSERT).execute(Tuple.of(1, "eins")))
                .await()
                .iterator()
                .next();

        assertThat(row.getString("text")).isEqualTo("eins");
        assertThat(row.getLong("n")).isEqualTo(1);
        assertThat(texts(database)).containsExactly("eins");
    }

    @Test
    void numbersTheValuesOfAStatementButNoQuestionInALiteral() {
        assertThat(NumberedParameters.numbered("SELECT '?' || ? WHERE x = '' AND y = ? AND z = 'it''s?'"))
                .isEqualTo("SELECT '?' || $1 WHERE x = '' AND y = $2 AND z = 'it''s?'");
    }

    @Test
    void takesTheTablesThatEveryNodeHas() {
        Database database = Database.on(vertx, server, "node", "db/common");
        database.open().await();

        assertThat(database.pool()
                        .query("SELECT COUNT(*) FROM signing_keys, partner_applications")
                        .execute()
                        .await()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    @Test
    void letsManyTransactionsWaitForOneAnotherAndUndoesTheOneThatFails() {
        Database database = open();
        List<Future<?>> running = new ArrayList<>();
        IntStream.range(0, 100)
                .forEach(n -> running.add(database.pool()
                        .withTransaction(connection -> connection
                                .preparedQuery("INSERT INTO rows (n, text) VALUES (?, ?)")
                                .execute(Tuple.of(n, "t" + n)))));
        Future<Void> failing = database.pool()
                .withTransaction(connection -> connection
                        .query("INSERT INTO rows (n, text) VALUES (1000, 'never')")
                        .execute()
                        .compose(done -> Future.failedFuture("no")));

        assertThatThrownBy(failing::await).hasMessage("no");
        Future.all(running).await();
        assertThat(texts(database)).hasSize(100).doesNotContain("never");
    }

    @Test
    void bringsTheSchemaUpToDateOnceWhenTwoNodesStartTogetherAndLetsOnlyOneOfThemTakeAKey() {
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

        assertThat(only(open(), "SHOW synchronous_commit").getString(0)).isEqualTo("on");
    }

    @Test
    void needsTheRightPassword() {
        var guessing = new PostgresConfig(server.url(), server.user(), "guess");

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
                .hasMessageContaining("migrations of the schema that this program does not have");
    }

    private Database open() {
        Database database = Database.on(vertx, server, "node", "db/test");
        database.open().await();
        return database;
    }

    private static Future<RowSet<Row>> insert(Database database, int n, String text) {
        return database.pool()
                .preparedQuery("INSERT INTO rows (n, text) VALUES (?, ?)")
                .execute(Tuple.of(n, text));
    }

    private static Row only(Database database, String query) {
        return database.pool().query(query).execute().await().iterator().next();
    }

    private static List<String> texts(Database database) {
        List<String> texts = new ArrayList<>();
        database.pool()
                .query("SELECT text FROM rows ORDER BY n")
                .execute()
                .await()
                .forEach(row -> texts.add(row.getString("text")));
        return texts;
    }
}
