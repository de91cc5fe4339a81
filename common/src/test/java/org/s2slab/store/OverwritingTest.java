package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleted rows leave the file, where that is expected. */
class OverwritingTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void leavesNothingOfWhatWasDeleted() throws IOException {
        Database database = opened(true);
        fill(database);
        assertThat(content()).contains("secret");

        empty(database);
        assertThat(content()).doesNotContain("secret");
        database.close().await();
    }

    @Test
    void emptiesTheLogThatAKilledProcessLeft() throws IOException {
        Database killed = opened(true);
        fill(killed);
        killed.change(tx -> tx.execute("DELETE FROM rows")).await();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of("node.db", "node.db-wal")) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        assertThat(content(copy)).as("as a kill leaves it").contains("secret");

        Database next = opened(copy, true);
        next.emptyLog().await();
        next.emptyLog().await();
        assertThat(content(copy)).doesNotContain("secret");
        next.close().await();
        killed.close().await();
    }

    private Database opened(boolean overwriting) {
        return opened(folder, overwriting);
    }

    private Database opened(Path in, boolean overwriting) {
        Database database = Database.at(vertx, in.resolve("node.db"), "db/test");
        if (overwriting) {
            database.overwritingDeleted();
        }
        database.open().await();
        return database;
    }

    /** With texts of every length up to two pages. */
    private static void fill(Database database) {
        IntStream.rangeClosed(1, 100)
                .forEach(n -> database.change(tx ->
                                tx.execute("INSERT INTO rows (n, text) VALUES (?, ?)", n, "secret ".repeat(12 * n)))
                        .await());
    }

    private static void empty(Database database) {
        database.change(tx -> tx.execute("DELETE FROM rows")).await();
        database.emptyLog().await();
        database.emptyLog().await();
    }

    private String content() throws IOException {
        return content(folder);
    }

    private static String content(Path in) throws IOException {
        String all = Files.readString(in.resolve("node.db"), StandardCharsets.ISO_8859_1);
        Path log = in.resolve("node.db-wal");
        return Files.exists(log) ? all + Files.readString(log, StandardCharsets.ISO_8859_1) : all;
    }
}
