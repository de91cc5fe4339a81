package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * Runs checkpoints on its own connection: copies SQLite's log into the database file in parallel to commits. By default
 * the committing connection does this every {@value #PAGES} pages, and all callers of that commit wait for it.
 *
 * <p>The committing connection still runs a checkpoint when the log has {@value #LONGEST} pages. Then little is left to
 * copy, and SQLite restarts the log.
 */
final class WalCheckpointer {
    /** The number of pages for a checkpoint: SQLite's default. */
    private static final int PAGES = 1_000;

    static final int LONGEST = 4 * PAGES;

    /** Changed rows between two checks of the number of pages. Most rows change one or two. A check is cheap. */
    private static final int ROWS = 64;

    /**
     * Maximum number of calls of {@link #emptyLog} without effect while commits continue: some ten seconds of timers.
     */
    private static final int MOST_LOOKS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);

    private final Vertx vertx;
    private final String url;
    private @Nullable Connection connection;
    private Future<Void> looking = Future.succeededFuture();
    private boolean closed;
    private final AtomicLong commits = new AtomicLong();
    private volatile long emptied = -1;
    private long lookedAt = -1;
    private int looks;

    WalCheckpointer(Vertx vertx, String url) {
        this.vertx = vertx;
        this.url = url;
    }

    /** Counts the commits of a connection. */
    Connection follow(Connection committing) throws SQLException {
        SQLiteConnection sqlite = committing.unwrap(SQLiteConnection.class);
        try (Statement statement = committing.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint=" + LONGEST);
        }
        sqlite.addCommitListener(new Commits(sqlite.getDatabase()));
        return committing;
    }

    /** Waits for the running checkpoint, and starts no more. */
    Future<Void> close() {
        synchronized (this) {
            closed = true;
        }
        return looking.eventually(() -> vertx.executeBlocking(() -> {
            if (connection != null) {
                connection.close();
            }
            return null;
        }));
    }

    private synchronized void lookSoon() {
        if (!closed && looking.isComplete()) {
            looking = copying(this::look);
        }
    }

    /**
     * See {@link Database#emptyLog}. First copies as much as possible in parallel to commits.
     *
     * @param cut cuts the log to length 0, on the committing connection; returns whether it succeeded
     */
    Future<Void> emptyLog(Supplier<Future<Boolean>> cut) {
        long now = commits.get();
        synchronized (this) {
            boolean busy = now != lookedAt && ++looks < MOST_LOOKS;
            lookedAt = now;
            if (closed || busy || now == emptied) {
                return Future.succeededFuture();
            }
            looks = 0;
            looking = looking.otherwiseEmpty().compose(done -> copying(this::copyAll));
            return looking.compose(copied -> cut.get())
                    .onSuccess(done -> emptied = done ? now : emptied)
                    .mapEmpty();
        }
    }

    private void copyAll() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    private interface Copying {
        void run() throws SQLException;
    }

    private Future<Void> copying(Copying work) {
        return vertx.<Void>executeBlocking(
                        () -> {
                            work.run();
                            return null;
                        },
                        false)
                .onFailure(cause ->
                        LOG.warn("what is committed could not be copied from the log into {}: {}", url, cause));
    }

    private Connection connection() throws SQLException {
        Connection mine = connection == null ? DriverManager.getConnection(url) : connection;
        connection = mine;
        return mine;
    }

    private void look() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            if (isWorthIt(statement)) {
                statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
        }
    }

    /** Whether enough pages are not copied yet. A log near its maximum length needs fewer pages. */
    private static boolean isWorthIt(Statement statement) throws SQLException {
        try (ResultSet counts = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            counts.next();
            int pages = counts.getInt("log");
            return pages - counts.getInt("checkpointed") >= (pages < LONGEST - PAGES ? PAGES : PAGES / 4);
        }
    }

    /** SQLite calls it during each commit, on the thread of the commit. */
    private final class Commits implements SQLiteCommitListener {
        private final DB database;
        private long seen;

        Commits(DB database) {
            this.database = database;
        }

        @Override
        public void onCommit() {
            commits.incrementAndGet();
            try {
                long changed = database.total_changes();
                if (changed - seen >= ROWS) {
                    seen = changed;
                    lookSoon();
                }
            } catch (SQLException e) {
                // Only the number of changed rows is not updated then.
                LOG.debug("changes not counted", e);
            }
        }

        @Override
        public void onRollback() {
            // A rollback leaves nothing in the log.
        }
    }
}
