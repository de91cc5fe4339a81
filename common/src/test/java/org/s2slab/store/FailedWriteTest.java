package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

/** What callers learn when a disk does not take what they write, and what becomes of the next ones. */
class FailedWriteTest {
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
            Future<Void> small = database.change(tx -> insert(tx, n, 1));
            Future<Void> large = database.change(tx -> {
                insert(tx, n + 1, 1);
                insert(tx, n + 2, LARGE);
            });
            Future<Void> alone = database.change(tx -> insert(tx, n + 3, LARGE));
            Future<Void> alsoSmall = database.change(tx -> insert(tx, n + 4, 1));

            Future.all(small, alsoSmall).await();
            assertThatThrownBy(large::await).hasMessageContaining("SQLITE_FULL");
            assertThatThrownBy(alone::await).hasMessageContaining("SQLITE_FULL");
        }
        assertThat(numbersAfterAStart()).containsExactly(0, 4, 10, 14, 20, 24);
    }

    @Test
    void aTransactionTellsThatTheDiskIsFullAndTheNextWriteIsKept() {
        fillDisk();
        Future<?> transaction = database.change(tx -> {
            insert(tx, 1, 1);
            insert(tx, 2, LARGE);
        });
        assertThatThrownBy(transaction::await).hasMessageContaining("SQLITE_FULL");

        database.change(tx -> insert(tx, 3, 1)).await();

        assertThat(numbersAfterAStart()).containsExactly(3);
    }

    @Test
    void whereNothingMayBeWrittenEveryCallerLearnsIt() {
        execute("PRAGMA query_only=ON");
        Future<Void> one = database.change(tx -> insert(tx, 1, 1));
        Future<Void> two = database.change(tx -> insert(tx, 2, 1));

        assertThatThrownBy(one::await).hasMessageContaining("SQLITE_READONLY");
        assertThatThrownBy(two::await).hasMessageContaining("SQLITE_READONLY");
        execute("PRAGMA query_only=OFF");
        database.change(tx -> insert(tx, 4, 1)).await();
        assertThat(numbersAfterAStart()).containsExactly(4);
    }

    @Test
    void aDamagedPageIsTheCauseThatIsTold() throws IOException {
        database.change(tx -> insert(tx, 1, LARGE)).await();
        database.close().await();
        damage(folder.resolve("node.db"), "CREATE TABLE rows");
        Database damaged = Database.at(vertx, folder.resolve("node.db"), "db/test");
        damaged.open().await();
        Future<Void> one = damaged.change(tx -> insert(tx, 2, 1));
        Future<Void> two = damaged.change(tx -> insert(tx, 4, 1));

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
        execute("PRAGMA max_page_count=" + (Integer.parseInt(execute("PRAGMA page_count")) + 5));
    }

    private String execute(String pragma) {
        List<String> found = new ArrayList<>();
        database.engine()
                .onWriter(statements ->
                        statements.execute(pragma, row -> found.add(row.text(pragma.replaceAll("PRAGMA |=.*", "")))))
                .await();
        return found.isEmpty() ? "" : found.get(0);
    }

    private static void insert(WriteTransaction tx, int number, int size) {
        tx.execute("INSERT INTO rows (n, text) VALUES (?, ?)", number, "x".repeat(size));
    }

    private List<Integer> numbersAfterAStart() {
        database.close().await();
        Database again = Database.at(vertx, folder.resolve("node.db"), "db/test");
        again.open().await();
        return again.read(rx -> rx.list("SELECT n FROM rows ORDER BY n", row -> (int) row.integer("n")))
                .await();
    }
}
