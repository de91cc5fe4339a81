package org.s2slab.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.s2slab.launch.OwnerOnlyRights;
import org.s2slab.refusal.Refusal;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * The state of a SQLite database at one moment, for a copy. While it is held, the node commits nothing, so that several
 * nodes can be held at one moment. After {@link #release} the node works on, and the state can still be copied: a
 * reading transaction of the write-ahead log keeps it. All methods block.
 */
public final class HeldDatabase implements AutoCloseable {
    /** Maximum time. A process that ended between the two requests must not stop the node's work. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path file;
    private final Connection reader;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Duration longest;
    private volatile boolean late;

    private HeldDatabase(Path file, Connection reader, Duration longest) {
        this.longest = longest;
        this.file = file;
        this.reader = reader;
    }

    /** The state of the file now. If a node runs, it must not commit at the same time. */
    static HeldDatabase now(Path file, String url, Duration longest) throws SQLException {
        Connection reader = DriverManager.getConnection(url);
        try (Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            try (ResultSet begun = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
                begun.next();
            }
            return new HeldDatabase(file, reader, longest);
        } catch (SQLException e) {
            reader.close();
            throw e;
        }
    }

    /** Waits for {@link #release}, on the thread that commits. */
    boolean awaitRelease() throws SQLException {
        try {
            late = !released.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            late = true;
        }
        if (late) {
            reader.close();
        }
        return !late;
    }

    /** Lets the node commit again. */
    public void release() {
        released.countDown();
    }

    /**
     * Writes the state into a new file that only its owner can read.
     *
     * @throws Refusal UNAVAILABLE if the file cannot be written, for instance because the disk is full, or if the state
     *     was held too long
     */
    public void copyTo(Path target) {
        if (late) {
            throw Refusal.unavailable("snapshot: the database '" + file + "' was held for " + longest.toMillis()
                    + " ms and not copied, so the node works on; save the snapshot again");
        }
        try {
            Files.deleteIfExists(target);
            try (FileChannel made =
                    OwnerOnlyRights.openFile(target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
                made.force(false);
            }
            int code = reader.unwrap(SQLiteConnection.class).getDatabase().backup("main", target.toString(), null);
            if (code != SQLiteErrorCode.SQLITE_OK.code) {
                throw new SQLException(String.valueOf(SQLiteErrorCode.getErrorCode(code & 0xff)));
            }
        } catch (IOException | SQLException e) {
            throw Refusal.unavailable("snapshot: the database '" + file + "' cannot be copied to '" + target + "' ("
                    + e.getMessage() + "); make room on the disk, and save the snapshot again");
        }
    }

    @Override
    public void close() {
        release();
        try {
            reader.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the reading connection of " + file, e);
        }
    }
}
