package org.s2slab.store;

import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes statements on one connection. Recently used statements stay prepared. */
final class StatementExecutor {
    /** Maximum number of prepared statements of a connection; a node often executes fewer different statements. */
    private static final int PREPARED = 256;

    private final Connection connection;
    private final TextForm texts;
    private final Map<String, Prepared> known = new LinkedHashMap<>(16, 0.75f, true);

    StatementExecutor(Connection connection, TextForm texts) {
        this.connection = connection;
        this.texts = texts;
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
        private Map<String, Integer> columns = Map.of();
        private boolean isRunning;

        Prepared(PreparedStatement statement) {
            this.statement = statement;
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
                    if (columns.isEmpty()) {
                        columns = places(found.getMetaData());
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

        /** The place of each column by its name. If several columns have the same name, the first counts. */
        private static Map<String, Integer> places(ResultSetMetaData found) throws SQLException {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                places.putIfAbsent(found.getColumnLabel(i), i);
            }
            return places;
        }
    }

    /** Executes a statement, and gives each row of its result to a reader. Returns the number of changed rows. */
    int execute(String sql, Consumer<ResultRow> read, @Nullable Object... values) throws SQLException {
        return execute(sql, prepared -> {
            for (int i = 0; i < values.length; i++) {
                prepared.statement.setObject(i + 1, stored(values[i]));
            }
            return prepared.execute(found -> read.accept(new ResultRow(found, prepared.columns, texts)));
        });
    }

    /** Whether the database is on a PostgreSQL server. */
    boolean isOnServer() {
        return texts.onServer();
    }

    private @Nullable Object stored(@Nullable Object value) {
        if (value instanceof EngineText text) {
            return texts.stored().apply(texts.chosen().apply(text));
        }
        if (value instanceof String text) {
            return texts.stored().apply(text);
        }
        return value instanceof Buffer bytes ? bytes.getBytes() : value;
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
