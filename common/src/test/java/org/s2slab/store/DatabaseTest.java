package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

class DatabaseTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void keepsWhatWasCommittedWhenItIsOpenedAgain() {
        Database first = open("a/node.db");
        insert(first, 1, "one").await();
        first.close().await();

        assertThat(texts(open("a/node.db"))).containsExactly("one");
    }

    @Test
    void keepsWhatWasWrittenWithoutATransactionAfterOne() {
        Database first = open("c/node.db");
        insert(first, 1, "in").await();
        insert(first, 2, "outside").await();
        Future<Void> rolledBack = first.change(tx -> {
            tx.execute("INSERT INTO rows (n, text) VALUES (3, 'never')");
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(rolledBack::await).hasMessage("no");
        first.close().await();

        assertThat(texts(open("c/node.db"))).containsExactly("in", "outside");
    }

    @Test
    void executesAPreparedStatementAgainAfterItFailed() {
        Database database = open("p/node.db");
        insert(database, 1, "one").await();
        assertThatThrownBy(() -> insert(database, 1, "again").await()).hasMessageContaining("UNIQUE");
        insert(database, 2, "two").await();

        assertThat(texts(database)).containsExactly("one", "two");
    }

    @Test
    void tellsWhyAStatementFailedThatCannotBeClosedEither() {
        PreparedStatement broken = fake(PreparedStatement.class, (proxy, method, values) -> {
            throw new SQLException(method.getName());
        });
        Connection connection = fake(Connection.class, (proxy, method, values) -> broken);
        assertThatThrownBy(() -> new StatementExecutor(connection, TextForm.UNCHANGED).execute("SELECT 1", row -> {}))
                .hasMessage("execute")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("close"));
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void closesAConnectionInWhosePlaceThereIsAnother() throws SQLException {
        List<Connection> made = new ArrayList<>();
        ConnectionPool.Connector connector = latest -> {
            made.add(DriverManager.getConnection("jdbc:sqlite:"));
            return made.get(made.size() - 1);
        };
        ConnectionPool pool = new ConnectionPool(vertx, 1, connector, TextForm.UNCHANGED);
        pool.run(first -> true).compose(done -> pool.run(second -> true)).await();

        assertThat(made).hasSize(2);
        assertThat(made.get(0).isClosed()).isTrue();
        assertThat(made.get(1).isClosed()).isFalse();
        pool.close().await();
        assertThat(made.get(1).isClosed()).isTrue();
    }

    @Test
    void executesMoreStatementsThanStayPrepared() {
        Database database = open("p/node.db");
        for (int i = 0; i < 600; i++) {
            String sql = "SELECT " + i % 300 + " AS number";
            assertThat(database.read(rx -> rx.number(sql)).await()).isEqualTo(i % 300);
        }
    }

    @Test
    void givesEachColumnItsValueAndTheFirstOneOfAName() {
        Database database = open("p/node.db");
        String sql = "SELECT ? AS a, ? AS a, ? AS b, NULL AS c";
        String row = database.read(rx -> rx.first(
                                sql,
                                found -> found.bytes("a") + " " + found.integer("b") + " " + found.optionalInteger("c")
                                        + " " + found.moment("c"),
                                Buffer.buffer("bytes"),
                                "second",
                                1L << 40)
                        .orElseThrow())
                .await();

        assertThat(row).isEqualTo("bytes " + (1L << 40) + " null null");
    }

    @Test
    void countsTheRowsThatAStatementChanged() {
        Database database = open("p/node.db");
        insert(database, 1, "one").compose(done -> insert(database, 2, "two")).await();

        assertThat(database.write(tx -> List.of(
                                tx.execute("UPDATE rows SET text = ?", "same"),
                                tx.execute("DELETE FROM rows WHERE n > ?", 5)))
                        .await())
                .containsExactly(2, 0);
        assertThat(database.write(tx ->
                                tx.list("DELETE FROM rows WHERE n = ? RETURNING text", row -> row.text("text"), 2))
                        .await())
                .containsExactly("same");
    }

    @Test
    void syncsEveryCommitAgainAfterAStart() {
        Database database = open("d/node.db");
        database.syncedAsOne(() -> insert(database, 1, "one")
                        .compose(done -> insert(database, 2, "two"))
                        .mapEmpty())
                .await();

        assertThat(pragma(database, "synchronous")).isEqualTo("2");
        assertThat(pragma(database, "wal_autocheckpoint")).isEqualTo(String.valueOf(WalCheckpointer.LONGEST));
        assertThat(texts(database)).containsExactly("one", "two");
    }

    @Test
    void syncsEveryCommitAgainAfterAStartThatFailed() {
        Database database = open("e/node.db");
        Future<Void> start = database.syncedAsOne(() -> Future.failedFuture("no"));

        assertThatThrownBy(start::await).hasMessage("no");
        assertThat(pragma(database, "synchronous")).isEqualTo("2");
    }

    @Test
    void goesOnWhenTheDiskIsNoLongerFull() {
        Database database = open("g/node.db");
        String text = "x".repeat(10_000);
        String pages = pragma(database, "max_page_count");
        pragma(database, "max_page_count=1");
        assertThatThrownBy(() -> insert(database, 1, text).await()).hasMessageContaining("SQLITE_FULL");
        pragma(database, "max_page_count=" + pages);

        insert(database, 1, text).await();

        assertThat(texts(database)).hasSize(1);
    }

    @Test
    void hasOneOwnerAtATime() {
        Database first = open("f/node.db");
        assertThatThrownBy(() -> open("f/node.db")).isInstanceOf(Refusal.class).hasMessageContaining("is in use");
        first.close().await();

        assertThat(texts(open("f/node.db"))).isEmpty();
    }

    @Test
    void makesFilesThatOnlyTheirOwnerMayRead() throws IOException {
        Database database = open("b/node.db");
        insert(database, 1, "one").await();

        try (var files = Files.list(folder.resolve("b"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("b"))))
                .isEqualTo("rwx------");
    }

    @Test
    void writesAheadSynchronouslyAndHoldsForeignKeys() {
        Database database = open("node.db");

        assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
        assertThat(pragma(database, "synchronous")).isEqualTo("2");
        assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        assertThatThrownBy(database.change(
                        tx -> tx.execute("INSERT INTO rows (n, text, parent) VALUES (1, 'x', 'nobody')"))::await)
                .hasMessageContaining("FOREIGN KEY");
    }

    @Test
    void takesWhatPostgresTakes() {
        Database database = open("node.db");
        String upsert = "INSERT INTO rows (n, text) VALUES (?, ?)"
                + " ON CONFLICT (n) DO UPDATE SET text = excluded.text RETURNING n, text";

        database.write(tx -> tx.first(upsert, row -> row.text("text"), 1, "one"))
                .await();

        assertThat(database.write(tx -> tx.first(upsert, row -> row.text("text"), 1, "eins"))
                        .await())
                .contains("eins");
        assertThat(texts(database)).containsExactly("eins");
    }

    @Test
    void letsManyTransactionsWaitForOneAnother() {
        Database database = open("node.db");
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            running.add(insert(database, n, "t" + n));
        }

        Future.all(running).await();

        assertThat(texts(database)).hasSize(100);
    }

    /** A transaction that has read and then writes would fail at once, without waiting for the lock. */
    @Test
    void waitsForAnotherProgramThatWrites() throws SQLException {
        Database database = open("busy/node.db");
        insert(database, 1, "one").await();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("busy/node.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO rows (n, text) VALUES (2, 'two')");
            Future<?> written = database.change(tx -> {
                tx.number("SELECT COUNT(*) AS number FROM rows");
                tx.execute("INSERT INTO rows (n, text) VALUES (3, 'three')");
            });
            // The transaction has begun when other work of the database waits for it.
            vertx.setTimer(500, later -> {
                try {
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            written.await();
        }
        assertThat(texts(database)).containsExactly("one", "two", "three");
    }

    @Test
    void undoesATransactionThatFails() {
        Database database = open("node.db");
        Future<Void> failing = database.change(tx -> {
            tx.execute("INSERT INTO rows (n, text) VALUES (1, 'one')");
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThat(texts(database)).isEmpty();
    }

    @Test
    void createsTheTablesInAFileWithoutTables() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 7");
        }

        assertThat(texts(open("node.db"))).isEmpty();
    }

    @Test
    void saysWhichScriptIsMissing() {
        assertThatThrownBy(() -> Database.at(vertx, folder.resolve("node.db"), "db/nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("db/nowhere");
    }

    @Test
    void hasNoPoolBeforeItIsOpenAndClosesTwiceWithoutHarm() {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        assertThatThrownBy(() -> database.read(rx -> true)).isInstanceOf(IllegalStateException.class);

        database.open().await();
        database.close().await();
        database.close().await();
    }

    private Database open(String name) {
        Database database = Database.at(vertx, folder.resolve(name), "db/test");
        database.open().await();
        return database;
    }

    private static Future<?> insert(Database database, int n, String text) {
        return database.change(tx -> tx.execute("INSERT INTO rows (n, text) VALUES (?, ?)", n, text));
    }

    private static List<String> texts(Database database) {
        return database.read(rx -> rx.list("SELECT text FROM rows ORDER BY n", row -> row.text("text")))
                .await();
    }

    private static String pragma(Database database, String pragma) {
        List<String> found = new ArrayList<>();
        database.engine()
                .onWriter(statements ->
                        statements.execute("PRAGMA " + pragma, row -> found.add(row.text(pragma.split("=", -1)[0]))))
                .await();
        return found.isEmpty() ? "" : found.get(0);
    }
}
