package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.store.GroupCommit.Write;

/** What callers learn when a disk does not take what they write, and what becomes of the next ones. */
class FailedWriteTest {
    private static final String INSERT = "INSERT INTO rows (n, text) VALUES (?, ?)";
    private static final int LARGE = 100_000;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void onAFullDiskOnlyTheCallerFailsWhoseWritesDoNotFit() {
        fillDisk();
        for (int round = 0; round < 3; round++) {
            int n = 10 * round;
            GroupCommit commits = new GroupCommit(database);
            Future<Void> small = commits.write(List.of(row(n, 1)));
            Future<Void> large = commits.write(List.of(row(n + 1, 1), row(n + 2, LARGE)));
            Future<Void> alone = commits.write(List.of(row(n + 3, LARGE)));
            Future<Void> alsoSmall = commits.write(List.of(row(n + 4, 1)));

            Future.all(small, alsoSmall).await();
            assertThatThrownBy(large::await).hasMessageContaining("SQLITE_FULL");
            assertThatThrownBy(alone::await).hasMessageContaining("SQLITE_FULL");
        }
        assertThat(numbersAfterAStart()).containsExactly(0, 4, 10, 14, 20, 24);
    }

    @Test
    void aTransactionTellsThatTheDiskIsFullAndTheNextWriteIsKept() {
        fillDisk();
        Future<?> transaction = database.pool()
                .withTransaction(connection -> connection
                        .preparedQuery(INSERT)
                        .execute(row(1, 1).values())
                        .compose(done -> connection
                                .preparedQuery(INSERT)
                                .execute(row(2, LARGE).values())));
        assertThatThrownBy(transaction::await).hasMessageContaining("SQLITE_FULL");

        database.pool().preparedQuery(INSERT).execute(row(3, 1).values()).await();

        assertThat(numbersAfterAStart()).containsExactly(3);
    }

    /** A violation of a deferred key is found by the commit, which leaves the transaction open. */
    @Test
    void aCommitThatFailsTellsWhyAndLeavesNothingToTheNextWrite() {
        Future<?> transaction = database.pool()
                .withTransaction(connection -> connection
                        .query("PRAGMA defer_foreign_keys=ON")
                        .execute()
                        .compose(deferred -> connection
                                .query("INSERT INTO rows (n, text, parent) VALUES (1, 'x', 'nobody')")
                                .execute()));
        assertThatThrownBy(transaction::await).hasMessageContaining("FOREIGN KEY");

        database.pool().preparedQuery(INSERT).execute(row(2, 1).values()).await();

        assertThat(numbersAfterAStart()).containsExactly(2);
    }

    @Test
    void whereNothingMayBeWrittenEveryCallerLearnsIt() {
        execute("PRAGMA query_only=ON");
        GroupCommit commits = new GroupCommit(database);
        Future<Void> one = commits.write(List.of(row(1, 1)));
        Future<Void> two = commits.write(List.of(row(2, 1), row(3, 1)));

        assertThatThrownBy(one::await).hasMessageContaining("SQLITE_READONLY");
        assertThatThrownBy(two::await).hasMessageContaining("SQLITE_READONLY");
        execute("PRAGMA query_only=OFF");
        commits.write(List.of(row(4, 1))).await();
        assertThat(numbersAfterAStart()).containsExactly(4);
    }

    @Test
    void aDamagedPageIsTheCauseThatIsTold() throws IOException {
        GroupCommit before = new GroupCommit(database);
        before.write(List.of(row(1, LARGE))).await();
        database.close().await();
        damage(folder.resolve("node.db"), "CREATE TABLE rows");
        Database damaged = Database.at(vertx, folder.resolve("node.db"), "db/test");
        damaged.open().await();
        GroupCommit commits = new GroupCommit(damaged);
        Future<Void> one = commits.write(List.of(row(2, 1), row(3, 1)));
        Future<Void> two = commits.write(List.of(row(4, 1)));

        assertThatThrownBy(one::await).hasMessageContaining("SQLITE_CORRUPT");
        assertThatThrownBy(two::await).hasMessageContaining("SQLITE_CORRUPT");
    }

    /** Overwrites every page behind those of the schema, which are looked at when the file is opened. */
    private static void damage(Path file, String schema) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int page = ((content[16] & 0xff) << 8) | (content[17] & 0xff);
        int last = new String(content, StandardCharsets.ISO_8859_1).lastIndexOf(schema);
        Arrays.fill(content, (last / page + 1) * page, content.length, (byte) 0xa5);
        Files.write(file, content);
    }

    /** No more than a few pages fit in: SQLite then fails as it does where the system has no more room. */
    private void fillDisk() {
        execute("PRAGMA max_page_count=" + (((Number) execute("PRAGMA page_count")).intValue() + 5));
    }

    private Object execute(String pragma) {
        var rows = database.pool().query(pragma).execute().await().iterator();
        return rows.hasNext() ? rows.next().getValue(0) : "";
    }

    private static Write row(int number, int size) {
        return new Write(INSERT, Tuple.of(number, "x".repeat(size)));
    }

    private List<Integer> numbersAfterAStart() {
        database.close().await();
        Database again = Database.at(vertx, folder.resolve("node.db"), "db/test");
        again.open().await();
        List<Integer> numbers = new ArrayList<>();
        again.pool()
                .query("SELECT n FROM rows ORDER BY n")
                .execute()
                .await()
                .forEach(row -> numbers.add(row.getInteger(0)));
        return numbers;
    }
}
