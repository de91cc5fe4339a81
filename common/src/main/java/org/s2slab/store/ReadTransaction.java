package org.s2slab.store;

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
 * {@link Database} creates transactions. A store's method takes one as its first parameter and returns values.
 */
public sealed class ReadTransaction permits WriteTransaction {
    final StatementExecutor statements;

    ReadTransaction(StatementExecutor statements) {
        this.statements = statements;
    }

    /** Runs a transaction that reads, on a connection that no other work uses at the same time. */
    static <T> T run(StatementExecutor statements, Function<ReadTransaction, T> body) throws SQLException {
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

    /** Groups the rows of a query: for each text of the key column, the texts of the value column, in their order. */
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

    /** Whether the database is on a PostgreSQL server, for the few statements that differ between the engines. */
    public boolean isOnServer() {
        return statements.isOnServer();
    }

    int execute(String sql, Consumer<ResultRow> read, @Nullable Object... values) {
        try {
            return statements.execute(sql, read, values);
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }
}
