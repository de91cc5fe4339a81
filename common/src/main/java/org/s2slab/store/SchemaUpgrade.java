package org.s2slab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a SQLite file with the tables of an earlier version. It makes a new file with the tables of today and copies
 * the rows: each column that both versions have. A new column gets its default value. A script for the earlier version
 * ({@link EarlierTables#conversion}) then writes what cannot be copied. The new file replaces the old one at the end, so
 * a kill leaves one of them complete. The index of words is not copied; Exchange makes it again in the background.
 */
final class SchemaUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaUpgrade.class);

    private static final String TABLES =
            "SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                    + " AND name <> 'schema_version' ORDER BY name";

    private final Connection connection;

    private SchemaUpgrade(Connection connection) {
        this.connection = connection;
    }

    /**
     * Converts a file that this process owns and has not opened.
     *
     * @throws Refusal UNAVAILABLE if the file has other objects than the version created
     */
    static void run(Path file, Schema schema, EarlierTables earlier) throws IOException, SQLException {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = old.createStatement()) {
            if (!earlier.are(schema.objects(old))) {
                throw Refusal.unavailable("data: the database '" + file + "' has tables of the lab "
                        + earlier.lab() + ", but somebody changed them, so they are not converted;"
                        + " put back a copy of the file, or start with a new folder");
            }
            // Afterwards, all rows are in the file, and no log is beside it.
            statement.execute("PRAGMA journal_mode = DELETE");
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        SqliteFile.writeDraft(draft, schema.template());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + draft + "?journal_mode=DELETE")) {
            new SchemaUpgrade(connection).copyFrom(file, earlier);
        }
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info(
                "converted the database {} from the tables of the lab {} to those of this version",
                file,
                earlier.lab());
    }

    private void copyFrom(Path file, EarlierTables earlier) throws SQLException {
        execute("ATTACH ? AS earlier", file.toString());
        connection.setAutoCommit(false);
        List<String> triggers = texts("SELECT sql FROM main.sqlite_master WHERE type = 'trigger' ORDER BY rowid");
        for (String trigger : texts("SELECT name FROM main.sqlite_master WHERE type = 'trigger'")) {
            execute("DROP TRIGGER main." + quoted(trigger));
        }
        List<String> left = texts(TABLES, "earlier");
        for (String table : texts(TABLES, "main")) {
            if (left.remove(table)) {
                copy(table, left);
            }
        }
        if (hasSequences("earlier") && hasSequences("main")) {
            execute("DELETE FROM main.sqlite_sequence WHERE name IN (SELECT name FROM earlier.sqlite_sequence)");
            execute("INSERT INTO main.sqlite_sequence SELECT * FROM earlier.sqlite_sequence");
        }
        convert(earlier, left);
        for (String trigger : triggers) {
            execute(trigger);
        }
        List<String> dangling = texts("SELECT \"table\" FROM pragma_foreign_key_check");
        if (!dangling.isEmpty()) {
            throw new SQLException(
                    "after the conversion, the table " + dangling.get(0) + " refers to a row that is absent");
        }
        connection.commit();
    }

    /** Whether a file ever had a table with AUTOINCREMENT. */
    private boolean hasSequences(String file) throws SQLException {
        return !texts("SELECT name FROM " + file + ".sqlite_master WHERE name = 'sqlite_sequence'")
                .isEmpty();
    }

    /** Copies the columns that a table has in both versions, and adds the names of the others to those left behind. */
    private void copy(String table, List<String> left) throws SQLException {
        String columns = "SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0";
        List<String> both = texts(columns, table, "earlier");
        List<String> now = texts(columns, table, "main");
        both.stream()
                .filter(column -> !now.contains(column))
                .map(column -> table + "." + column)
                .forEach(left::add);
        both.retainAll(now);
        String names =
                String.join(", ", both.stream().map(SchemaUpgrade::quoted).toList());
        execute("DELETE FROM main." + quoted(table));
        execute("INSERT INTO main." + quoted(table) + " (" + names + ") SELECT " + names + " FROM earlier."
                + quoted(table));
    }

    private void convert(EarlierTables earlier, List<String> left) throws SQLException {
        Optional<String> script = Schema.found(earlier.conversion());
        if (script.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(script.get());
            }
        } else if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "data: " + earlier.conversion() + ".sql is missing, which says where the rows go from " + left);
        }
    }

    private List<String> texts(String query, String... values) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
