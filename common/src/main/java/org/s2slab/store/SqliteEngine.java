package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** A database in a SQLite file with a write-ahead log and {@code synchronous=FULL}. */
final class SqliteEngine extends DatabaseEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);

    private final Path file;
    private boolean overwrites;
    private @Nullable WalCheckpointer writeBack;
    private @Nullable FileChannel ownership;

    SqliteEngine(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    Future<Void> open(Vertx vertx, Schema schema) {
        SqliteFile sqlite = new SqliteFile(file, overwrites);
        return vertx.executeBlocking(() -> {
                    requireLibrary();
                    ownership = sqlite.own();
                    sqlite.prepare(schema);
                    return sqlite;
                })
                .compose(prepared -> connect(vertx, prepared))
                .onFailure(failure -> disown());
    }

    /** Requires the native library of SQLite, which a file system without programs ({@code noexec}) does not load. */
    private static void requireLibrary() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            String folder = System.getProperty("org.sqlite.lib.path", System.getProperty("java.io.tmpdir"));
            throw Refusal.unavailable("data: SQLite's library cannot be loaded from '" + folder
                    + "'; if this file system does not permit programs (noexec), set the environment variable"
                    + " S2SLAB_CACHE, or Java's option -Djava.io.tmpdir, to a folder where programs may run");
        }
    }

    private Future<Void> connect(Vertx vertx, SqliteFile sqlite) {
        WalCheckpointer copying = new WalCheckpointer(vertx, sqlite.url());
        writeBack = copying;
        return connect(
                vertx,
                latest -> latest == null ? copying.follow(DriverManager.getConnection(sqlite.url())) : latest,
                latest -> latest == null ? readOnly(DriverManager.getConnection(sqlite.readerUrl())) : latest);
    }

    private static Connection readOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only=on");
        }
        return connection;
    }

    @Override
    Future<Void> syncedAsOne(Schema schema, Supplier<Future<Void>> work) {
        // Only this connection restarts the log, and autocheckpoint=0 prevents it now. So no unsynced data is
        // overwritten, and a power loss can only lose this work.
        return execute("PRAGMA synchronous=OFF")
                .compose(off -> execute("PRAGMA wal_autocheckpoint=0"))
                .compose(off -> work.get())
                .eventually(() -> execute("PRAGMA wal_autocheckpoint=" + WalCheckpointer.LONGEST))
                .eventually(() -> execute("PRAGMA synchronous=FULL"))
                .compose(done -> onWriter(SqliteEngine::hasChanged))
                // Any commit also syncs all earlier commits in the log.
                .compose(changed -> changed ? tryWriting(schema) : Future.succeededFuture());
    }

    private static boolean hasChanged(StatementExecutor statements) throws SQLException {
        try (Statement statement = statements.connection().createStatement();
                ResultSet changes = statement.executeQuery("SELECT total_changes()")) {
            return changes.next() && changes.getLong(1) > 0;
        }
    }

    /** Writes the same number again: SQLite writes its page to the log in spite of that. */
    @Override
    Future<Void> tryWriting(Schema schema) {
        return execute("PRAGMA user_version=" + schema.fingerprint());
    }

    private Future<Void> execute(String pragma) {
        return onWriter(statements -> {
                    try (Statement statement = statements.connection().createStatement()) {
                        return statement.execute(pragma);
                    }
                })
                .mapEmpty();
    }

    @Override
    Future<HeldDatabase> hold(Duration longest) {
        return hold(file, new SqliteFile(file, overwrites).readerUrl(), longest);
    }

    @Override
    Optional<Path> file() {
        return Optional.of(file);
    }

    @Override
    Future<Void> beforeClose() {
        WalCheckpointer copying = writeBack;
        return copying == null ? Future.succeededFuture() : copying.close();
    }

    @Override
    Future<Void> close() {
        return super.close().onComplete(done -> disown());
    }

    @Override
    void overwriteDeleted() {
        overwrites = true;
    }

    @Override
    Future<Void> emptyLog() {
        WalCheckpointer copying = writeBack;
        return copying == null
                ? Future.succeededFuture()
                : copying.emptyLog(() -> onWriter(SqliteEngine::hasEmptiedLog));
    }

    /**
     * Cuts the log to length 0; returns whether it succeeded. It runs on the committing connection, because on another
     * connection it would make transactions fail that first read and then write. It does not wait for readers, because
     * callers would wait as well.
     */
    private static boolean hasEmptiedLog(StatementExecutor statements) throws SQLException {
        try (Statement statement = statements.connection().createStatement()) {
            statement.execute("PRAGMA busy_timeout=0");
            try (ResultSet outcome = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return outcome.next() && outcome.getInt("busy") == 0;
            } finally {
                statement.execute("PRAGMA busy_timeout=" + SqliteFile.BUSY_TIMEOUT);
            }
        }
    }

    private void disown() {
        FileChannel owned = ownership;
        ownership = null;
        try {
            if (owned != null) {
                owned.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock of {} could not be given back: {}", file, e.toString());
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
