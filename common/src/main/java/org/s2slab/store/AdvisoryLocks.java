package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.s2slab.store.ConnectionPool.Connector;

/**
 * The advisory locks that this instance holds on a PostgreSQL server, on one separate connection. If the connection is
 * lost, the server frees all of them.
 */
final class AdvisoryLocks {
    /** Milliseconds between two attempts. */
    private static final long PAUSE = 20;

    private final ConnectionPool connection;

    AdvisoryLocks(Vertx vertx, Connector connector) {
        connection = new ConnectionPool(vertx, 1, connector, TextForm.WITHOUT_NUL);
    }

    /** Takes a lock if it is free. This instance must not have it, because a session can take a lock twice. */
    Future<Boolean> take(String name) {
        return ask("SELECT CASE WHEN pg_try_advisory_lock(hashtextextended(?, 0)) THEN 1 ELSE 0 END AS number", name);
    }

    /** Frees a lock. If the connection was lost, the lock is free already. */
    Future<Boolean> free(String name) {
        return ask("SELECT CASE WHEN pg_advisory_unlock(hashtextextended(?, 0)) THEN 1 ELSE 0 END AS number", name)
                .otherwise(false);
    }

    /** Whether any instance has a lock. */
    Future<Boolean> isTaken(String name) {
        return ask(
                "SELECT COUNT(*) AS number FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND (classid::bigint << 32 | objid::bigint) = hashtextextended(?, 0)",
                name);
    }

    private Future<Boolean> ask(String question, String name) {
        return connection.run(statements -> new ReadTransaction(statements).number(question, name) > 0);
    }

    /** Waits before the next attempt to take a lock that another instance has. */
    Future<Void> pause() {
        Promise<Void> passed = Promise.promise();
        connection.vertx().setTimer(PAUSE, timer -> passed.complete());
        return passed.future();
    }

    Future<Void> close() {
        return connection.close();
    }
}
