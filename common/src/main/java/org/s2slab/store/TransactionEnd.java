package org.s2slab.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Ends transactions, so that the connection is in auto-commit again.
 *
 * <p>SQLite ends a transaction itself after some failures, such as a full disk (its page lang_transaction.html, section
 * 3.2); a later rollback then fails. If a commit fails, SQLite leaves the transaction open. Neither case may hide the
 * cause of the failure, or affect the next transaction.
 */
final class TransactionEnd {
    /** Ends a transaction or a statement. */
    interface Ending {
        void end() throws SQLException;
    }

    private TransactionEnd() {}

    /**
     * Commits a transaction without beginning another. The driver's {@link Connection#commit} begins another at once.
     * If another program then locks the file, the driver reports a failure although the commit is on the disk.
     */
    static void commit(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Rolls back a failed transaction; adds a failure of the rollback to its failure. */
    static void undo(Connection connection, Throwable failure) {
        attempt(() -> rollBack(connection), failure);
        attempt(() -> connection.setAutoCommit(true), failure);
    }

    /** After a failed commit, the driver no longer knows that a transaction is open. */
    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }

    /**
     * Ends a transaction or closes a statement after a failure. A second failure is added to the first as suppressed.
     */
    static void attempt(Ending ending, Throwable failure) {
        try {
            ending.end();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
