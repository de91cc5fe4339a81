package org.s2slab.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a node that use one database: how they learn of changes of the configuration, which work only one of
 * them does at a time, and who works on a row of a queue. A SQLite file has one instance. Then a change needs no
 * announcement, and a lock is held against this instance only.
 */
public final class InstanceGroup {
    /**
     * Interval in real time between two readings of the number of changes, for lost notifications. With a lost
     * connection, a change is effective at all instances within five seconds after the database is available again.
     */
    static final Duration POLL = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Database database;
    private final @Nullable PostgresEngine server;
    private final List<SnapshotTable<?>> tables = new CopyOnWriteArrayList<>();
    private final List<Supplier<Future<Void>>> refreshers = new CopyOnWriteArrayList<>();
    private final String instance = UUID.randomUUID().toString();
    private @Nullable ChangeListener listener;
    private @Nullable AdvisoryLocks locks;

    /** @param server null if there is one instance */
    InstanceGroup(Vertx vertx, Database database, @Nullable PostgresEngine server) {
        this.vertx = vertx;
        this.database = database;
        this.server = server;
    }

    /** Adds a snapshot, which is read again after each change that another instance made. */
    void add(SnapshotTable<?> table) {
        tables.add(table);
    }

    /**
     * Adds work that reads data into memory again after a change of the configuration. It runs after all snapshots were
     * read, in the order of registration. If it fails, it runs again some seconds later.
     */
    public void onChange(Supplier<Future<Void>> refresh) {
        refreshers.add(refresh);
    }

    /**
     * Runs a transaction that changes the configuration, and announces the change to the other instances. The
     * configuration transactions of all instances run one after another, so that each of them sees what the previous
     * ones committed. It must read again what it changes, because data in memory may be older.
     */
    public <T> Future<T> write(Function<WriteTransaction, T> body) {
        return server == null
                ? database.write(body)
                : database.write(tx -> {
                    tx.execute("UPDATE configuration_changes SET number = number + 1");
                    tx.forEach("SELECT pg_notify(?, '')", row -> {}, ChangeListener.CHANNEL);
                    return body.apply(tx);
                });
    }

    /** Runs a transaction without a value, see {@link #write}. */
    public Future<Void> change(Consumer<WriteTransaction> body) {
        return write(WriteTransaction.withoutValue(body)).mapEmpty();
    }

    /**
     * Begins to follow the changes of other instances; succeeds after the first reading. Must be called on the event
     * loop of the node, after everything was loaded. Does nothing in a SQLite file.
     *
     * @param afterwards runs when everything was read again
     */
    public Future<Void> follow(Runnable afterwards) {
        return follow(POLL, afterwards);
    }

    /** @param poll interval between two readings of the number of changes */
    Future<Void> follow(Duration poll, Runnable afterwards) {
        if (server == null) {
            return Future.succeededFuture();
        }
        Context context = vertx.getOrCreateContext();
        Supplier<Future<Void>> refresh = () -> refresh().onSuccess(read -> afterwards.run());
        ChangeListener begun = new ChangeListener(server::connection, instance, poll, context, refresh);
        listener = begun;
        return begun.begin();
    }

    private Future<Void> refresh() {
        Future<Void> done = SnapshotTable.loadAll(database, tables);
        for (Supplier<Future<Void>> refresher : refreshers) {
            done = done.compose(before -> refresher.get());
        }
        return done;
    }

    /**
     * A lock for work on things with a key.
     *
     * @param name of the lock; locks of all instances with the same name are one lock
     */
    public KeyedLock lock(String name) {
        return new KeyedLock(name, server == null ? null : locks(server));
    }

    private synchronized AdvisoryLocks locks(PostgresEngine engine) {
        AdvisoryLocks made = locks;
        if (made == null) {
            made = new AdvisoryLocks(vertx, engine::reusable);
            locks = made;
        }
        return made;
    }

    /** The claims of this instance on the rows of a queue, in the column {@code claim} of a table. */
    public RowClaims claims(String table) {
        return new RowClaims(instance, table);
    }

    /** Ends what {@link #follow} began, and frees all locks. */
    Future<Void> close() {
        ChangeListener begun = listener;
        if (begun != null) {
            begun.close();
        }
        AdvisoryLocks taken = locks;
        return taken == null ? Future.succeededFuture() : taken.close();
    }
}
