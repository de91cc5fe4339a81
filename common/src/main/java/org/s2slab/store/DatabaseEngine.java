package org.s2slab.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * The engine of a database: a SQLite file or a PostgreSQL server. One connection writes, so the writers of a node wait
 * for each other. One connection is for short reads, and {@value LongReadLimit#CONNECTIONS} are for long reads.
 */
abstract class DatabaseEngine {
    private @Nullable Connections connections;

    private record Connections(
            ConnectionPool writer, GroupCommit commits, ConnectionPool reader, ConnectionPool longReaders) {}

    /** Creates the tables in a new database, and connects. */
    abstract Future<Void> open(Vertx vertx, Schema schema);

    /** Opens the connections. The writing connection is opened at once. */
    Future<Void> connect(Vertx vertx, ConnectionPool.Connector writing, ConnectionPool.Connector reading) {
        ConnectionPool writer = new ConnectionPool(vertx, 1, writing, texts());
        connections = new Connections(
                writer,
                new GroupCommit(writer, turn()),
                new ConnectionPool(vertx, 1, reading, texts()),
                new ConnectionPool(vertx, LongReadLimit.CONNECTIONS, reading, texts()));
        return writer.run(connection -> true).mapEmpty();
    }

    /** The form of texts in this database. */
    TextForm texts() {
        return TextForm.UNCHANGED;
    }

    /** The statement with which a transaction that writes waits for its turn; empty if it need not wait. */
    String turn() {
        return "";
    }

    /** See {@link Database#writingInTurns}. Does nothing where only one instance writes. */
    void writeInTurns() {
        // See above.
    }

    private Connections opened() {
        Connections now = connections;
        if (now == null) {
            throw new IllegalStateException("the database is not open");
        }
        return now;
    }

    /** Runs work on the writing connection. */
    <T> Future<T> onWriter(ConnectionPool.Work<T> work) {
        return opened().writer().run(work);
    }

    /** See {@link Database#waitingTransactions}. */
    int waiting() {
        Connections now = connections;
        return now == null ? 0 : now.commits().waiting();
    }

    /** See {@link Database#write}. */
    <T> Future<T> write(Function<WriteTransaction, T> body) {
        return opened().commits().write(body);
    }

    /** Runs a short transaction that reads. */
    <T> Future<T> read(Function<ReadTransaction, T> body) {
        return opened().reader()
                .run(statements -> ReadTransaction.run(statements, body))
                .recover(this::explained);
    }

    /** Fails with the reason if the database cannot be used now, otherwise with the failure. */
    <T> Future<T> explained(Throwable failure) {
        return Future.failedFuture(failure);
    }

    /** Runs a transaction that reads and may take long, in parallel to short reads. */
    <T> Future<T> readLong(Function<ReadTransaction, T> body) {
        return opened().longReaders()
                .run(statements -> ReadTransaction.run(statements, body))
                .recover(this::explained);
    }

    /** See {@link Database#syncedAsOne}. */
    abstract Future<Void> syncedAsOne(Schema schema, Supplier<Future<Void>> work);

    /** See {@link Database#tryWriting}. */
    abstract Future<Void> tryWriting(Schema schema);

    /** See {@link Database#file}. */
    Optional<Path> file() {
        return Optional.empty();
    }

    /** See {@link Database#overwritingDeleted}. */
    abstract void overwriteDeleted();

    /** See {@link Database#hold}. */
    Future<HeldDatabase> hold(Duration longest) {
        return Future.failedFuture(Refusal.conflict("snapshot: the database '" + this
                + "' is on a PostgreSQL server, and a snapshot has only databases in files; use pg_dump"));
    }

    /** Holds the writing connection of a SQLite file. */
    Future<HeldDatabase> hold(Path file, String url, Duration longest) {
        Context caller = opened().writer().vertx().getOrCreateContext();
        Promise<HeldDatabase> held = Promise.promise();
        onWriter(statements -> {
                    HeldDatabase state = HeldDatabase.now(file, url, longest);
                    caller.runOnContext(turn -> held.complete(state));
                    return state.awaitRelease();
                })
                .onFailure(held::tryFail);
        return held.future();
    }

    /** See {@link Database#emptyLog}. */
    Future<Void> emptyLog() {
        return Future.succeededFuture();
    }

    /** Called after all reads have ended, before the writing connection is closed. */
    Future<Void> beforeClose() {
        return Future.succeededFuture();
    }

    /** Waits for running work, and closes the connections. */
    Future<Void> close() {
        Connections now = connections;
        connections = null;
        return now == null
                ? Future.succeededFuture()
                : Future.join(now.reader().close(), now.longReaders().close())
                        .eventually(now.commits()::drained)
                        .eventually(this::beforeClose)
                        .eventually(now.writer()::close)
                        .mapEmpty();
    }
}
