package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.refusal.Refusal;

/**
 * The node's own database: opened once, and shared by the stores.
 *
 * <p>A commit is on the disk when its Future succeeds, for a SQLite file and a PostgreSQL server alike. Writers of a
 * SQLite file use one connection and wait for each other. Statements are written for both engines: {@code ?} for each
 * value, common syntax, {@code BIGINT} for values that may exceed 31 bits.
 */
public final class Database {
    private final Vertx vertx;
    private final DatabaseEngine engine;
    private final Schema schema;
    private final String node;
    private Consumer<@Nullable Throwable> commitListener = outcome -> {};
    private final LongReads longReads = new LongReads();
    private volatile boolean opened;

    private Database(Vertx vertx, DatabaseEngine engine, String node, String... schema) {
        this.vertx = vertx;
        this.engine = engine;
        this.node = node;
        this.schema = Schema.of(List.of(schema));
    }

    /**
     * The SQLite file.
     *
     * @param file made with owner-only rights when absent
     * @param schema names of scripts on the class path that create the tables, {@code db/common} first
     */
    public static Database at(Vertx vertx, Path file, String... schema) {
        return new Database(vertx, new SqliteEngine(file), "", schema);
    }

    /** The PostgreSQL database that the node's configuration names, or else the file in its data folder. */
    public static Database of(Vertx vertx, NodeConfig node, String... schema) {
        PostgresConfig server = node.database();
        return server == null ? at(vertx, fileOf(node), schema) : on(vertx, server, node.name(), schema);
    }

    /** A database on a PostgreSQL server, which must exist and belong to the user named. */
    static Database on(Vertx vertx, PostgresConfig server, String node, String... schema) {
        return new Database(vertx, new PostgresEngine(server), node, schema);
    }

    /**
     * The file in the node's data folder, for a role whose statements are tested on SQLite only.
     *
     * @throws Refusal PARAMETER_INVALID when the configuration names a PostgreSQL database
     */
    public static Database inFolderOf(Vertx vertx, NodeConfig node, String... schema) {
        if (node.database() != null) {
            throw Refusal.invalid("database: '" + node.database().url() + "' cannot keep what '" + node.name()
                    + "' stores; this role keeps it in SQLite, in its data folder: leave the key out");
        }
        return at(vertx, fileOf(node), schema);
    }

    /**
     * Overwrites deleted rows with zeros in the file, whereas SQLite only marks their space as free; call before
     * {@link #open}. The log has the deleted text until {@link #emptyLog}.
     *
     * @throws UnsupportedOperationException for a database on a PostgreSQL server
     */
    public Database overwritingDeleted() {
        engine.overwriteDeleted();
        return this;
    }

    private static Path fileOf(NodeConfig node) {
        return node.data().resolve("node.db");
    }

    /**
     * Opens the database, and creates its tables in a new one; stores may use it afterwards. Refusal CONFLICT when
     * another process, or another of these, has the file open: what a node keeps in memory of it would not be true.
     * Refusal UNAVAILABLE, with place and cause, when it cannot be used: it is no database, damaged, locked, of another
     * version, or may not be written.
     */
    public Future<Void> open() {
        if (opened) {
            return Future.failedFuture(new IllegalStateException("the database is already open: " + engine));
        }
        return engine.open(vertx, schema).onSuccess(done -> opened = true).recover(failure -> explained(failure, true));
    }

    DatabaseEngine engine() {
        return engine;
    }

    private Future<Void> explained(Throwable failure, boolean alone) {
        return Future.failedFuture(UnusableDatabase.explained(engine, failure, alone));
    }

    /** The owner of this node's rows if instances share the database: the node's name; empty in a file. */
    public String node() {
        return node;
    }

    /** Whether other instances may write to it too. A file has one owner, see {@link #open}. */
    public boolean isShared() {
        return !node.isEmpty();
    }

    /** Whether work failed because another program writes to the file; the same work may succeed later. */
    public static boolean isLocked(Throwable failure) {
        return UnusableDatabase.isLocked(failure);
    }

    /**
     * Runs a transaction on a database thread; succeeds with its value when all that it wrote is on the disk. An
     * exception undoes what it wrote, and fails the Future. Transactions that wait for the connection share one commit.
     *
     * @param body plain Java that blocks; it begins no other transaction, and changes nothing but the database, for it
     *     runs again if a shared commit fails
     */
    public <T> Future<T> write(Function<WriteTransaction, T> body) {
        return engine.write(body).onComplete(outcome -> {
            if (outcome.succeeded() || outcome.cause() instanceof SQLException) {
                commitListener.accept(outcome.cause());
            }
        });
    }

    /** Runs a transaction that has no value, see {@link #write}. */
    public Future<Void> change(Consumer<WriteTransaction> body) {
        return write(tx -> {
                    body.accept(tx);
                    return true;
                })
                .mapEmpty();
    }

    /** Runs a short transaction that reads what was committed before. It waits for no commit and for no long read. */
    public <T> Future<T> read(Function<ReadTransaction, T> body) {
        return engine.read(body);
    }

    /**
     * Runs a transaction that reads and may take long, such as a search. It holds up no commit and no short read.
     *
     * @param caller runs one such read at a time, so that no caller uses all connections for long reads
     */
    public <T> Future<T> read(String caller, Function<ReadTransaction, T> body) {
        return longReads.read(caller, () -> engine.readLong(body));
    }

    /**
     * Sets an observer of each {@link #write}: the failure of a statement or of the commit, or null if its writes are on
     * the disk; before {@link #open}. It must not block.
     */
    public void whenCommitted(Consumer<@Nullable Throwable> listener) {
        commitListener = listener;
    }

    /** Commits a write that changes no content; fails with the cause if writing is impossible now. */
    public Future<Void> tryWriting() {
        return engine.tryWriting(schema);
    }

    /** The SQLite file; empty for a database on a PostgreSQL server. */
    public Optional<Path> file() {
        return engine.file();
    }

    /** Its file or the address of its server. */
    @Override
    public String toString() {
        return engine.toString();
    }

    /**
     * Makes everything that some work commits reach the disk at once, when its Future succeeds, instead of commit by
     * commit where that is slower: for a start, which tells nobody that anything is stored before it is done. Fails as
     * {@link #open} does where the database turns out to be unusable.
     */
    public Future<Void> syncedAsOne(Supplier<Future<Void>> work) {
        return engine.syncedAsOne(schema, work).recover(failure -> explained(failure, false));
    }

    /**
     * Runs a checkpoint and cuts the log to length 0, so that no deleted data can be read from it. Called several times
     * a second: it waits until no commit came since the call before, for some seconds at most, because each commit of a
     * log that grows costs more than one of a log that is written over. Nothing to do on PostgreSQL.
     */
    public Future<Void> emptyLog() {
        return engine.emptyLog();
    }

    /** Waits for running work, then closes the database; does nothing if it is not open. */
    public Future<Void> close() {
        if (!opened) {
            return Future.succeededFuture();
        }
        opened = false;
        return engine.close();
    }
}
