package org.s2slab.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.refusal.Refusal;

/**
 * A SQLite file from somebody else, which is checked before a node opens it. SQLite executes triggers and views of a
 * file as soon as it is used, so the schema must be the schema that the lab's scripts create, or that those of a known earlier version created. All methods block.
 */
public final class ForeignDatabase {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private ForeignDatabase() {}

    /**
     * Copies a file that no node has open.
     *
     * @throws Refusal UNAVAILABLE if the file cannot be read or the copy cannot be written
     */
    public static void copy(Path file, Path target) {
        try (HeldDatabase held = HeldDatabase.now(file, new SqliteFile(file).readerUrl(), HeldDatabase.LONGEST)) {
            held.copyTo(target);
        } catch (SQLException e) {
            throw Refusal.unavailable("snapshot: the database '" + file + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * Checks a file. Nothing of it is executed before its schema is known to be the lab's.
     *
     * @param place the name of the file in messages
     * @param scripts names of the scripts that create the tables, as in {@link Database#at}
     * @throws Refusal PARAMETER_INVALID if it is no database, damaged, of another version, or has another schema
     */
    public static void check(Path file, String place, String... scripts) {
        Schema schema = Schema.of(List.of(scripts));
        try {
            requireMagic(file, place);
            SchemaPages.requireSmall(file, place, schema.objects());
            // Nothing is written: no log, no lock, no recovery.
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + file.toUri().toString().replace("file:///", "file:/") + "?immutable=1");
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema=OFF");
                statement.execute("PRAGMA cell_size_check=ON");
                statement.execute("PRAGMA query_only=ON");
                Optional<EarlierTables> earlier = schema.earlier(number(statement, "PRAGMA user_version"));
                if (earlier.isPresent()) {
                    requireEarlier(schema.objects(connection), earlier.get(), place);
                } else {
                    requireVersion(number(statement, "PRAGMA user_version"), schema, place);
                    requireSchema(schema.objects(connection), schema, place);
                }
                String found = text(statement, "PRAGMA quick_check(1)");
                if (!found.equals("ok")) {
                    throw Refusal.invalid(place + ": the database is damaged: " + found);
                }
            }
        } catch (SQLException | IOException e) {
            throw Refusal.invalid(place + ": is no usable SQLite database: " + e.getMessage());
        }
    }

    private static void requireMagic(Path file, String place) throws IOException {
        try (var in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw Refusal.invalid(place + ": is no SQLite database");
            }
        }
    }

    private static void requireVersion(int found, Schema schema, String place) {
        if (found != schema.fingerprint()) {
            throw Refusal.invalid(
                    "%s: the tables are of version %08x, and this program needs version %08x; open it with the version of the lab that wrote it"
                            .formatted(place, found, schema.fingerprint()));
        }
    }

    private static void requireEarlier(Set<String> found, EarlierTables earlier, String place) {
        if (!earlier.are(found)) {
            throw Refusal.invalid(place + ": the schema is not that of the lab " + earlier.lab());
        }
    }

    private static void requireSchema(Set<String> found, Schema schema, String place) throws SQLException, IOException {
        Set<String> own = schema.objects();
        Set<String> differing = new TreeSet<>(found);
        differing.removeAll(own);
        if (differing.isEmpty()) {
            differing.addAll(own);
            differing.removeAll(found);
        }
        if (!differing.isEmpty()) {
            throw Refusal.invalid(place + ": the schema is not the lab's. It differs in: "
                    + differing.iterator().next().lines().findFirst().orElse(""));
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        return Integer.parseInt(text(statement, query));
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
