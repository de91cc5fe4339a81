package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;

/**
 * A database on a PostgreSQL server. A commit is on its disk when its Future succeeds ({@code synchronous_commit}).
 * Instances of a node read only committed data of each other, so a unique key must forbid what two must not both do.
 */
final class PostgresEngine implements DatabaseEngine {
    /** Seconds for a server to respond to a connection that was not in use. */
    private static final int PATIENCE = 5;

    private final PostgresConfig server;
    private final SqliteStatements statements = new SqliteStatements();
    private final SharedCommit commits = new SharedCommit(statements);
    private @Nullable ConnectionPool writer;
    private @Nullable ConnectionPool reader;
    private @Nullable ConnectionPool longReaders;

    PostgresEngine(PostgresConfig server) {
        this.server = server;
    }

    @Override
    public Future<Void> open(Vertx vertx, SchemaMigrations migrations) {
        return vertx.executeBlocking(() -> {
                    migrations.applyTo(server);
                    return true;
                })
                .compose(migrated -> {
                    writer = new ConnectionPool(vertx, 1, this::connect);
                    reader = new ConnectionPool(vertx, 1, this::connectToRead);
                    longReaders = new ConnectionPool(vertx, LongReads.CONNECTIONS, this::connectToRead);
                    return read(rx -> true);
                })
                .<Void>mapEmpty()
                .onFailure(failure -> close());
    }

    private Connection connect(@Nullable Connection latest) throws SQLException {
        if (latest != null && latest.isValid(PATIENCE)) {
            return latest;
        }
        statements.forget(latest);
        Properties properties = new Properties();
        properties.put("user", server.user());
        properties.put("password", server.password());
        properties.put("ApplicationName", "s2slab");
        properties.put("options", "-c synchronous_commit=on");
        return DriverManager.getConnection(SchemaMigrations.urlOf(server), properties);
    }

    /** Each transaction sees one state of the database. */
    private Connection connectToRead(@Nullable Connection latest) throws SQLException {
        Connection connection = connect(latest);
        if (connection != latest) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        return connection;
    }

    @Override
    public <T> Future<T> write(Function<WriteTransaction, T> body) {
        ConnectionPool pool = opened(writer);
        return commits.write(pool.vertx(), pool::run, body);
    }

    @Override
    public <T> Future<T> read(Function<ReadTransaction, T> body) {
        return opened(reader).run(connection -> ReadTransaction.run(connection, statements, body));
    }

    @Override
    public <T> Future<T> readLong(Function<ReadTransaction, T> body) {
        return opened(longReaders).run(connection -> ReadTransaction.run(connection, statements, body));
    }

    private static ConnectionPool opened(@Nullable ConnectionPool pool) {
        if (pool == null) {
            throw new IllegalStateException("the database is not open");
        }
        return pool;
    }

    /** Runs the work unchanged: the server syncs, and other nodes may use it. */
    @Override
    public Future<Void> syncedAsOne(SchemaMigrations migrations, Supplier<Future<Void>> work) {
        return work.get();
    }

    /** A transaction id is given to writers only, and by no server that is read-only. */
    @Override
    public Future<Void> tryWriting(SchemaMigrations migrations) {
        return write(tx -> tx.number("SELECT txid_current() AS number")).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        List<Future<Void>> closing = Stream.of(writer, reader, longReaders)
                .filter(Objects::nonNull)
                .map(ConnectionPool::close)
                .toList();
        writer = null;
        reader = null;
        longReaders = null;
        return Future.join(closing).mapEmpty();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
