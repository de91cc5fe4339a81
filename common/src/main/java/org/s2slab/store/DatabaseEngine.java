package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.GroupCommit.Write;

/** Where a database is kept: a SQLite file or a PostgreSQL server. */
interface DatabaseEngine {
    /** Brings the schema up to date and connects, with one connection, so that writers of one node never meet. */
    Future<Pool> open(Vertx vertx, SchemaMigrations migrations);

    /** What {@link Database#readLong} reads with; closed with the pool. */
    default Pool readers(Vertx vertx, Pool pool) {
        return pool;
    }

    /** See {@link Database#commit}. */
    Future<List<@Nullable Throwable>> commit(Pool pool, List<List<Write>> callers);

    /** See {@link Database#syncedAsOne}. */
    Future<Void> syncedAsOne(Pool pool, SchemaMigrations migrations, Supplier<Future<Void>> work);

    /** See {@link Database#tryWriting}. */
    Future<Void> tryWriting(Pool pool, SchemaMigrations migrations);

    /** See {@link Database#file}. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** See {@link Database#overwritingDeleted}. */
    default void overwriteDeleted() {
        throw new UnsupportedOperationException(this + " decides by itself when deleted rows leave its files");
    }

    /** See {@link Database#emptyLog}. */
    default Future<Void> emptyLog(Pool pool) {
        return Future.succeededFuture();
    }

    /** Waits for what is running, and closes the pool. */
    default Future<Void> close(Pool pool) {
        return pool.close();
    }
}
