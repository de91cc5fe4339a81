package org.s2slab.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection that returns to auto-commit after each transaction, committed or not.
 *
 * <p>vertx-jdbc-client 5.0.10 leaves auto-commit off after its first transaction ({@code JDBCTxOp}). Later writes
 * outside of a transaction would be reported as done and be lost at a crash, or with the next rollback.
 *
 * <p>SQLite ends a transaction by itself at some failures, a full disk among them (its page lang_transaction.html,
 * section 3.2); a later rollback then fails. It leaves a transaction open whose commit fails. Neither may hide why the
 * transaction failed, nor affect the next one.
 */
final class AutoCommit {
    private final Connection connection;
    private boolean transactionEnded;

    /** Why the latest transaction could not end as requested. */
    private @Nullable Throwable failure;

    /** Ends a transaction or a statement. */
    interface Ending {
        void end() throws SQLException;
    }

    private AutoCommit(Connection connection) {
        this.connection = connection;
    }

    static Connection restoredAfterTransactions(Connection connection) {
        AutoCommit restoring = new AutoCommit(connection);
        return (Connection) Proxy.newProxyInstance(
                AutoCommit.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> restoring.invoke(method, arguments));
    }

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

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        boolean commits = method.getName().equals("commit");
        boolean ends = commits || method.getName().equals("rollback");
        boolean sets = method.getName().equals("setAutoCommit");
        boolean restores = transactionEnded && sets;
        Throwable before = failure;
        if (ends || sets) {
            transactionEnded = ends;
            failure = null;
        }
        try {
            return method.invoke(connection, restores ? new Object[] {true} : arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (restores && before != null) {
                // It is on its way to the caller.
                before.addSuppressed(cause);
                return null;
            }
            if (commits) {
                attempt(connection::rollback, cause);
            }
            failure = ends ? cause : failure;
            throw cause;
        }
    }
}
