package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database that cannot be opened is told with its file and the cause; nothing waits for it without an end. */
class UnusableDatabaseTextTest {
    /** Seconds; SQLite itself waits five for a lock. Only something that hangs takes as long. */
    private static final int LIMIT = 60;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(file());
        assertRefused("is a folder");
    }

    @Test
    void aPipeWhichNobodyWritesTo() throws IOException, InterruptedException {
        pipe(file());
        assertRefused("is neither file nor folder");
    }

    @Test
    void aPipeInThePlaceOfTheLock() throws IOException, InterruptedException {
        pipe(folder.resolve("node.db.lock"));
        assertRefused("node.db.lock' is neither file nor folder");
    }

    @Test
    void aFolderThatIsAFile() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("data"));
        assertRefused(inTheWay.resolve("node.db"), "Not a directory", "a folder that this user may read and write");
    }

    /** The kernel's own, where not even the administrator makes a file. */
    @Test
    void aFolderThatMayNotBeWritten() {
        assertRefused(Path.of("/proc/self/node.db"), "a folder that this user may read and write");
    }

    /** SQLite would open it for reading, and the first write would fail. */
    @Test
    void aFileThatMayNotBeWritten() throws IOException {
        open();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
        if (Files.isWritable(file())) {
            // An administrator may write everywhere, whatever the file says.
            open();
        } else {
            assertRefused("may not be read and written by this user");
        }
    }

    @Test
    void somethingElseThanADatabase() throws IOException {
        Files.write(file(), "no database\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        assertRefused("SQLITE_NOTADB", "put back a copy of it");
    }

    @Test
    void aDatabaseThatIsDamaged() throws IOException {
        open();
        byte[] content = Files.readAllBytes(file());
        Arrays.fill(content, 100, content.length, (byte) 0xa5);
        Files.write(file(), content);
        assertRefused("SQLITE_CORRUPT", "put back a copy of it");
    }

    @Test
    void oneOfAnotherProgram() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE recipes (n INTEGER)");
        }
        assertRefused(
                "is another program's: it has the table 'recipes'",
                "move the database away, and the node creates a new one");
    }

    /** No node leaves one, and SQLite deletes the log beside an empty file. */
    @ParameterizedTest
    @ValueSource(strings = {"administrator", "node.db-wal"})
    void anEmptyOneBesideOtherData(String other) throws IOException {
        Files.createFile(file());
        Files.writeString(folder.resolve(other), "something");
        assertRefused("is empty, but its folder has other data, '" + other + "'", "put back a copy of it");
        assertThat(folder.resolve(other)).hasContent("something");
    }

    @Test
    void anEmptyOneAloneBecomesADatabase() throws IOException {
        Files.createFile(file());
        open();
        assertThat(Files.size(file())).isPositive();
    }

    @Test
    void oneThatAnotherProgramHasLocked() throws SQLException {
        open();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("CREATE TABLE another (n INTEGER)");
            assertRefused("SQLITE_BUSY", "end what else has it open");
        }
    }

    @Test
    void oneOfAnotherVersion() throws SQLException {
        open();
        execute("UPDATE schema_version SET version = '0badcafe'", "PRAGMA user_version = 7");
        assertRefused(
                "its tables are of version 0badcafe, and this program needs version ",
                "start the version of the lab that wrote it, or start with a new folder");
    }

    /** Before 2026-12-02 the tables came in numbered steps, whose last number was the version. */
    @Test
    void oneOfTheTimeOfTheSteps() throws SQLException {
        execute(
                "CREATE TABLE flyway_schema_history (installed_rank INT, version VARCHAR(50))",
                "INSERT INTO flyway_schema_history VALUES (1, '301'), (2, '448')");
        assertRefused("its tables are of version 448", "or start with a new folder");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void oneThatTurnsOutToBeDamagedWhenItIsRead() throws SQLException {
        Database database = Database.at(vertx, file(), "db/test");
        database.open().await();
        assertRefusal(
                () -> database.syncedAsOne(() -> vertx.executeBlocking(() -> {
                            throw new SQLiteException("malformed", SQLiteErrorCode.SQLITE_CORRUPT_VTAB);
                        }))
                        .await(),
                file(),
                "SQLITE_CORRUPT");
    }

    /** That is a fault of the program, which keeps its stack. */
    @Test
    void aStatementThatIsWrongIsNoRefusal() {
        Database database = Database.at(vertx, file(), "db/test");
        database.open().await();
        assertThatThrownBy(() -> database.syncedAsOne(
                                () -> database.change(tx -> tx.execute("SELECT nothing FROM nowhere")))
                        .await())
                .isInstanceOf(SQLException.class);
    }

    private Path file() {
        return folder.resolve("node.db");
    }

    private void open() {
        Database database = Database.at(vertx, file(), "db/test");
        database.open().await();
        database.close().await();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
    }

    private void assertRefused(String... parts) {
        assertRefused(file(), parts);
    }

    private void assertRefused(Path file, String... parts) {
        assertRefusal(() -> Database.at(vertx, file, "db/test").open().await(LIMIT, TimeUnit.SECONDS), file, parts);
    }

    private static void assertRefusal(ThrowingCallable work, Path file, String... parts) {
        assertThatThrownBy(work)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .returns(RefusalCode.UNAVAILABLE, Refusal::code)
                .extracting(Refusal::detail, InstanceOfAssertFactories.STRING)
                .contains(file.toString())
                .contains(parts)
                .doesNotContain("\n");
    }
}
