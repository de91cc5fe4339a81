package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.jdbcclient.impl.ConnectionImpl;
import io.vertx.jdbcclient.impl.actions.JDBCAction;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/**
 * A statement on a SQLite file. Vert.x's own client prepares a statement anew for each execution, and asks the driver for
 * the type of each column of each row. Both together take several times as long as SQLite's own work.
 */
record SqliteQuery(SqlClient client, SqliteStatements statements, String sql) implements PreparedQuery<RowSet<Row>> {
    @Override
    public Future<RowSet<Row>> execute() {
        return execute(Tuple.tuple());
    }

    @Override
    public Future<RowSet<Row>> execute(Tuple values) {
        return run(client, connection -> statements.execute(connection, sql, List.of(values)));
    }

    @Override
    public Future<RowSet<Row>> executeBatch(List<Tuple> tuples) {
        return run(client, connection -> statements.execute(connection, sql, tuples));
    }

    /** Runs a store that takes a transaction, see {@link ReadTransaction#on}. */
    <T> Future<T> within(Function<WriteTransaction, T> body) {
        return run(client, connection -> {
            try {
                return body.apply(new WriteTransaction(connection, statements));
            } catch (StatementFailure failure) {
                throw failure.sql();
            }
        });
    }

    /** Does some work with the JDBC connection, in one change of threads. */
    static <T> Future<T> run(SqlClient client, JDBCAction<T> work) {
        if (client instanceof TransactionClient transaction) {
            try {
                return Future.succeededFuture(work.execute(transaction.jdbc()));
            } catch (SQLException | RuntimeException failure) {
                return Future.failedFuture(failure);
            }
        }
        return client instanceof Pool pool
                ? pool.withConnection(lease -> run(lease, work))
                : ((ConnectionImpl) ((SqlConnectionInternal) client).unwrap().unwrap()).schedule(work);
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        throw new UnsupportedOperationException("rows are collected from their stream");
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        throw new UnsupportedOperationException("rows are converted in their stream");
    }
}
