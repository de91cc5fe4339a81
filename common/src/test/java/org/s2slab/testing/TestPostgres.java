package org.s2slab.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.s2slab.config.PostgresConfig;

/**
 * The PostgreSQL server for all tests of this process. The server starts at its first use and stops with the process.
 * Each test has a separate database with a password.
 */
public final class TestPostgres {
    private static final String WHO_MAY_CONNECT = """
            local all all trust
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** A default order that differs from SQLite's, so that tests notice a statement that depends on it. */
    private static final String ORDER_OF_A_LANGUAGE =
            " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'";

    private static EmbeddedPostgres server;
    private static int databases;

    private TestPostgres() {}

    /** The administrator of the server, whose password is not checked. */
    public static synchronized PostgresConfig administrator() {
        if (server == null) {
            server = start();
        }
        return new PostgresConfig(
                "postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "not checked", null);
    }

    /** The folder of the programs of the server. */
    public static Path programs() {
        administrator();
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().command().stream())
                .map(Path::of)
                .filter(command -> command.endsWith(Path.of("bin", "postgres")))
                .findFirst()
                .orElseThrow()
                .getParent();
    }

    /** Creates an empty database and the role that owns it. */
    public static synchronized PostgresConfig freshDatabase() {
        String anyUrl = administrator().url();
        databases++;
        String name = "lab" + databases;
        run("CREATE ROLE " + name + " LOGIN PASSWORD '" + TestDeployment.PASSWORD + "'");
        run("CREATE DATABASE " + name + " OWNER " + name + ORDER_OF_A_LANGUAGE);
        return new PostgresConfig(
                anyUrl.substring(0, anyUrl.lastIndexOf('/') + 1) + name, name, TestDeployment.PASSWORD, null);
    }

    /** Closes all connections of a database, and refuses new connections until {@link #bringBack}. */
    public static void takeAway(PostgresConfig database) {
        run("ALTER DATABASE " + database.database() + " ALLOW_CONNECTIONS false");
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.database() + "'");
    }

    public static void bringBack(PostgresConfig database) {
        run("ALTER DATABASE " + database.database() + " ALLOW_CONNECTIONS true");
    }

    /** Executes a statement as the administrator of the server. */
    public static void run(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            Path rules = Files.writeString(temporaryFolder().resolve("pg_hba.conf"), WHO_MAY_CONNECT);
            rules.toFile().deleteOnExit();
            return EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", rules.toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("s2slab-postgres");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
