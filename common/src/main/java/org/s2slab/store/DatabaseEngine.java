package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.GroupCommit.Write;

/** The engine of a database: a SQLite file or a PostgreSQL server. */
interface DatabaseEngine {
    /** Migrates the schema and connects, with one connection, so that writers of one node wait for each other. */
    Future<Pool> open(Vertx vertx, SchemaMigrations migrations);

    /** Connections that only read, at most that many; closed with the pool. */
    default Pool readers(Vertx vertx, Pool pool, int size) {
        return pool;
    }

    /** See {@link Database#write}. */
    default <T> Future<T> write(Vertx vertx, Pool pool, Function<WriteTransaction, T> body) {
        throw new UnsupportedOperationException("the stores on " + this + " return Futures");
    }

    /** Runs a transaction that reads, on a connection of {@link #readers}. */
    default <T> Future<T> read(SqlClient readers, Function<ReadTransaction, T> body) {
        throw new UnsupportedOperationException("the stores on " + this + " return Futures");
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
