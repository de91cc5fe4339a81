package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestPostgres;

/** The functions in the statements of the stores have the same results on SQLite and on PostgreSQL. */
class SqlFunctionsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static List<Database> databases = List.of();

    @BeforeAll
    static void open(@TempDir Path folder) {
        databases = List.of(
                Database.at(VERTX, folder.resolve("node.db"), "db/common", "db/test"),
                Database.on(VERTX, TestPostgres.freshDatabase(), "node", "db/common", "db/test"));
        databases.forEach(database -> database.open().await());
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $.text      | Ä "quoted"
            $.whole     | 12345678901
            $.part      | 1.5
            $.yes       | 1
            $.no        | 0
            $.nothing   |
            $.absent    |
            $."a:b"     | colon
            $."a:b".c   |
            $.inner.x   | 7
            $.list      | [1]
            """)
    void readsAMemberOfAJsonText(String path, String expected) {
        JsonObject document = new JsonObject()
                .put("text", "Ä \"quoted\"")
                .put("whole", 12345678901L)
                .put("part", 1.5)
                .put("yes", true)
                .put("no", false)
                .putNull("nothing")
                .put("a:b", "colon")
                .put("inner", new JsonObject().put("x", 7))
                .put("list", new JsonArray().add(1));

        assertSame(Optional.ofNullable(expected), "SELECT ? ->> '" + path + "' AS found", document.encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b\0\0c", "\\u0000", "\\\0\\\\\0", "\uFDD0", "\uFDD01\0"})
    void readsEveryCharacterOfAMember(String text) {
        assertSame(
                Optional.of(text),
                "SELECT ? ->> '$.text' AS found",
                new JsonObject().put("text", text).encode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["b", 2, true, null, [1]]  | 0=b 1=2 2=1 3=- 4=[1]
            {"b": "x", "a": 2}         | a=2 b=x
            []                         | ''
            {}                         | ''
            """)
    void readsTheMembersOfAnArrayOrAnObject(String document, String expected) {
        assertSame(
                Optional.of(expected),
                "SELECT COALESCE(string_agg(member, ' '), '') AS found FROM (SELECT CAST(key AS TEXT) || '='"
                        + " || COALESCE(value, '-') AS member FROM json_each(?) ORDER BY key) members",
                document);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            1970-01-01T00:00:01Z, 1
            2024-02-29T23:59:59.999+14:30, 1709198999
            1969-12-31T23:59:59.5Z, -1
            2024-02-29T10:00-01:00, 1709204400
            2024-02-29T10:00+18:00, -
            +12024-02-29T10:00:00Z, -
            never, -
            """)
    void readsTheSecondsOfATime(String time, String expected) {
        assertSame(Optional.ofNullable(expected), "SELECT unixepoch(?) AS found", time);
    }

    @Test
    void findsAPartOfAText() {
        assertSame(Optional.of("3"), "SELECT INSTR(?, ?) AS found", "aÄbc", "bc");
        assertSame(Optional.of("0"), "SELECT INSTR(?, ?) AS found", "aÄbc", "B");
    }

    /** On PostgreSQL, the default order of the database in this test is that of a language. */
    @Test
    void comparesMembersByTheirBytesAndOnlyAsciiLettersWithoutCase() {
        assertSame(
                Optional.of("B,a,b,Ä,ä"),
                "SELECT string_agg(value, ',') AS found FROM (SELECT value FROM json_each(?) ORDER BY value) m",
                new JsonArray(List.of("b", "Ä", "B", "ä", "a")).encode());
        assertSame(Optional.of("ib\u00c4"), "SELECT LOWER(? COLLATE \"BINARY\") AS found", "IB\u00c4");
        assertSame(
                Optional.of("bÄ"),
                "SELECT LOWER(value) AS found FROM json_each(?)",
                new JsonArray(List.of("BÄ")).encode());
    }

    private static void assertSame(Optional<String> expected, String query, Object... values) {
        assertThat(Stream.of(databases.get(0), databases.get(1))
                        .map(database -> database.read(rx ->
                                        Optional.ofNullable(rx.list(query, row -> row.optionalText("found"), values)
                                                .get(0)))
                                .await()))
                .containsExactly(expected, expected);
    }
}
