package org.s2slab.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Database threads with a connection each. Tasks start in their order, as soon as a thread is free. */
final class ConnectionPool {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private final Vertx vertx;
    private final Connector connector;
    private final TextForm texts;
    private final ExecutorService threads;

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable StatementExecutor> latest = new ThreadLocal<>();

    private final Set<StatementExecutor> connections = ConcurrentHashMap.newKeySet();

    /** Work on a connection that no other work uses at the same time. */
    interface Work<T> {
        T on(StatementExecutor connection) throws SQLException;
    }

    /** Opens connections. */
    interface Connector {
        /** Returns the connection of a thread if it can still be used, otherwise a new connection. */
        Connection connect(@Nullable Connection latest) throws SQLException;
    }

    ConnectionPool(Vertx vertx, int size, Connector connector, TextForm texts) {
        this.vertx = vertx;
        this.connector = connector;
        this.texts = texts;
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "s2slab-database");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs some work; succeeds with its value in the context of the caller. */
    <T> Future<T> run(Work<T> work) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> done = Promise.promise();
        threads.execute(() -> {
            try {
                T result = work.on(connection());
                caller.runOnContext(turn -> done.complete(result));
            } catch (SQLException | RuntimeException | Error failure) {
                Throwable cause = failure instanceof StatementFailure statement ? statement.sql() : failure;
                caller.runOnContext(turn -> done.fail(cause));
            }
        });
        return done.future();
    }

    private StatementExecutor connection() throws SQLException {
        StatementExecutor before = latest.get();
        Connection now = connector.connect(before == null ? null : before.connection());
        if (before != null && before.connection() == now) {
            return before;
        }
        if (before != null) {
            connections.remove(before);
            close(before.connection());
        }
        StatementExecutor made = new StatementExecutor(now, texts);
        connections.add(made);
        latest.set(made);
        return made;
    }

    /** Closes a connection that cannot be used any more. The server may still have it. */
    private static void close(Connection unusable) {
        try {
            unusable.close();
        } catch (SQLException e) {
            LOG.debug("a connection that was lost could not be closed", e);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /** Waits for running work, and closes the connections. */
    Future<Void> close() {
        threads.shutdown();
        return vertx.executeBlocking(() -> {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("work on the database does not end");
            }
            for (StatementExecutor statements : connections) {
                statements.connection().close();
            }
            return null;
        });
    }
}
