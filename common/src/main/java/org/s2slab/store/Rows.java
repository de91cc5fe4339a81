package org.s2slab.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the rows that a query returned. */
public final class Rows {
    private Rows() {}

    /** Converts the first row to a value; empty if the query found none. */
    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        return rows.stream().findFirst().map(read);
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
