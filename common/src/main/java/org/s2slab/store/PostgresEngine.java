package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.s2slab.config.DatabaseServer;

/**
 * A database on a PostgreSQL server. A commit is on its disk when its Future succeeds ({@code synchronous_commit}), and
 * what two instances of a node may not both do, a unique key must forbid: they read only what the other has committed.
 */
final class PostgresEngine implements Engine {
    /** Seconds to wait for the one connection before the caller is told that the database does not answer. */
    private static final int PATIENCE = 5;

    /** Statements a connection keeps prepared: more than a role has. */
    private static final int PREPARED = 512;

    private final DatabaseServer server;

    PostgresEngine(DatabaseServer server) {
        this.server = server;
    }

    @Override
    public Future<Pool> open(Vertx vertx, Migrations migrations) {
        return vertx.executeBlocking(() -> {
                    migrations.applyTo(server);
                    return pool(vertx);
                })
                .compose(pool -> pool.query("SELECT 1").execute().map(pool).onFailure(failure -> pool.close()));
    }

    /** Nothing to gain here: the server syncs, and it may have other nodes to sync for. */
    @Override
    public Future<Void> syncedAsOne(Pool pool, Migrations migrations, Supplier<Future<Void>> work) {
        return work.get();
    }

    @Override
    public String toString() {
        return server.toString();
    }

    private Pool pool(Vertx vertx) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(server.database())
                .setUser(server.user())
                .setPassword(server.password())
                .addProperty("application_name", "s2slab")
                .addProperty("synchronous_commit", "on");
        options.setCachePreparedStatements(true).setPreparedStatementCacheMaxSize(PREPARED);
        PoolOptions one = new PoolOptions()
                .setMaxSize(1)
                .setConnectionTimeout(PATIENCE)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return NumberedParameters.in(
                PgBuilder.pool().with(one).connectingTo(options).using(vertx).build());
    }
}
