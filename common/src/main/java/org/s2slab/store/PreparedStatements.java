package org.s2slab.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that executes statements. The most recent ones stay prepared. */
final class PreparedStatements {
    /** The greatest number of prepared statements of a connection: more than a node executes often. */
    private static final int PREPARED = 256;

    private final Connection connection;
    private final Map<String, Prepared> known = new LinkedHashMap<>(16, 0.75f, true);

    PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Reads the current row of a result. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Executes a prepared statement. */
    private interface Execution<T> {
        T of(Prepared prepared) throws SQLException;
    }

    /** A prepared statement. Its columns are known after its first execution. */
    private static final class Prepared {
        private final PreparedStatement statement;
        private SqliteRows.Columns columns = new SqliteRows.Columns(List.of());
        private boolean isRunning;

        Prepared(PreparedStatement statement) {
            this.statement = statement;
        }

        int execute(Tuple values, List<Row> rows) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.getValue(i);
                statement.setObject(i + 1, value instanceof Buffer bytes ? bytes.getBytes() : value);
            }
            return execute(found -> rows.add(row(found)));
        }

        /** Returns the number of changed rows; 0 for a query, whose rows go to the reader. */
        int execute(RowReader reader) throws SQLException {
            if (isRunning) {
                throw new IllegalStateException("a statement may not run again while its rows are read");
            }
            isRunning = true;
            try {
                if (!statement.execute()) {
                    return statement.getUpdateCount();
                }
                try (ResultSet found = statement.getResultSet()) {
                    if (columns.names().isEmpty()) {
                        columns = new SqliteRows.Columns(names(found.getMetaData()));
                    }
                    while (found.next()) {
                        reader.read(found);
                    }
                }
                return 0;
            } finally {
                isRunning = false;
            }
        }

        private Row row(ResultSet found) throws SQLException {
            SqliteRows.SqliteRow row = new SqliteRows.SqliteRow(columns);
            for (int i = 1; i <= columns.names().size(); i++) {
                Object value = found.getObject(i);
                row.addValue(value instanceof byte[] bytes ? Buffer.buffer(bytes) : value);
            }
            return row;
        }

        private static List<String> names(ResultSetMetaData found) throws SQLException {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                names.add(found.getColumnLabel(i));
            }
            return names;
        }
    }

    /** Executes a statement once with each tuple of values. Goes with the last store that returns Futures. */
    RowSet<Row> execute(String sql, List<Tuple> tuples) throws SQLException {
        return execute(sql, prepared -> {
            List<Row> rows = new ArrayList<>();
            int changed = 0;
            for (Tuple values : tuples) {
                changed += prepared.execute(values, rows);
            }
            return new SqliteRows(changed, prepared.columns, rows);
        });
    }

    /** Executes a statement, and gives each row of its result to a reader. Returns the number of changed rows. */
    int execute(String sql, Consumer<ResultRow> read, @Nullable Object... values) throws SQLException {
        return execute(sql, prepared -> {
            for (int i = 0; i < values.length; i++) {
                prepared.statement.setObject(i + 1, values[i] instanceof Buffer bytes ? bytes.getBytes() : values[i]);
            }
            return prepared.execute(found -> read.accept(new ResultRow(found, prepared.columns.places())));
        });
    }

    private <T> T execute(String sql, Execution<T> execution) throws SQLException {
        Prepared prepared = known.get(sql);
        if (prepared == null) {
            prepared = new Prepared(connection.prepareStatement(sql));
            known.put(sql, prepared);
            if (known.size() > PREPARED) {
                Iterator<Prepared> eldest = known.values().iterator();
                eldest.next().statement.close();
                eldest.remove();
            }
        }
        try {
            T result = execution.of(prepared);
            prepared.statement.clearParameters();
            return result;
        } catch (SQLException | RuntimeException failure) {
            // After some failures the driver closes the statement without reporting it.
            known.remove(sql);
            TransactionEnd.attempt(prepared.statement::close, failure);
            throw failure;
        }
    }
}
