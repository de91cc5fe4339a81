package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private GroupCommit commits;

    @BeforeEach
    void open() {
        database = database(vertx);
        database.open().await();
        commits = new GroupCommit(database);
    }

    Database database(Vertx vertx) {
        return Database.at(vertx, folder.resolve("node.db"), "db/test");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** How the database calls a key that is there already. */
    String unique() {
        return "UNIQUE";
    }

    private static GroupCommit.Write row(int number) {
        return new GroupCommit.Write("INSERT INTO rows (n, text) VALUES (?, 'text')", Tuple.of(number));
    }

    private long rows() {
        return database.pool()
                .query("SELECT COUNT(*) AS n FROM rows")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("n");
    }

    @Test
    void keepsWhatManyCallersWriteAtOnce() {
        Future.all(IntStream.range(0, 1_234)
                        .mapToObj(number -> commits.write(List.of(row(number))))
                        .toList())
                .await();

        assertThat(rows()).isEqualTo(1_234);
    }

    @Test
    void letsOnlyTheCallerFailWhoseWriteCannotBe() {
        Future<Void> first = commits.write(List.of(row(1)));
        Future<Void> good = commits.write(List.of(row(2), row(3)));
        Future<Void> bad = commits.write(List.of(row(4), row(1)));
        Future<Void> alsoGood = commits.write(List.of(row(5)));

        Future.all(first, good, alsoGood).await();
        assertThatThrownBy(bad::await).hasMessageContaining(unique());
        assertThat(rows()).as("of the failed caller's writes, none is left").isEqualTo(4);
    }

    @Test
    void goesOnAfterAFailure() {
        commits.write(List.of(row(1))).await();
        assertThatThrownBy(commits.write(List.of(row(1)))::await).hasMessageContaining(unique());

        commits.write(List.of(row(2))).await();

        assertThat(rows()).isEqualTo(2);
    }
}
