package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The engine of a database: a SQLite file or a PostgreSQL server. */
interface DatabaseEngine {
    /** Migrates the schema and connects, with one connection, so that writers of one node wait for each other. */
    Future<Void> open(Vertx vertx, SchemaMigrations migrations);

    /** The connection for stores that return Futures. */
    default Pool pool() {
        throw new UnsupportedOperationException("the stores on " + this + " take a transaction");
    }

    /** The connections for long reads of stores that return Futures. */
    default Pool readers() {
        return pool();
    }

    /** See {@link Database#write}. */
    <T> Future<T> write(Function<WriteTransaction, T> body);

    /** Runs a short transaction that reads. */
    <T> Future<T> read(Function<ReadTransaction, T> body);

    /** Runs a transaction that reads and may take long, beside short ones. */
    <T> Future<T> readLong(Function<ReadTransaction, T> body);

    /** See {@link Database#syncedAsOne}. */
    Future<Void> syncedAsOne(SchemaMigrations migrations, Supplier<Future<Void>> work);

    /** See {@link Database#tryWriting}. */
    Future<Void> tryWriting(SchemaMigrations migrations);

    /** See {@link Database#file}. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** See {@link Database#overwritingDeleted}. */
    default void overwriteDeleted() {
        throw new UnsupportedOperationException(this + " decides by itself when deleted rows leave its files");
    }

    /** See {@link Database#emptyLog}. */
    default Future<Void> emptyLog() {
        return Future.succeededFuture();
    }

    /** Waits for running work, and closes the connections. */
    Future<Void> close();
}
