package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed comes into the file by and by, and not all at once when somebody waits for a commit. */
class WriteBackTest {
    /** SQLite's page, and what its log has before each. */
    private static final int PAGE = 4096 + 24;

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
    void copiesBesideTheCommits() {
        commit(1, 1_500);

        await().untilAsserted(() -> assertThat(count("checkpointed")).isGreaterThanOrEqualTo(1_000));
        assertThat(count("log")).isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void leavesFewPagesAlone() {
        commit(1, 300);

        assertThat(count("log")).isGreaterThanOrEqualTo(300);
        assertThat(count("checkpointed")).isZero();
    }

    @Test
    void beginsTheLogAnewWhenItIsLong() throws IOException {
        commit(1, 9_000);

        assertThat(Files.size(folder.resolve("node.db-wal"))).isLessThan((WriteBack.LONGEST + 100L) * PAGE);
    }

    @Test
    void leavesNoLogWhereItIsClosed() {
        commit(1, 1_100);
        database.close().await();

        assertThat(folder.resolve("node.db")).exists();
        assertThat(folder.resolve("node.db-wal")).doesNotExist();
    }

    /** Each row in a commit of its own. */
    private void commit(int first, int last) {
        GroupCommit commits = new GroupCommit(database);
        for (int n = first; n <= last; n++) {
            int row = n;
            Future.<Void>future(done -> vertx.runOnContext(turn -> commits.write(List.of(
                                    new GroupCommit.Write("INSERT INTO rows (n, text) VALUES (?, 'x')", Tuple.of(row))))
                            .onComplete(done)))
                    .await();
        }
    }

    private int count(String what) {
        Row counts = database.pool()
                .query("PRAGMA wal_checkpoint(NOOP)")
                .execute()
                .await()
                .iterator()
                .next();
        return counts.getInteger(what);
    }
}
