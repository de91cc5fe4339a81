package org.s2slab.store;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestPostgres;

/**
 * The engine on which a test runs: SQLite, or PostgreSQL with the system property {@code s2slab.test.database=postgres}.
 */
public final class TestDatabase {
    private static final Map<Path, PostgresConfig> IN_FOLDERS = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /** Whether tests run on PostgreSQL. */
    public static boolean isPostgres() {
        return "postgres".equals(System.getProperty("s2slab.test.database"));
    }

    /** Returns the configuration of a node. If tests run on PostgreSQL, it names a new and empty database. */
    public static NodeConfig chosen(NodeConfig node) {
        return isPostgres() ? TestDeployment.on(TestPostgres.freshDatabase(), node) : node;
    }

    /** The database for stores without a node: empty at its first use, and the same one for the same folder. */
    public static Database in(Vertx vertx, Path folder, String... schema) {
        return isPostgres() ? onServer(vertx, folder, schema) : Database.at(vertx, folder.resolve("node.db"), schema);
    }

    /** The database of {@link #in} on PostgreSQL. */
    public static Database onServer(Vertx vertx, Path folder, String... schema) {
        return Database.on(
                vertx, IN_FOLDERS.computeIfAbsent(folder, first -> TestPostgres.freshDatabase()), "node", schema);
    }

    /** The statements of a script of tables, for the engine on which the test runs. */
    public static String statements(String script) {
        return isPostgres() ? PostgresScript.of(script) : script;
    }

    /** Opens another connection to the database of a node. */
    public static Connection connect(NodeConfig node) throws SQLException {
        PostgresConfig server = node.database();
        return server == null
                ? DriverManager.getConnection("jdbc:sqlite:" + node.data().resolve("node.db"))
                : DriverManager.getConnection("jdbc:" + server.url(), server.user(), server.password());
    }
}
