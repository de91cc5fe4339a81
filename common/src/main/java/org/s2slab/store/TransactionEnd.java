package org.s2slab.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Ends transactions, so that the connection is in auto-commit again.
 *
 * <p>SQLite ends a transaction by itself at some failures, a full disk among them (its page lang_transaction.html,
 * section 3.2); a later rollback then fails. It leaves a transaction open whose commit fails. Neither may hide why the
 * transaction failed, nor affect the next one.
 */
final class TransactionEnd {
    /** Ends a transaction or a statement. */
    interface Ending {
        void end() throws SQLException;
    }

    private TransactionEnd() {}

    /**
     * Commits a transaction and begins no other. The driver's {@link Connection#commit} begins the next transaction at
     * once. If another program locks the file in between, it reports a failure of what is on the disk.
     */
    static void commit(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Rolls back a failed transaction; a fault of the rollback is added to its failure. */
    static void undo(Connection connection, Throwable failure) {
        attempt(() -> rollBack(connection), failure);
        attempt(() -> connection.setAutoCommit(true), failure);
    }

    /** After a commit that failed, the driver no longer knows that there is a transaction. */
    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }

    /** Ends a transaction or closes a statement after a failure. If this fails, too, the first failure gets the second as suppressed. */
    static void attempt(Ending ending, Throwable failure) {
        try {
            ending.end();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
