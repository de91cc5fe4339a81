package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

/** The conversion of a file with the tables of an earlier version. */
class SchemaUpgradeTest {
    @TempDir
    Path folder;

    private Path file;
    private Schema old;

    @BeforeEach
    void makeOldFile() throws Exception {
        file = folder.resolve("node.db");
        old = Schema.of(List.of("db/upgrade-old"));
        new SqliteFile(file).prepare(old);
        execute(
                "INSERT INTO people (name) VALUES ('Anna'), ('Bert'), ('Carla')",
                "INSERT INTO letters VALUES ('a', 1, 'to Anna'), ('c', 2, NULL)",
                "UPDATE settings SET value = 'changed'",
                "DELETE FROM people WHERE name = 'Carla'",
                "INSERT INTO words VALUES ('tombstone')");
    }

    @Test
    void copiesRowsAndGivesNewColumnsTheirDefaults() throws Exception {
        Schema now = upgrade("db/upgrade-new", 0x2a);

        assertThat(rows("SELECT number || name || age FROM people ORDER BY number"))
                .containsExactly("1Anna7", "2Bert7");
        assertThat(rows("SELECT id || COALESCE(text, '-') FROM letters ORDER BY id"))
                .containsExactly("ato Anna", "c-");
        assertThat(rows("SELECT value FROM settings")).containsExactly("changed");
        assertThat(rows("PRAGMA user_version")).containsExactly(String.valueOf(now.fingerprint()));
    }

    @Test
    void firesNoTriggerForCopiedRowsButForLaterOnes() throws Exception {
        upgrade("db/upgrade-new", 0x2a);
        assertThat(rows("SELECT number FROM counted")).isEmpty();

        execute("INSERT INTO letters VALUES ('d', 2, '')");
        assertThat(rows("SELECT number FROM counted")).containsExactly("2");
    }

    @Test
    void neverUsesTheNumberOfADeletedRowAgain() throws Exception {
        upgrade("db/upgrade-new", 0x2a);

        execute("INSERT INTO people (name) VALUES ('Dora')");
        assertThat(rows("SELECT number FROM people WHERE name = 'Dora'")).containsExactly("4");
    }

    @Test
    void hasTheObjectsOfANewFile() throws Exception {
        Schema now = upgrade("db/upgrade-new", 0x2a);

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(now.objects(connection)).isEqualTo(now.objects());
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("node.db");
        }
    }

    @Test
    void runsTheScriptOfTheVersion() throws Exception {
        upgrade("db/upgrade-renamed", 0x2a);

        assertThat(rows("SELECT name FROM persons ORDER BY number")).containsExactly("Anna", "Bert");
    }

    @Test
    void leavesTheFileIfATableHasNoPlaceInThisVersion() {
        assertThatThrownBy(() -> upgrade("db/upgrade-renamed", 0x2b))
                .hasMessageContaining("db/upgrade-renamed-from-0000002b.sql is missing")
                .hasMessageContaining("people");
        assertThat(rows("SELECT name FROM people")).containsExactly("Anna", "Bert");
    }

    @Test
    void leavesAFileWhoseTriggersAreNotThoseOfItsVersion() {
        execute("CREATE TRIGGER trap AFTER INSERT ON people BEGIN DELETE FROM letters; END");

        assertThatThrownBy(() -> upgrade("db/upgrade-new", 0x2a))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("somebody changed them");
        assertThat(rows("SELECT name FROM people")).containsExactly("Anna", "Bert");
    }

    @Test
    void knowsEachVersionThatTheListNames() {
        assertThat(EarlierTables.of("db/lync", 0x04d57f0e)).isPresent();
        assertThat(EarlierTables.of("db/lync", 0x04d57f0f)).isEmpty();
        assertThat(EarlierTables.of("db/authz", 0x04d57f0e)).isEmpty();
    }

    private Schema upgrade(String script, int fingerprint) throws Exception {
        Schema now = Schema.of(List.of(script));
        SchemaUpgrade.run(
                file, now, new EarlierTables(script, fingerprint, EarlierTables.digest(old.objects()), "0.0"));
        return now;
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(new SqliteFile(file).url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
