package org.s2slab.store;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import io.vertx.sqlclient.internal.ArrayTuple;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a statement on a SQLite file.
 *
 * @param rowCount the number of rows that the statement changed; 0 if it returns rows
 */
record SqliteRows(int rowCount, Columns columns, List<Row> rows) implements RowSet<Row> {
    /** @param places the index of each name; if columns share a name, the index of the first */
    record Columns(List<String> names, Map<String, Integer> places) {
        Columns(List<String> names) {
            this(names, new HashMap<>());
            for (int i = 0; i < names.size(); i++) {
                places.putIfAbsent(names.get(i), i);
            }
        }
    }

    static final class SqliteRow extends ArrayTuple implements Row {
        private final Columns columns;

        SqliteRow(Columns columns) {
            super(columns.names().size());
            this.columns = columns;
        }

        @Override
        public String getColumnName(int index) {
            return columns.names().get(index);
        }

        @Override
        public int getColumnIndex(String name) {
            return columns.places().getOrDefault(name, -1);
        }
    }

    @Override
    public RowIterator<Row> iterator() {
        Iterator<Row> all = rows.iterator();
        return new RowIterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Row next() {
                return all.next();
            }
        };
    }

    @Override
    public List<String> columnsNames() {
        return columns.names();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public RowSet<Row> value() {
        return this;
    }

    @Override
    public @Nullable RowSet<Row> next() {
        return null;
    }

    @Override
    public @Nullable List<ColumnDescriptor> columnDescriptors() {
        return null;
    }

    @Override
    public <V> @Nullable V property(PropertyKind<V> property) {
        return null;
    }
}
