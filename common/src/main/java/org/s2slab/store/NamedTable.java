package org.s2slab.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A database table of named records, and its copy in memory. Names are compared without case. The table has the key
 * {@code name_key} and the {@link RecordColumns} of the record. The first of these columns is the name. This class
 * writes to the database and reads from memory.
 */
public final class NamedTable<R extends Record> {
    private final String table;
    private final RecordColumns<R> columns;
    private final Function<R, String> name;
    private final SnapshotTable<List<R>> records;

    /** @param name the first component of a record */
    public NamedTable(Database database, String table, Class<R> type, Function<R, String> name) {
        this.table = table;
        this.columns = new RecordColumns<>(type);
        this.name = name;
        this.records = SnapshotTable.of(
                database, "SELECT " + columns.names() + " FROM " + table + " ORDER BY name_key", columns::read);
    }

    public Future<Void> load() {
        return records.load();
    }

    /** All records, sorted by name. */
    public List<R> all() {
        return records.current();
    }

    /** The record with a name. */
    public Optional<R> named(String requested) {
        return all().stream()
                .filter(record -> name.apply(record).equalsIgnoreCase(requested))
                .findFirst();
    }

    /** Writes a record. It replaces a record with the same name. */
    public Future<Void> put(R record) {
        return write(tx -> {}, record);
    }

    /** Executes other statements, then writes a record in the same transaction. */
    public Future<Void> write(Consumer<WriteTransaction> before, R record) {
        return records.write(tx -> {
            before.accept(tx);
            columns.put(tx, table, "name_key", NameKey.of(name.apply(record)), record);
        });
    }

    /** Removes the record with a name. */
    public Future<Void> remove(String unwanted) {
        return records.change("DELETE FROM " + table + " WHERE name_key = ?", NameKey.of(unwanted));
    }
}
