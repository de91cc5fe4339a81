package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.GroupCommit.Write;

/**
 * Commits on the SQLite connection itself. A whole transaction needs one change of threads, where the pool's client
 * needs one for each statement, and statements stay prepared. A commit is little more than its sync, so this is most of
 * the possible saving.
 */
final class SqliteWrites {
    private final SqliteStatements statements;

    SqliteWrites(SqliteStatements statements) {
        this.statements = statements;
    }

    /** See {@link Database#commit}. */
    Future<List<@Nullable Throwable>> commit(Pool pool, List<List<Write>> callers) {
        return SqliteQuery.run(pool, connection -> commit(connection, callers));
    }

    /**
     * Begins the log anew with length 0; returns whether it succeeded. On the committing connection, for while another
     * one does it a transaction that has read cannot go on to write.
     */
    Future<Boolean> emptyLog(Pool pool) {
        return SqliteQuery.run(pool, SqliteWrites::emptyLog);
    }

    /** Does not wait for readers, because callers would wait as well. */
    private static boolean emptyLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=0");
            try (ResultSet outcome = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return outcome.next() && outcome.getInt("busy") == 0;
            } finally {
                statement.execute("PRAGMA busy_timeout=" + SqliteFile.BUSY_TIMEOUT);
            }
        }
    }

    private List<@Nullable Throwable> commit(Connection connection, List<List<Write>> callers) throws SQLException {
        Throwable failure = transaction(connection, callers);
        if (failure == null || callers.size() == 1) {
            return new ArrayList<>(Collections.nCopies(callers.size(), failure));
        }
        List<@Nullable Throwable> failures = new ArrayList<>();
        for (List<Write> one : callers) {
            failures.add(transaction(connection, List.of(one)));
        }
        return failures;
    }

    private @Nullable Throwable transaction(Connection connection, List<List<Write>> callers) throws SQLException {
        if (callers.size() == 1 && callers.get(0).size() == 1) {
            return alone(connection, callers.get(0).get(0));
        }
        connection.setAutoCommit(false);
        try {
            for (List<Write> writes : callers) {
                for (Write write : writes) {
                    execute(connection, write);
                }
            }
            AutoCommit.commit(connection);
            return null;
        } catch (SQLException | RuntimeException failure) {
            AutoCommit.undo(connection, failure);
            return failure;
        }
    }

    /** Runs a statement as a transaction by itself, which saves its begin and end. */
    private @Nullable Throwable alone(Connection connection, Write write) {
        try {
            execute(connection, write);
            return null;
        } catch (SQLException | RuntimeException failure) {
            return failure;
        }
    }

    private void execute(Connection connection, Write write) throws SQLException {
        statements.execute(connection, write.sql(), List.of(write.values()));
    }
}
