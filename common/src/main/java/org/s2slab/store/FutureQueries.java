package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statements of stores that return Futures. Stores that take a {@link ReadTransaction} do not need these methods; the
 * class goes with the last other store.
 */
abstract class FutureQueries {
    final LongReads longReads = new LongReads();

    abstract DatabaseEngine engine();

    /** The client for stores, which give it to what runs in a transaction as well. */
    public SqlConnection pool() {
        return engine().client();
    }

    /**
     * A read that may take long, such as a search: in a file, on connections of their own, which see what was committed
     * before and hold up no commit and no short read; on a PostgreSQL server, on that of all.
     *
     * @param caller runs one such read at a time, so that no caller uses all of these connections
     */
    public <T> Future<T> readLong(String caller, Function<SqlClient, Future<T>> read) {
        return longReads.read(caller, () -> read.apply(engine().readers()));
    }

    /** Executes one statement, with a value for each {@code ?} or a tuple of them. */
    public Future<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return Rows.query(pool(), sql, values);
    }

    /** Executes one statement that returns no rows. */
    public Future<Void> execute(String sql, @Nullable Object... values) {
        return Rows.execute(pool(), sql, values);
    }

    /** Converts each row of a query to a value, in their order. */
    public <T> Future<List<T>> list(String sql, Function<Row, T> read, @Nullable Object... values) {
        return Rows.list(pool(), sql, read, values);
    }

    /** Converts the first row of a query to a value; empty if the query found none. */
    public <T> Future<Optional<T>> first(String sql, Function<Row, T> read, @Nullable Object... values) {
        return Rows.first(pool(), sql, read, values);
    }

    /** Executes all statements of some work in one transaction. Transactions are never nested. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return engine().write(tx -> tx.call(work));
    }
}
