package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory copy of a store's tables. It is read at the start and again after each change, so a change is in the
 * database before any reader of the copy sees it.
 *
 * @param <S> an immutable value: all data that is read together
 */
public final class SnapshotTable<S> {
    private final Database database;
    private final Supplier<Future<S>> read;
    private volatile @Nullable S current;

    /**
     * @param before the value until the first {@link #load}; null if it must not be read before
     * @param read reads the value from the database, which is open by then
     */
    public SnapshotTable(Database database, @Nullable S before, Supplier<Future<S>> read) {
        this.database = database;
        this.current = before;
        this.read = read;
    }

    /**
     * @param before the value until the first {@link #load}; null if it must not be read before
     * @param read reads the value from the database
     */
    public SnapshotTable(Database database, @Nullable S before, Function<ReadTransaction, S> read) {
        this(database, before, () -> database.read(read));
    }

    /** The rows of one query as a list, in their order. */
    public static <T> SnapshotTable<List<T>> of(Database database, String query, Function<ResultRow, T> element) {
        return new SnapshotTable<>(database, List.of(), rx -> rx.list(query, element));
    }

    /**
     * The value of the latest read.
     *
     * @throws IllegalStateException if there is none yet
     */
    public S current() {
        S last = current;
        if (last == null) {
            throw new IllegalStateException("the tables were not loaded yet");
        }
        return last;
    }

    /** Reads the value. */
    public Future<Void> load() {
        return read.get().onSuccess(found -> current = found).mapEmpty();
    }

    /** Executes one statement, then reads the value. */
    public Future<Void> change(String sql, @Nullable Object... values) {
        return write(tx -> tx.execute(sql, values));
    }

    /** Runs a transaction, then reads the value. */
    public Future<Void> write(Consumer<WriteTransaction> statements) {
        return database.change(statements).compose(done -> load());
    }

    /** Executes several statements in one transaction, then reads the value. */
    public Future<Void> change(Function<SqlConnection, Future<?>> statements) {
        return database.transaction(connection -> statements.apply(connection).mapEmpty())
                .compose(done -> load());
    }
}
