package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;

/**
 * A database on a PostgreSQL server. A commit is on its disk when its Future succeeds ({@code synchronous_commit}).
 * Instances of a node see only committed data of each other, so unique keys must prevent conflicting changes.
 */
final class PostgresEngine extends DatabaseEngine {
    /** The maximum time, in seconds, in which the server must respond on a connection that was idle. */
    private static final int PATIENCE = 5;

    /** The maximum time, in seconds, in which the server must accept a connection and the password. */
    private static final int CONNECT = 10;

    /** Maximum time in seconds without data from the server during a statement. Every statement takes less. */
    private static final int SILENCE = 60;

    /** Commits are on the disk, and the server notices within half a minute that the machine of an instance is gone. */
    private static final String OPTIONS = "-c synchronous_commit=on -c tcp_keepalives_idle=15"
            + " -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    /** The number of the lock that instances hold while they create the tables. */
    private static final long LOCK = 0x5332534c_6162L;

    /**
     * Takes the turn to write until the end of the transaction. An instance that sends nothing loses the turn, and its
     * transaction, after some seconds.
     */
    private static final String TURN = "SELECT set_config('idle_in_transaction_session_timeout', '10s', true),"
            + " pg_advisory_xact_lock(" + 0x5332534c_5475726eL + ")";

    private final PostgresConfig server;
    private boolean writesInTurns;

    PostgresEngine(PostgresConfig server) {
        this.server = server;
    }

    @Override
    Future<Void> open(Vertx vertx, Schema schema) {
        return vertx.executeBlocking(() -> {
                    create(schema);
                    return true;
                })
                .compose(created -> connect(vertx, this::reusable, this::readingConnection))
                .onFailure(failure -> close());
    }

    /** The latest connection if it can still be used, or else a new one. */
    Connection reusable(@Nullable Connection latest) throws SQLException {
        return latest != null && latest.isValid(PATIENCE) ? latest : connection();
    }

    /** A new connection. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + String.join(",", server.addresses()) + "/" + server.database(), properties());
    }

    /** Every parameter of the driver. The URL has none, so the configuration cannot add others. */
    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "s2slab");
        properties.setProperty("options", OPTIONS);
        // The details of an error are the values of a row. The node's log must not have them.
        properties.setProperty("logServerErrorDetail", "false");
        int servers = server.addresses().size();
        properties.setProperty("connectTimeout", String.valueOf(CONNECT));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT * servers));
        properties.setProperty("socketTimeout", String.valueOf(SILENCE));
        if (servers > 1) {
            properties.setProperty("targetServerType", "primary");
        }
        Path root = server.rootCertificate();
        if (root != null) {
            properties.setProperty("sslmode", "verify-full");
            properties.setProperty("sslrootcert", root.toString());
            properties.setProperty("gssEncMode", "disable");
        }
        return properties;
    }

    /** Creates the tables in an empty database; concurrent starts wait. */
    private void create(Schema schema) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            Schema.createIn(connection, server, schema.postgresScripts());
            connection.commit();
        }
    }

    /** Each transaction on this connection sees one state of the database. */
    private Connection readingConnection(@Nullable Connection latest) throws SQLException {
        Connection connection = reusable(latest);
        if (connection != latest) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        return connection;
    }

    /** Runs the work unchanged: the server syncs, and other nodes may use it. */
    @Override
    Future<Void> syncedAsOne(Schema schema, Supplier<Future<Void>> work) {
        return work.get();
    }

    /** Requests a transaction id, which a read-only server does not give. */
    @Override
    Future<Void> tryWriting(Schema schema) {
        return write(tx -> tx.number("SELECT txid_current() AS number")).mapEmpty();
    }

    /** A server may be lost for a while. Then requests are refused, and the node needs no restart. */
    @Override
    <T> Future<T> explained(Throwable failure) {
        return Future.failedFuture(UnusableDatabaseText.explained(server, failure, true));
    }

    @Override
    String turn() {
        return writesInTurns ? TURN : "";
    }

    @Override
    void writeInTurns() {
        writesInTurns = true;
    }

    @Override
    TextForm texts() {
        return TextForm.WITHOUT_NUL;
    }

    /** Does nothing: the server decides when deleted rows leave its files. */
    @Override
    void overwriteDeleted() {
        // See above.
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
