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

/** The engine of a database: a SQLite file or a PostgreSQL server. */
interface DatabaseEngine {
    /** Migrates the schema and connects, with one connection, so that writers of one node wait for each other. */
    Future<Pool> open(Vertx vertx, SchemaMigrations migrations);

    /** The connections of {@link Database#readLong}; closed with the pool. */
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

    /** Waits for running work, and closes the pool. */
    default Future<Void> close(Pool pool) {
        return pool.close();
    }
}
