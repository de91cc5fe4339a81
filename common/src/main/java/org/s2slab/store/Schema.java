package org.s2slab.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * The tables of one role, which scripts on the class path create in an empty database. A SQLite file of a known earlier
 * version is converted ({@link SchemaUpgrade}). Another database with other tables is refused.
 */
final class Schema {
    /** The table with the version of the scripts that created the other tables. */
    private static final String VERSION = "schema_version";

    /** The table of versions in old databases, whose tables were created by many migrations. */
    private static final String STEPS = "flyway_schema_history";

    private static final Map<List<String>, Schema> KNOWN = new ConcurrentHashMap<>();

    private final List<String> names;
    private final List<String> scripts;
    private final int fingerprint;
    private byte @Nullable [] template;
    private @Nullable Set<String> objects;

    private Schema(List<String> names) {
        this.names = names;
        scripts = names.stream().map(Schema::script).toList();
        fingerprint = fingerprint(scripts);
    }

    private static int fingerprint(List<String> scripts) {
        CRC32 crc = new CRC32();
        scripts.forEach(script -> crc.update(script.getBytes(StandardCharsets.UTF_8)));
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    /**
     * @param names of scripts on the class path, without {@code .sql}
     * @throws IllegalArgumentException if a script is missing
     */
    static Schema of(List<String> names) {
        return KNOWN.computeIfAbsent(names, Schema::new);
    }

    private static String script(String name) {
        return found(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "database schema: no script '" + name + ".sql' on the class path"));
    }

    /** The text of a script on the class path, if it exists. */
    static Optional<String> found(String name) {
        try (InputStream content = Schema.class.getClassLoader().getResourceAsStream(name + ".sql")) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts for a SQLite file. */
    List<String> scripts() {
        return scripts;
    }

    /** The scripts for a PostgreSQL server, see {@link PostgresScript}. */
    List<String> postgresScripts() {
        return names.stream()
                .flatMap(name ->
                        Stream.concat(Stream.of(PostgresScript.of(script(name))), found(name + "-postgres").stream()))
                .toList();
    }

    /** The fingerprint of the scripts for a SQLite file. A change of any script changes it. It is never 0, the value of a new file. */
    int fingerprint() {
        return fingerprint;
    }

    /** The earlier version of these tables that has a fingerprint, if it is known. */
    Optional<EarlierTables> earlier(int found) {
        return EarlierTables.of(names.get(names.size() - 1), found);
    }

    /** The objects of a SQLite database: tables, indexes, views and triggers, each with the text that created it. */
    Set<String> objects(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master")) {
            while (rows.next()) {
                found.add(String.join(" ", rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return found;
    }

    /** The objects that the scripts create in a SQLite database. */
    synchronized Set<String> objects() throws IOException, SQLException {
        if (objects == null) {
            byte[] content = template();
            objects = inOwnFolder(file -> {
                Files.write(file, content);
                try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                    return objects(connection);
                }
            });
        }
        return objects;
    }

    /** The bytes of a SQLite file with these tables, which is made once per Java process. */
    synchronized byte[] template() throws IOException, SQLException {
        if (template == null) {
            template = inOwnFolder(file -> {
                new SqliteFile(file).create(this);
                return Files.readAllBytes(file);
            });
        }
        return template;
    }

    private interface FileWork<T> {
        T on(Path file) throws IOException, SQLException;
    }

    /** Runs work on a file that is absent, in a temporary folder that only this user can enter. */
    private static <T> T inOwnFolder(FileWork<T> work) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("s2slab-schema");
        Path file = folder.resolve("template.db");
        try {
            return work.on(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Creates the tables in a database without tables. Refuses a database with tables of another version, and one of
     * another program.
     *
     * @param place of the database, for the refusal
     * @param written the scripts for the engine of the database
     */
    static void createIn(Connection connection, Object place, List<String> written) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        String own = "%08x".formatted(fingerprint(written));
        try (Statement statement = connection.createStatement()) {
            if (tables.isEmpty()) {
                for (String script : written) {
                    statement.executeUpdate(script);
                }
                statement.executeUpdate("CREATE TABLE " + VERSION + " AS SELECT '" + own + "' AS version");
                return;
            }
            String table = tables.contains(VERSION) ? VERSION : tables.contains(STEPS) ? STEPS : null;
            if (table == null) {
                throw Refusal.unavailable(
                        "data: the database '" + place + "' is another program's: it has the table '"
                                + tables.get(0) + "' and not '" + VERSION
                                + "'; move the database away, and the node creates a new one, or give the node another data folder");
            }
            try (ResultSet found = statement.executeQuery("SELECT MAX(version) FROM " + table)) {
                String version = found.next() ? found.getString(1) : null;
                if (!own.equals(version)) {
                    throw Refusal.unavailable(
                            "data: the database '" + place + "' cannot be used: its tables are of version "
                                    + version + ", and this program needs version " + own
                                    + "; start the version of the lab that wrote it, or start with a new folder");
                }
            }
        }
    }
}
