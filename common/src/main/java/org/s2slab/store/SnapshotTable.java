package org.s2slab.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory copy of a store's tables. It is read at the start and again after each change, so a change is in the
 * database before any reader of the copy sees it. The changes of other instances are read soon after their commits
 * ({@link InstanceGroup}).
 *
 * @param <S> an immutable value: all data that is read together
 */
public final class SnapshotTable<S> {
    private final Database database;
    private final Function<ReadTransaction, S> read;
    private volatile @Nullable S current;

    /**
     * @param before the value until the first {@link #load}; null if {@link #current} must not be called before
     * @param read reads the value from the database
     */
    public SnapshotTable(Database database, @Nullable S before, Function<ReadTransaction, S> read) {
        this.database = database;
        this.current = before;
        this.read = read;
        database.instances().add(this);
    }

    /** The rows of one query as a list, in their order. */
    public static <T> SnapshotTable<List<T>> of(Database database, String query, Function<ResultRow, T> element) {
        return new SnapshotTable<>(database, List.of(), rx -> rx.list(query, element));
    }

    /**
     * The value of the latest read.
     *
     * @throws IllegalStateException if there is no value yet
     */
    public S current() {
        S last = current;
        if (last == null) {
            throw new IllegalStateException("the tables were not loaded yet");
        }
        return last;
    }

    /** Reads the value. It waits for changes that began earlier, so that an older value never replaces a newer one. */
    public Future<Void> load() {
        return loadAll(database, List.of(this));
    }

    /** Reads several values in one transaction, see {@link #load}. */
    static Future<Void> loadAll(Database database, List<SnapshotTable<?>> tables) {
        return database.write(
                        tx -> tables.stream().map(table -> table.readAgain(tx)).toList())
                .onSuccess(found -> found.forEach(Runnable::run))
                .mapEmpty();
    }

    /** Executes one statement, and reads the value. */
    public Future<Void> change(String sql, @Nullable Object... values) {
        return write(tx -> tx.execute(sql, values));
    }

    /**
     * Writes to the database and reads the value, in one transaction. Other instances that share the database are told.
     *
     * @param others other tables to which the statements write; their values are read again, too
     */
    public Future<Void> write(Consumer<WriteTransaction> statements, SnapshotTable<?>... others) {
        return database.instances()
                .write(tx -> {
                    statements.accept(tx);
                    return Stream.concat(Stream.of(this), Stream.of(others))
                            .map(table -> table.readAgain(tx))
                            .toList();
                })
                .onSuccess(found -> found.forEach(Runnable::run))
                .mapEmpty();
    }

    /** Reads the value; the result makes it the current one. */
    private Runnable readAgain(ReadTransaction rx) {
        S found = read.apply(rx);
        return () -> current = found;
    }
}
