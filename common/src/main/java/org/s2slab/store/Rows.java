package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes statements on a connection and reads the rows that they return. {@link Database} has the same methods. */
public final class Rows {
    private Rows() {}

    /**
     * Executes one statement.
     *
     * @param values one for each {@code ?}, or a {@link Tuple} of them
     */
    public static Future<RowSet<Row>> query(SqlClient client, String sql, @Nullable Object... values) {
        boolean isTuple = values.length == 1 && values[0] instanceof Tuple;
        return client.preparedQuery(sql).execute(isTuple ? (Tuple) values[0] : Tuple.from(values));
    }

    /** Executes one statement that returns no rows. */
    public static Future<Void> execute(SqlClient client, String sql, @Nullable Object... values) {
        return query(client, sql, values).mapEmpty();
    }

    /** Executes one statement for each tuple; without tuples nothing. */
    public static Future<Void> batch(SqlClient client, String sql, List<Tuple> tuples) {
        return tuples.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(sql).executeBatch(tuples).mapEmpty();
    }

    /** Converts each row of a query to a value, in their order. */
    public static <T> Future<List<T>> list(
            SqlClient client, String sql, Function<Row, T> read, @Nullable Object... values) {
        return query(client, sql, values).map(rows -> rows.stream().map(read).toList());
    }

    /** Converts the first row of a query to a value; empty if the query found none. */
    public static <T> Future<Optional<T>> first(
            SqlClient client, String sql, Function<Row, T> read, @Nullable Object... values) {
        return query(client, sql, values).map(rows -> first(rows, read));
    }

    /** Converts the first row to a value; empty if the query found none. */
    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        return rows.stream().findFirst().map(read);
    }

    /** The moment in a column of seconds since 1970; null if the column is NULL. */
    public static @Nullable Instant moment(Row row, String column) {
        Long seconds = row.getLong(column);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    /** Groups rows of two texts: lists of the second ones by the first, in their order. */
    public static Map<String, List<String>> grouped(RowSet<Row> rows) {
        Map<String, List<String>> groups = new HashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(row.getString(0), key -> new ArrayList<>()).add(row.getString(1));
        }
        return groups;
    }
}
