package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that reads, on a database thread. All its queries see the same state of the database. Only
 * {@link Database} makes one. A store's method gets it as the first parameter and returns values.
 */
public sealed class ReadTransaction permits WriteTransaction {
    final PreparedStatements statements;

    ReadTransaction(PreparedStatements statements) {
        this.statements = statements;
    }

    /** Runs a transaction that reads, on a connection that nobody else uses meanwhile. */
    static <T> T run(PreparedStatements statements, Function<ReadTransaction, T> body) throws SQLException {
        Connection connection = statements.connection();
        connection.setAutoCommit(false);
        try {
            T result = body.apply(new ReadTransaction(statements));
            TransactionEnd.commit(connection);
            return result;
        } catch (StatementFailure failure) {
            TransactionEnd.undo(connection, failure.sql());
            throw failure.sql();
        } catch (SQLException | RuntimeException | Error failure) {
            TransactionEnd.undo(connection, failure);
            throw failure;
        }
    }

    /** Converts each row of a query to a value, in their order. */
    public <T> List<T> list(String sql, Function<ResultRow, T> read, @Nullable Object... values) {
        List<T> found = new ArrayList<>();
        forEach(sql, row -> found.add(read.apply(row)), values);
        return found;
    }

    /** Gives each row of a query to a reader, in their order. */
    public void forEach(String sql, Consumer<ResultRow> read, @Nullable Object... values) {
        execute(sql, read, values);
    }

    /** Converts the first row of a query to a value; empty if the query found none. */
    public <T> Optional<T> first(String sql, Function<ResultRow, T> read, @Nullable Object... values) {
        return list(sql, read, values).stream().findFirst();
    }

    /** Groups the rows of a query: lists of the texts of one column by those of another, in their order. */
    public Map<String, List<String>> grouped(String sql, String key, String value, @Nullable Object... values) {
        Map<String, List<String>> groups = new HashMap<>();
        forEach(
                sql,
                row -> groups.computeIfAbsent(row.text(key), first -> new ArrayList<>())
                        .add(row.text(value)),
                values);
        return groups;
    }

    /** The only number of a query such as {@code SELECT COUNT(*) AS number FROM ...}; 0 if there is no row. */
    public long number(String sql, @Nullable Object... values) {
        return first(sql, row -> row.integer("number"), values).orElse(0L);
    }

    /**
     * Calls a store that returns a Future, with the connection of this transaction. The Future is complete at once; this
     * method returns its value or throws its failure. It goes when the last such store takes a transaction.
     */
    public <T> T call(Function<SqlConnection, Future<T>> store) {
        Future<T> result = store.apply(FutureClient.of(new AtOnce(statements, Thread.currentThread())));
        if (!result.isComplete()) {
            throw new IllegalStateException("a store waits for something outside of its transaction");
        }
        if (result.failed()) {
            throw failure(result.cause());
        }
        return result.result();
    }

    /**
     * Runs a store that takes a transaction on the connection of a store that returns Futures. It goes when the last such
     * store takes a transaction.
     */
    public static <T> Future<T> on(SqlClient client, Function<WriteTransaction, T> body) {
        return ((FutureQuery) client.preparedQuery("")).within(body);
    }

    /** Runs work in a transaction, on the thread of its caller, which must be that of the transaction. */
    private record AtOnce(PreparedStatements statements, Thread owner) implements FutureClient.Runner {
        @Override
        public <T> Future<T> run(ConnectionPool.Work<T> work) {
            if (Thread.currentThread() != owner) {
                return Future.failedFuture(
                        new IllegalStateException("a store goes on after its transaction, on another thread"));
            }
            try {
                return Future.succeededFuture(work.on(statements));
            } catch (StatementFailure failure) {
                return Future.failedFuture(failure.sql());
            } catch (SQLException | RuntimeException failure) {
                return Future.failedFuture(failure);
            }
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : cause instanceof SQLException failed
                        ? new StatementFailure(failed)
                        : new IllegalStateException("a store failed in a transaction", cause);
    }

    int execute(String sql, Consumer<ResultRow> read, @Nullable Object... values) {
        try {
            return statements.execute(sql, read, values);
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }
}
