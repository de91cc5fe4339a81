package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;

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
    private final LongReadLimit longReads = new LongReadLimit();
    private final InstanceGroup instances;
    private volatile boolean opened;

    private Database(Vertx vertx, DatabaseEngine engine, String node, String... schema) {
        this.vertx = vertx;
        this.engine = engine;
        this.node = node;
        this.instances = new InstanceGroup(vertx, this, engine instanceof PostgresEngine server ? server : null);
        this.schema = Schema.of(List.of(schema));
    }

    /**
     * A database in a SQLite file.
     *
     * @param file made with owner-only rights if it is absent
     * @param schema names of scripts on the class path that create the tables, {@code db/common} first
     */
    public static Database at(Vertx vertx, Path file, String... schema) {
        return new Database(vertx, new SqliteEngine(file), "", schema);
    }

    /** The PostgreSQL database that the node's configuration names, or else the file in its data folder. */
    public static Database of(Vertx vertx, NodeConfig node, String... schema) {
        PostgresConfig server = node.database();
        return server == null
                ? at(vertx, node.data().resolve("node.db"), schema)
                : on(vertx, server, node.name(), schema);
    }

    /** A database on a PostgreSQL server. It must exist and belong to the configured user. */
    static Database on(Vertx vertx, PostgresConfig server, String node, String... schema) {
        return new Database(vertx, new PostgresEngine(server), node, schema);
    }

    /**
     * Overwrites deleted rows with zeros in the file; by default SQLite only marks their space as free. Must be called
     * before {@link #open}. The log contains the deleted text until {@link #emptyLog}. Does nothing on PostgreSQL, which
     * overwrites deleted rows when it vacuums.
     */
    public Database overwritingDeleted() {
        engine.overwriteDeleted();
        return this;
    }

    /**
     * Opens the database, and creates the tables of a new database; stores may use it afterwards. Refusal CONFLICT if
     * another process or another instance of this class has the file open, because data in memory would become stale.
     * Refusal UNAVAILABLE, with place and cause, if the file is not a database, damaged, locked, of another version, or
     * read-only.
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
        return Future.failedFuture(UnusableDatabaseText.explained(engine, failure, alone));
    }

    /**
     * Lets the transactions of all instances that write run one after another, as on SQLite. So a transaction never
     * changes what another instance has changed since it was read, and numbers are committed in their order. Must be
     * called before {@link #open}.
     */
    public Database writingInTurns() {
        engine.writeInTurns();
        return this;
    }

    /** The owner of this node's rows if instances share the database: the node's name; empty in a file. */
    public String node() {
        return node;
    }

    /** Whether other instances may write, too. A file has one owner, see {@link #open}. */
    public boolean isShared() {
        return !node.isEmpty();
    }

    /** This and the other instances that use the database. */
    public InstanceGroup instances() {
        return instances;
    }

    /** Whether work failed because another program writes to the file. The same work may succeed later. */
    public static boolean isLocked(Throwable failure) {
        return UnusableDatabaseText.isLocked(failure);
    }

    /**
     * Runs a transaction on a database thread; succeeds with its value when all its changes are on the disk. An
     * exception undoes its changes, and fails the Future. Transactions that wait for the connection share one commit.
     *
     * @param body plain blocking Java; begins no other transaction, and changes only the database, because it runs
     *     again if a shared commit fails
     */
    public <T> Future<T> write(Function<WriteTransaction, T> body) {
        return engine.write(body)
                .onComplete(outcome -> {
                    if (outcome.succeeded() || outcome.cause() instanceof SQLException) {
                        commitListener.accept(outcome.cause());
                    }
                })
                .recover(engine::explained);
    }

    /** Runs a transaction that has no value, see {@link #write}. */
    public Future<Void> change(Consumer<WriteTransaction> body) {
        return write(WriteTransaction.withoutValue(body)).mapEmpty();
    }

    /** Runs a short transaction that reads committed data. It waits for no commit and for no long read. */
    public <T> Future<T> read(Function<ReadTransaction, T> body) {
        return engine.read(body);
    }

    /**
     * Runs a transaction that reads and may take long, such as a search. It delays no commit and no short read.
     *
     * @param caller has one running long read at a time, so that no caller uses all connections for long reads
     */
    public <T> Future<T> read(String caller, Function<ReadTransaction, T> body) {
        return longReads.read(caller, () -> engine.readLong(body));
    }

    /**
     * Sets an observer of each {@link #write}: a failure of the database, or null if the changes are on the disk. It
     * must be set before {@link #open}, and must not block.
     */
    public void whenCommitted(Consumer<@Nullable Throwable> listener) {
        commitListener = listener;
    }

    /** Commits a write that changes no content; fails with the cause if writing is impossible now. */
    public Future<Void> tryWriting() {
        return engine.tryWriting(schema);
    }

    /**
     * Holds the state of this moment for a copy: the node commits nothing until it is released, at most for some
     * seconds. Fails for a database on a PostgreSQL server.
     */
    public Future<HeldDatabase> hold() {
        return hold(HeldDatabase.LONGEST);
    }

    Future<HeldDatabase> hold(Duration longest) {
        return engine.hold(longest);
    }

    /** The number of transactions that wait for the connection that writes. */
    public int waitingTransactions() {
        return engine.waiting();
    }

    /** The SQLite file; empty for a database on a PostgreSQL server. */
    public Optional<Path> file() {
        return engine.file();
    }

    /** The file, or the address of the server. */
    @Override
    public String toString() {
        return engine.toString();
    }

    /**
     * Runs work, such as a start, whose commits are synced to the disk together at its end, where this is faster. A
     * node must not answer that data is stored before the Future succeeds. Fails as {@link #open} does if the database
     * cannot be used.
     */
    public Future<Void> syncedAsOne(Supplier<Future<Void>> work) {
        return engine.syncedAsOne(schema, work).recover(failure -> explained(failure, false));
    }

    /**
     * Runs a checkpoint and cuts the log to length 0, so that deleted data cannot be read from the log. It is called
     * several times a second. It does nothing while commits come between two calls, but at most for some seconds: a
     * commit costs more in a growing log than in a log that is overwritten. Does nothing on PostgreSQL.
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
        return instances.close().eventually(engine::close);
    }
}
