package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;
import org.s2slab.store.GroupCommit.Write;

/**
 * A database on a PostgreSQL server. A commit is on its disk when its Future succeeds ({@code synchronous_commit}).
 * Instances of a node read only committed data of each other, so a unique key must forbid what two must not both do.
 */
final class PostgresEngine implements DatabaseEngine {
    /** Seconds to wait for the one connection before the caller gets an error. */
    private static final int PATIENCE = 5;

    /** Maximum prepared statements of a connection: more than a role has. */
    private static final int PREPARED = 512;

    private final PostgresConfig server;

    PostgresEngine(PostgresConfig server) {
        this.server = server;
    }

    @Override
    public Future<Pool> open(Vertx vertx, SchemaMigrations migrations) {
        return vertx.executeBlocking(() -> {
                    migrations.applyTo(server);
                    return pool(vertx);
                })
                .compose(pool -> pool.query("SELECT 1").execute().map(pool).onFailure(failure -> pool.close()));
    }

    @Override
    public Future<List<@Nullable Throwable>> commit(Pool pool, List<List<Write>> callers) {
        return transaction(pool, callers)
                .map(done -> failures(Collections.nCopies(callers.size(), null)))
                .recover(failure -> callers.size() == 1
                        ? Future.succeededFuture(failures(List.of(failure)))
                        : oneByOne(pool, callers));
    }

    private static List<@Nullable Throwable> failures(List<? extends @Nullable Throwable> all) {
        return new ArrayList<>(all);
    }

    private static Future<List<@Nullable Throwable>> oneByOne(Pool pool, List<List<Write>> callers) {
        List<@Nullable Throwable> failures = new ArrayList<>();
        Future<Void> last = Future.succeededFuture();
        for (List<Write> one : callers) {
            last = last.compose(before -> transaction(pool, List.of(one)).transform(outcome -> {
                failures.add(outcome.cause());
                return Future.succeededFuture();
            }));
        }
        return last.map(done -> failures);
    }

    /** Runs writes of the same statement together, statements in the order of their first write. */
    private static Future<Void> transaction(Pool pool, List<List<Write>> callers) {
        Map<String, List<Tuple>> batches = new LinkedHashMap<>();
        callers.forEach(writes -> writes.forEach(write ->
                batches.computeIfAbsent(write.sql(), sql -> new ArrayList<>()).add(write.values())));
        return pool.withTransaction(connection -> {
            Future<?> last = Future.succeededFuture();
            for (Map.Entry<String, List<Tuple>> batch : batches.entrySet()) {
                last = last.compose(
                        before -> connection.preparedQuery(batch.getKey()).executeBatch(batch.getValue()));
            }
            return last.mapEmpty();
        });
    }

    /** Runs the work unchanged: the server syncs, and other nodes may use it. */
    @Override
    public Future<Void> syncedAsOne(Pool pool, SchemaMigrations migrations, Supplier<Future<Void>> work) {
        return work.get();
    }

    /** A transaction id is given to writers only, and by no server that is read-only. */
    @Override
    public Future<Void> tryWriting(Pool pool, SchemaMigrations migrations) {
        return pool.query("SELECT txid_current()").execute().mapEmpty();
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
