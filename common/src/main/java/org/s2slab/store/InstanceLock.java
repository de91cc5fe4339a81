package org.s2slab.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.s2slab.refusal.Refusal;

/**
 * The lock of the only instance that may use a database on a PostgreSQL server. The connection that writes holds the
 * lock, so each commit is made under the lock. If this connection is lost, the lock is free until the next connection.
 * A mark in the database then shows whether another instance was there in the meantime.
 */
final class InstanceLock {
    /** The number of the lock. Each database has its own locks. */
    private static final long NUMBER = 0x5332534c_4f6e65L;

    /** How long a killed instance may have the lock before the server notices the end of its connection. */
    private static final String PATIENCE = "2s";

    /** SQLSTATE lock_not_available. */
    private static final String IN_USE = "55P03";

    private final String mark = UUID.randomUUID().toString();
    private final String place;
    private volatile boolean marked;
    private volatile boolean lost;

    InstanceLock(Object place) {
        this.place = place.toString();
    }

    /** Whether this instance has had the lock. */
    boolean wasTaken() {
        return marked;
    }

    /** Creates the table for the mark of the instance. */
    static void createTable(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS only_instance (mark TEXT NOT NULL)");
    }

    /** Refuses any work after the lock was lost to another instance. */
    void requireOwned() {
        if (lost) {
            throw refusal();
        }
    }

    /**
     * Takes the lock on a new connection that writes.
     *
     * @throws Refusal CONFLICT if another instance has the lock, or had it since the last connection; UNAVAILABLE if
     *     the server has not yet ended the last connection
     */
    void take(Connection connection) throws SQLException {
        boolean free = isFree(connection);
        if (marked && !isMarkedBy(connection)) {
            lost = true;
            throw refusal();
        }
        if (!free) {
            throw marked
                    ? Refusal.unavailable("data: the lock of the database '" + place + "' is not free yet")
                    : refusal();
        }
        if (!marked) {
            mark(connection);
            marked = true;
        }
    }

    private static boolean isFree(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + PATIENCE + "'");
            try {
                statement.execute("SELECT pg_advisory_lock(" + NUMBER + ")");
                return true;
            } catch (SQLException e) {
                if (IN_USE.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            } finally {
                statement.execute("SET lock_timeout = DEFAULT");
            }
        }
    }

    private boolean isMarkedBy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT mark FROM only_instance")) {
            return found.next() && mark.equals(found.getString(1));
        }
    }

    private void mark(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "WITH before AS (DELETE FROM only_instance) INSERT INTO only_instance VALUES (?)")) {
            statement.setString(1, mark);
            statement.executeUpdate();
        }
    }

    private Refusal refusal() {
        return Refusal.conflict(
                "data: the database '" + place + "' is in use by another instance of this role, and only"
                        + " one instance may use it, because no instance learns of the changes of another; stop the other"
                        + " instance, or give this node another database");
    }
}
