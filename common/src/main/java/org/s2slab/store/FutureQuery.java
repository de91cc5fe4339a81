package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** A statement of a store that returns Futures; goes with the last such store. */
record FutureQuery(FutureClient.Runner runner, String sql) implements PreparedQuery<RowSet<Row>> {
    @Override
    public Future<RowSet<Row>> execute() {
        return execute(Tuple.tuple());
    }

    @Override
    public Future<RowSet<Row>> execute(Tuple values) {
        return executeBatch(List.of(values));
    }

    @Override
    public Future<RowSet<Row>> executeBatch(List<Tuple> tuples) {
        return runner.run(statements -> statements.execute(sql, tuples));
    }

    /** Runs a store that takes a transaction, see {@link ReadTransaction#on}. */
    <T> Future<T> within(Function<WriteTransaction, T> body) {
        return runner.run(statements -> body.apply(new WriteTransaction(statements)));
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
