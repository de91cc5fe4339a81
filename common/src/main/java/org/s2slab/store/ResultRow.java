package org.s2slab.store;

import io.vertx.core.buffer.Buffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a query, whose columns are read by name. Only the function that gets the row may use it. */
public final class ResultRow {
    private final ResultSet rows;
    private final Map<String, Integer> columns;
    private final TextForm texts;

    /**
     * @param columns the place of each column of the result, from 1
     * @param texts the form of texts in the database
     */
    ResultRow(ResultSet rows, Map<String, Integer> columns, TextForm texts) {
        this.rows = rows;
        this.columns = columns;
        this.texts = texts;
    }

    /** The text of a column. NULL is an error. */
    public String text(String column) {
        String text = optionalText(column);
        if (text == null) {
            throw new IllegalStateException("the column '" + column + "' is NULL");
        }
        return text;
    }

    /** The text of a column, or null. */
    public @Nullable String optionalText(String column) {
        try {
            String stored = rows.getString(number(column));
            return stored == null ? null : texts.read().apply(stored);
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** The integer of a column; 0 if it is NULL. */
    public long integer(String column) {
        try {
            return rows.getLong(number(column));
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** The integer of a column, or null. */
    public @Nullable Long optionalInteger(String column) {
        try {
            long value = rows.getLong(number(column));
            return rows.wasNull() ? null : (Long) value;
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** The moment in a column of seconds since 1970, or null. */
    public @Nullable Instant moment(String column) {
        Long seconds = optionalInteger(column);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    /** Whether a column has the integer 1, which stands for true. */
    public boolean isSet(String column) {
        return integer(column) == 1;
    }

    /** The bytes of a column. NULL is an error. */
    public Buffer bytes(String column) {
        Buffer bytes = optionalBytes(column);
        if (bytes == null) {
            throw new IllegalStateException("the column '" + column + "' is NULL");
        }
        return bytes;
    }

    /** The bytes of a column, or null. */
    public @Nullable Buffer optionalBytes(String column) {
        try {
            byte[] bytes = rows.getBytes(number(column));
            return bytes == null ? null : Buffer.buffer(bytes);
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    private int number(String column) {
        Integer place = columns.get(column);
        if (place == null) {
            throw new IllegalArgumentException("the result has no column '" + column + "', but " + columns.keySet());
        }
        return place;
    }
}
