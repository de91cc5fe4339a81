package org.s2slab.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.launch.OwnerOnlyRights;
import org.s2slab.refusal.Refusal;

/**
 * The SQLite file of one node: its address, its creation and the version of its tables. All methods block.
 *
 * <p>The header field {@code user_version} holds the fingerprint of the schema, so that a start compares one number.
 */
final class SqliteFile {
    /** The time in milliseconds to wait for another process's lock, for instance an administrator's sqlite3 shell. */
    static final int BUSY_TIMEOUT = 5_000;

    /** Maximum number of KiB of cached pages, four times SQLite's default. */
    private static final int CACHE = 8_000;

    private final Path file;
    private final boolean overwrites;

    SqliteFile(Path file) {
        this(file, false);
    }

    /** @param overwrites whether deleted rows are overwritten with zeros */
    SqliteFile(Path file, boolean overwrites) {
        if (file.toString().indexOf('?') >= 0) {
            throw new IllegalArgumentException("data: a database path may not contain '?': " + file);
        }
        this.file = file;
        this.overwrites = overwrites;
    }

    /** The JDBC address with the settings of every connection. */
    String url() {
        return "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&foreign_keys=on&busy_timeout=" + BUSY_TIMEOUT
                // With IMMEDIATE, a transaction that first reads and then writes waits for the lock.
                + "&transaction_mode=IMMEDIATE&cache_size=-" + CACHE + (overwrites ? "&secure_delete=on" : "");
    }

    /** The JDBC address for connections that only read: their transactions lock nothing. */
    String readerUrl() {
        return url().replace("transaction_mode=IMMEDIATE", "transaction_mode=DEFERRED");
    }

    /**
     * Makes this process the file's owner until the channel is closed or the process ends. Refusal CONFLICT if the file
     * has an owner. Tools that use only SQLite's locks, for instance its shell, may use the file in spite of the owner.
     */
    FileChannel own() throws IOException {
        Path folder = file.getParent();
        if (folder != null && Files.notExists(folder)) {
            OwnerOnlyRights.createFolder(folder);
        }
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        check(file);
        check(lock);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileChannel channel = OwnerOnlyRights.openFile(lock, options);
        if (isLocked(channel)) {
            return channel;
        }
        channel.close();
        throw Refusal.conflict(
                "data: '" + file + "' is in use by a node that runs already; stop that one first, or give this one a"
                        + " folder of its own");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException held) {
            // This process has the lock.
            return false;
        }
    }

    /**
     * Checks the file before it is opened. It must be a regular file: opening a pipe would wait for a writer. It must
     * be writable: SQLite would open it for reading, and the first write would fail.
     */
    private static void check(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw unusable(file, "is " + (Files.isDirectory(file) ? "a folder" : "neither file nor folder"));
        }
        if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
            throw unusable(file, "may not be read and written by this user");
        }
    }

    private static Refusal unusable(Path file, String why) {
        return Refusal.unavailable(
                "data: '" + file + "' " + why + "; the database must be a file that this user may read and write");
    }

    /**
     * Creates the file with owner-only rights if it is absent, and the tables if the file has no tables. Converts the
     * tables of an earlier version.
     */
    void prepare(Schema schema) throws IOException, SQLException {
        if (Files.notExists(file)) {
            create(schema.template());
            return;
        }
        checkEmpty();
        int version = version();
        if (version != schema.fingerprint()) {
            Optional<EarlierTables> earlier = schema.earlier(version);
            if (earlier.isPresent()) {
                SchemaUpgrade.run(file, schema, earlier.get());
            } else {
                create(schema);
            }
        }
    }

    /** Creates the tables; refuses a file with other tables. */
    void create(Schema schema) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Schema.createIn(connection, file, schema.scripts());
            statement.execute("PRAGMA user_version = " + schema.fingerprint());
            connection.commit();
        }
    }

    /** Refuses an empty file beside other data: no node creates this, and SQLite would then delete the log. */
    private void checkEmpty() throws IOException {
        if (Files.size(file) > 0) {
            return;
        }
        Set<Path> own = Set.of(file, file.resolveSibling(file.getFileName() + ".lock"));
        try (Stream<Path> others =
                Files.list(Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
            Optional<Path> other =
                    others.filter(path -> !own.contains(path)).sorted().findFirst();
            if (other.isPresent()) {
                throw Refusal.unavailable("data: the database '" + file + "' is empty, but its folder has other data, '"
                        + other.get().getFileName()
                        + "' for instance; put back a copy of it, or remove it to begin with an empty one");
            }
        }
    }

    /** Writes the whole file under another name first, so that a crash never leaves an incomplete database. */
    private void create(byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        writeDraft(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes and syncs a new file with owner-only rights. It replaces the remains of an earlier try. */
    static void writeDraft(Path draft, byte[] content) throws IOException {
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = OwnerOnlyRights.openFile(draft, options)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private int version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
