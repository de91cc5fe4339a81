package org.s2slab.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;

/**
 * The schema of one role. Applies the Flyway migrations of some class-path folders once per Java process to a template,
 * and copies the template for new databases.
 */
final class SchemaMigrations {
    /** The table in which Flyway lists the migrations that were applied. */
    static final String HISTORY = "flyway_schema_history";

    private static final Map<List<String>, SchemaMigrations> KNOWN = new ConcurrentHashMap<>();

    /** Seconds for a server to accept a connection and a password. */
    private static final int CONNECT = 10;

    /** Seconds without data from the server during a statement: every statement takes less. */
    private static final int SILENCE = 60;

    private final List<String> folders;
    private final int fingerprint;
    private byte @Nullable [] template;

    private SchemaMigrations(List<String> folders) {
        this.folders = folders;
        this.fingerprint = fingerprintOf(folders);
    }

    /** @throws IllegalArgumentException when a folder is not on the class path or holds no migration */
    static SchemaMigrations of(List<String> folders) {
        return KNOWN.computeIfAbsent(folders, SchemaMigrations::new);
    }

    /** The fingerprint of the migrations; changes with each of them; never 0, the value of a new file. */
    int fingerprint() {
        return fingerprint;
    }

    /** The bytes of an empty database with all migrations. */
    synchronized byte[] template() throws IOException, SQLException {
        if (template == null) {
            Path folder = Files.createTempDirectory("s2slab-schema");
            Path file = folder.resolve("template.db");
            try {
                apply(new SqliteFile(file), false);
                template = Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        }
        return template;
    }

    /** Runs the missing migrations of a file; fails if it has a migration that is not on the class path. */
    void apply(SqliteFile file) throws SQLException {
        // The folders number their versions apart (1xx common, 2xx Lync, ...), so a later common one is lower.
        apply(file, true);
    }

    /** Runs the missing migrations of a database on a server; concurrent starts wait. */
    void applyTo(PostgresConfig server) {
        migrate(true, flyway -> flyway.dataSource(urlOf(server), server.user(), server.password()));
    }

    static String urlOf(PostgresConfig server) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database() + "?connectTimeout="
                + CONNECT + "&loginTimeout=" + CONNECT + "&socketTimeout=" + SILENCE;
    }

    private void apply(SqliteFile file, boolean outOfOrder) throws SQLException {
        migrate(outOfOrder, flyway -> flyway.dataSource(file.url(), null, null));
        file.version(fingerprint);
    }

    private void migrate(boolean outOfOrder, UnaryOperator<FluentConfiguration> dataSource) {
        String[] locations = folders.stream().map("classpath:"::concat).toArray(String[]::new);
        dataSource
                .apply(Flyway.configure(SchemaMigrations.class.getClassLoader()))
                .locations(locations)
                .failOnMissingLocations(true)
                .outOfOrder(outOfOrder)
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    private static int fingerprintOf(List<String> folders) {
        CRC32 crc = new CRC32();
        ClassLoader loader = SchemaMigrations.class.getClassLoader();
        for (String folder : folders) {
            for (String script : scriptsIn(folder)) {
                crc.update(script.getBytes(StandardCharsets.UTF_8));
                try (InputStream content = loader.getResourceAsStream(script)) {
                    crc.update(content == null ? new byte[0] : content.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    private static SortedSet<String> scriptsIn(String folder) {
        SortedSet<String> scripts = new TreeSet<>();
        try {
            for (URL url :
                    Collections.list(SchemaMigrations.class.getClassLoader().getResources(folder))) {
                scripts.addAll("jar".equals(url.getProtocol()) ? inJar(url, folder) : inFolder(url, folder));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalArgumentException("database migrations: cannot read " + folder, e);
        }
        if (scripts.isEmpty()) {
            throw new IllegalArgumentException("database migrations: no .sql file in class-path folder " + folder);
        }
        return scripts;
    }

    private static List<String> inJar(URL url, String folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        try (Stream<JarEntry> entries = connection.getJarFile().stream()) {
            return entries.map(JarEntry::getName)
                    .filter(name -> name.startsWith(folder + "/") && name.endsWith(".sql"))
                    .toList();
        }
    }

    private static List<String> inFolder(URL url, String folder) throws IOException, URISyntaxException {
        List<String> scripts = new ArrayList<>();
        URI uri = url.toURI();
        try (Stream<Path> files = Files.list(Path.of(uri))) {
            files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".sql"))
                    .forEach(scripts::add);
        }
        return scripts;
    }
}
