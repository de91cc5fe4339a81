package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTableTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private SnapshotTable<List<String>> texts;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
        texts = SnapshotTable.of(database, "SELECT text FROM rows ORDER BY n", row -> row.text("text"));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void showsAChangeOnceItIsInTheDatabase() {
        assertThat(texts.current()).isEmpty();

        texts.change("INSERT INTO rows (n, text) VALUES (?, ?)", 1, "one").await();

        assertThat(texts.current()).containsExactly("one");
    }

    @Test
    void showsNothingOfAChangeThatFailed() {
        texts.change("INSERT INTO rows (n, text) VALUES (?, ?)", 1, "one").await();

        Future<Void> failed = texts.write(tx -> {
            tx.execute("INSERT INTO rows (n, text) VALUES (2, 'two')");
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(failed::await).hasMessage("no");
        assertThat(texts.current()).containsExactly("one");
        texts.load().await();
        assertThat(texts.current()).containsExactly("one");
    }

    @Test
    void hasNoValueBeforeItIsLoadedWhereNoneWasGiven() {
        SnapshotTable<Integer> count = new SnapshotTable<>(
                database,
                null,
                rx -> rx.first("SELECT n FROM rows", row -> (int) row.integer("n"))
                        .orElse(0));

        assertThatThrownBy(count::current).isInstanceOf(IllegalStateException.class);
        count.load().await();
        assertThat(count.current()).isZero();
    }

    @Test
    void groupsRowsInTheirOrder() {
        var groups = database.read(rx -> rx.grouped(
                        "SELECT 'a' AS k, '2' AS v UNION ALL SELECT 'b', '1' UNION ALL SELECT 'a', '1'", "k", "v"))
                .await();

        assertThat(groups).containsOnlyKeys("a", "b").containsEntry("a", List.of("2", "1"));
    }

    @Test
    void foldsNames() {
        assertThat(NameKey.of("Contoso")).isEqualTo(NameKey.of("CONTOSO")).isEqualTo("contoso");
        assertThat(NameKey.trimmed(" Sales ")).isEqualTo("sales");
        assertThat(NameKey.ofSip("SIP:Anna@contoso.com")).isEqualTo("anna@contoso.com");
        assertThat(NameKey.withoutSip("Anna@contoso.com")).isEqualTo("Anna@contoso.com");
    }
}
