package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
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
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestDeployment;

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
        first.pool()
                .withTransaction(connection -> connection
                        .query("INSERT INTO rows (n, text) VALUES (1, 'in')")
                        .execute())
                .await();
        first.pool()
                .query("INSERT INTO rows (n, text) VALUES (2, 'outside')")
                .execute()
                .await();
        Future<Void> rolledBack = first.pool()
                .withTransaction(connection -> connection
                        .query("INSERT INTO rows (n, text) VALUES (3, 'never')")
                        .execute()
                        .compose(inserted -> Future.failedFuture("no")));
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
    void returnsToAutoCommitWhateverIsAskedAfterTheCommit() throws SQLException {
        try (Connection connection =
                AutoCommit.restoredAfterTransactions(DriverManager.getConnection("jdbc:sqlite:"))) {
            connection.setAutoCommit(false);
            connection.commit();
            assertThat(connection.isClosed()).isFalse();
            connection.setAutoCommit(false);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void callsNoOtherConnectionForTheFirstStatementOfOne() throws SQLException {
        SqliteStatements statements = new SqliteStatements();
        List<String> called = new ArrayList<>();
        try (Connection one = DriverManager.getConnection("jdbc:sqlite:");
                Connection two = DriverManager.getConnection("jdbc:sqlite:")) {
            Connection watched = fake(Connection.class, (proxy, method, values) -> {
                called.add(method.getName());
                return method.invoke(one, values);
            });
            statements.execute(watched, "SELECT 1", List.of(Tuple.tuple()));
            statements.execute(two, "SELECT 1", List.of(Tuple.tuple()));
        }
        assertThat(called).containsExactly("prepareStatement");
    }

    @Test
    void forgetsTheStatementsOfAConnectionThatIsClosed() throws SQLException {
        SqliteStatements statements = new SqliteStatements();
        Connection one = statements.untilClosed(DriverManager.getConnection("jdbc:sqlite:"));
        try (Connection two = statements.untilClosed(DriverManager.getConnection("jdbc:sqlite:"))) {
            statements.execute(one, "SELECT 1", List.of(Tuple.tuple()));
            statements.execute(two, "SELECT 1", List.of(Tuple.tuple()));
            one.close();
            assertThat(one.isClosed()).isTrue();
            assertThat(statements.connections()).isEqualTo(1);
            assertThatThrownBy(() -> statements.execute(two, "SELECT x", List.of(Tuple.tuple())))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(statements.connections()).isZero();
    }

    @Test
    void tellsWhyAStatementFailedThatCannotBeClosedEither() {
        PreparedStatement broken = fake(PreparedStatement.class, (proxy, method, values) -> {
            throw new SQLException(method.getName());
        });
        Connection connection = fake(Connection.class, (proxy, method, values) -> broken);
        assertThatThrownBy(() -> new SqliteStatements().execute(connection, "SELECT 1", List.of(Tuple.tuple())))
                .hasMessage("execute")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("close"));
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void executesMoreStatementsThanStayPrepared() {
        Database database = open("p/node.db");
        for (int i = 0; i < 600; i++) {
            String sql = "SELECT " + i % 300 + " AS n";
            assertThat(database.first(sql, row -> row.getInteger("n")).await()).contains(i % 300);
        }
    }

    @Test
    void givesEachColumnItsValueAndTheFirstOneOfAName() {
        Database database = open("p/node.db");
        Row row = database.query("SELECT ? AS a, ? AS a, ? AS b, NULL AS c", Buffer.buffer("bytes"), 1L << 40, 2.5)
                .await()
                .iterator()
                .next();

        assertThat(row.getBuffer("a").toString()).isEqualTo("bytes");
        assertThat(row.getLong(1)).isEqualTo(1L << 40);
        assertThat(row.getDouble("b")).isEqualTo(2.5);
        assertThat(row.getValue("c")).isNull();
        assertThatThrownBy(() -> row.getValue("d")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void countsTheRowsThatAStatementChanged() {
        Database database = open("p/node.db");
        insert(database, 1, "one").compose(done -> insert(database, 2, "two")).await();

        assertThat(database.query("UPDATE rows SET text = ?", "same").await().rowCount())
                .isEqualTo(2);
        assertThat(database.query("DELETE FROM rows WHERE n > ?", 5).await().rowCount())
                .isZero();
        assertThat(database.query("DELETE FROM rows WHERE n = ? RETURNING text", 2)
                        .await())
                .hasSize(1);
    }

    @Test
    void syncsEveryCommitAgainAfterAStart() {
        Database database = open("d/node.db");
        database.syncedAsOne(() -> insert(database, 1, "one")
                        .compose(done -> insert(database, 2, "two"))
                        .mapEmpty())
                .await();

        assertThat(pragma(database, "synchronous")).isEqualTo(2);
        assertThat(pragma(database, "wal_autocheckpoint")).isEqualTo(WalCheckpointer.LONGEST);
        assertThat(texts(database)).containsExactly("one", "two");
    }

    @Test
    void syncsEveryCommitAgainAfterAStartThatFailed() {
        Database database = open("e/node.db");
        Future<Void> start = database.syncedAsOne(() -> Future.failedFuture("no"));

        assertThatThrownBy(start::await).hasMessage("no");
        assertThat(pragma(database, "synchronous")).isEqualTo(2);
    }

    @Test
    void goesOnWhenTheDiskIsNoLongerFull() {
        Database database = open("g/node.db");
        GroupCommit commits = new GroupCommit(database);
        var write = new GroupCommit.Write("INSERT INTO rows (n, text) VALUES (1, ?)", Tuple.of("x".repeat(10_000)));
        Object pages = pragma(database, "max_page_count");
        pragma(database, "max_page_count=1");
        assertThatThrownBy(commits.write(List.of(write))::await).hasMessageContaining("SQLITE_FULL");
        pragma(database, "max_page_count=" + pages);

        commits.write(List.of(write)).await();

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
        assertThat(pragma(database, "synchronous")).isEqualTo(2);
        assertThat(pragma(database, "foreign_keys")).isEqualTo(1);
        assertThatThrownBy(() -> database.pool()
                        .query("INSERT INTO rows (n, text, parent) VALUES (1, 'x', 'nobody')")
                        .execute()
                        .await())
                .hasMessageContaining("FOREIGN KEY");
    }

    @Test
    void takesWhatPostgresTakes() {
        Database database = open("node.db");
        String upsert = "INSERT INTO rows (n, text) VALUES (?, ?)"
                + " ON CONFLICT (n) DO UPDATE SET text = excluded.text RETURNING n, text";

        database.pool().preparedQuery(upsert).execute(Tuple.of(1, "one")).await();
        Row row = database.pool()
                .preparedQuery(upsert)
                .execute(Tuple.of(1, "eins"))
                .await()
                .iterator()
                .next();

        assertThat(row.getString("text")).isEqualTo("eins");
        assertThat(texts(database)).containsExactly("eins");
    }

    @Test
    void letsManyTransactionsWaitForOneAnother() {
        Database database = open("node.db");
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            running.add(database.pool()
                    .withTransaction(connection -> connection
                            .preparedQuery("INSERT INTO rows (n, text) VALUES (?, ?)")
                            .execute(Tuple.of(n, "t" + n))));
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
            Future<?> written = database.transaction(connection -> Rows.query(connection, "SELECT COUNT(*) FROM rows")
                    .compose(read -> Rows.query(connection, "INSERT INTO rows (n, text) VALUES (3, 'three')")));
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
        Future<Void> failing = database.pool()
                .withTransaction(connection -> connection
                        .query("INSERT INTO rows (n, text) VALUES (1, 'one')")
                        .execute()
                        .compose(done -> Future.failedFuture("no")));

        assertThatThrownBy(failing::await).hasMessage("no");
        assertThat(texts(database)).isEmpty();
    }

    @Test
    void migratesAFileThatIsBehind() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 7");
        }

        assertThat(texts(open("node.db"))).isEmpty();
    }

    @Test
    void saysWhichFolderHasNoMigrations() {
        assertThatThrownBy(() -> Database.at(vertx, folder.resolve("node.db"), "db/nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("db/nowhere");
    }

    @Test
    void refusesAServerWhereOnlyTheFileWillDo() {
        NodeConfig lync = new TestDeployment(folder).config("lync", List.of("lync.contoso.com"), List.of());
        var server = new PostgresConfig("postgresql://localhost/lync", "lync", "s3cret");

        assertThatThrownBy(() -> Database.inFolderOf(vertx, TestDeployment.on(server, lync), "db/test"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("database: 'postgresql://localhost/lync'")
                .hasMessageContaining("leave the key out");
    }

    @Test
    void hasNoPoolBeforeItIsOpenAndClosesTwiceWithoutHarm() {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        assertThatThrownBy(database::pool).isInstanceOf(IllegalStateException.class);

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
        return database.pool()
                .preparedQuery("INSERT INTO rows (n, text) VALUES (?, ?)")
                .execute(Tuple.of(n, text));
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

    private static Object pragma(Database database, String name) {
        return database.pool()
                .query("PRAGMA " + name)
                .execute()
                .await()
                .iterator()
                .next()
                .getValue(0);
    }
}
