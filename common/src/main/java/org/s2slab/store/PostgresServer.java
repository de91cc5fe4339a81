package org.s2slab.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.s2slab.config.PostgresConfig;
import org.s2slab.refusal.Refusal;

/**
 * A PostgreSQL server on which an administrator creates and drops databases. Each database has an owner of the same
 * name. The methods block the calling thread.
 *
 * @param administrator a database of the server, and a role that may create databases and roles
 */
public record PostgresServer(PostgresConfig administrator) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]+");

    /**
     * The database with this name, whose owner has this password. Creates both if they are absent.
     *
     * @throws Refusal UNAVAILABLE if the server does not do it
     */
    public PostgresConfig create(String name, String password) {
        require(NAME, name);
        require(PASSWORD, password);
        String role = "ROLE " + name + " LOGIN PASSWORD '" + password + "'";
        run(connection -> {
            execute(connection, (has(connection, "pg_roles WHERE rolname", name) ? "ALTER " : "CREATE ") + role);
            if (!has(connection, "pg_database WHERE datname", name)) {
                // A role without superuser rights may give a database only to a role that it is a member of.
                execute(connection, "GRANT " + name + " TO CURRENT_USER");
                execute(
                        connection,
                        "CREATE DATABASE " + name + " OWNER " + name + " TEMPLATE template0 ENCODING 'UTF8'");
            }
        });
        String url = administrator.url();
        return new PostgresConfig(
                url.substring(0, url.lastIndexOf('/') + 1) + name, name, password, administrator.rootCertificate());
    }

    /**
     * Drops a database and its owner, if they exist, also while somebody is connected.
     *
     * @throws Refusal UNAVAILABLE if the server does not do it
     */
    public void drop(String name) {
        require(NAME, name);
        run(connection -> {
            execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            execute(connection, "DROP ROLE IF EXISTS " + name);
        });
    }

    /** A connection to a database, for a program that only looks into it. */
    public static Connection connect(PostgresConfig database) throws SQLException {
        return new PostgresEngine(database).connection();
    }

    /** Connects once, for instance to check the password. Throws Refusal UNAVAILABLE if the server does not accept it. */
    public void requireReachable() {
        run(connection -> {});
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void run(Work work) {
        try (Connection connection = connect(administrator)) {
            work.on(connection);
        } catch (SQLException e) {
            throw Refusal.unavailable("database: the server " + administrator + " refuses: " + e.getMessage());
        }
    }

    private static boolean has(Connection connection, String where, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM " + where + " = ?")) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void require(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("a name or a password has not the form " + form);
        }
    }
}
