package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestPostgres;

/** A script of tables means the same on SQLite and on PostgreSQL. */
class PostgresScriptTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private interface Engine {
        Database database(Vertx vertx, Path folder);
    }

    private static Stream<Engine> engines() {
        return Stream.of(
                (vertx, folder) -> Database.at(vertx, folder.resolve("forms.db"), "db/forms"),
                (vertx, folder) -> Database.on(vertx, TestPostgres.freshDatabase(), "node", "db/forms"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void generatesNumbersAndRunsTriggersOfEachKind(Engine engine) {
        Database database = opened(engine);
        Buffer bytes = Buffer.buffer(new byte[] {0, 1, 2});

        database.change(tx -> {
                    tx.execute("INSERT INTO things (name, size, content) VALUES ('a;b', 1.1, ?)", bytes);
                    tx.execute("INSERT INTO things (name) VALUES ('c')");
                    tx.execute("UPDATE things SET name = name");
                    tx.execute("UPDATE things SET kind = 'other' WHERE name = 'c'");
                    tx.execute("UPDATE things SET kind = NULL WHERE name = 'c'");
                    tx.execute("UPDATE things SET kind = 'third' WHERE name = 'c'");
                    tx.execute("DELETE FROM things WHERE name = 'c'");
                    tx.execute("DELETE FROM log WHERE number = (SELECT MAX(number) FROM log)");
                    tx.execute("INSERT INTO things (name) VALUES ('d')");
                })
                .await();

        assertThat(logged(database))
                .containsExactly("1 new a;b", "2 new c", "3 named a;b", "4 named c", "5 kind -- it's other", "7 new d");
        assertThat(database.read(rx -> rx.list(
                                "SELECT number, size, content FROM things WHERE content IS NOT NULL",
                                row -> row.integer("number") + " " + row.text("size") + " " + row.bytes("content")))
                        .await())
                .containsExactly("1 1.1 " + bytes);
        assertThat(database.read(rx -> rx.number("SELECT SUM(named) AS number FROM names"))
                        .await())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void executesTheReplacementOfAPartForSqliteOnly(Engine engine) {
        assertThat(opened(engine)
                        .read(rx -> rx.number("SELECT COUNT(word) AS number FROM words"))
                        .await())
                .isZero();
    }

    /** The replacement was executed after the converted script, so it belongs to the version of the tables. */
    @Test
    void refusesTablesOfAnotherReplacement() {
        PostgresConfig server = TestPostgres.freshDatabase();
        Database.on(vertx, server, "node", "db/forms").open().await();
        Database.on(vertx, server, "node", "db/forms").open().await();

        assertThatThrownBy(() -> Database.on(vertx, server, "node", "db/forms", "db/other")
                        .open()
                        .await())
                .hasMessageContaining("its tables are of version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIRTUAL TABLE t USING fts5 (a);",
                "CREATE TABLE t (a TEXT COLLATE NOCASE);",
                "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;",
                "CREATE TABLE t (a TEXT) STRICT;",
                "CREATE TABLE t (a TEXT, b INTEGER AUTOINCREMENT);",
                "CREATE INDEX i ON t (a) WHERE a LIKE 'b%';",
                "CREATE TRIGGER g BEFORE INSERT ON t BEGIN DELETE FROM t; END;",
                "CREATE TRIGGER g INSTEAD OF INSERT ON t BEGIN DELETE FROM t; END;",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT RAISE(ABORT, 'no'); END;",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; SELECT 1; END;",
                "CREATE TEMPORARY TABLE t (a TEXT);",
                "PRAGMA foreign_keys = ON;",
                "CREATE TABLE t (a TEXT)"
            })
    void refusesAFormThatPostgresDoesNotKnow(String statement) {
        assertThatThrownBy(() -> PostgresScript.of(statement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PostgreSQL has no known form for")
                .hasMessageContaining("write the statement between '-- sqlite only'");
    }

    private Database opened(Engine engine) {
        Database database = engine.database(vertx, folder);
        database.open().await();
        return database;
    }

    private static List<String> logged(Database database) {
        return database.read(rx -> rx.list(
                        "SELECT number, text FROM log ORDER BY number",
                        row -> row.integer("number") + " " + row.text("text")))
                .await();
    }
}
