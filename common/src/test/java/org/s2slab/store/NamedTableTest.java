package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTableTest {
    private enum Color {
        Red,
        Blue;

        @Override
        public String toString() {
            return "the color " + name();
        }
    }

    private record Counted(String name, int count) {}

    private record Boxed(String name, Long count) {}

    private record Lasting(String name, Duration time) {}

    private record Thing(
            String name,
            Color color,
            boolean isNew,
            Instant madeAt,
            long change,
            List<String> parts,
            @Nullable URI address) {}

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private NamedTable<Thing> things;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
        database.change(tx -> tx.execute(
                        "CREATE TABLE things (name_key TEXT PRIMARY KEY, name TEXT, color TEXT, is_new INTEGER,"
                                + " made_at BIGINT, change BIGINT, parts TEXT, address TEXT)"))
                .await();
        things = new NamedTable<>(database, "things", Thing.class, Thing::name);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private static Thing thing(String name, Color color) {
        return new Thing(
                name,
                color,
                true,
                Instant.ofEpochSecond(7),
                8L,
                List.of("a b", "c"),
                URI.create("https://x.example/y"));
    }

    @Test
    void givesBackEveryTypeOfComponentAsItWasStored() {
        Thing bare = new Thing("bare", Color.Blue, false, Instant.EPOCH, 0, List.of(), null);
        things.put(thing("Full", Color.Red)).await();
        things.put(bare).await();

        assertThat(things.all()).containsExactly(bare, thing("Full", Color.Red));
        NamedTable<Thing> again = new NamedTable<>(database, "things", Thing.class, Thing::name);
        again.load().await();
        assertThat(again.all()).isEqualTo(things.all());
        assertThat(database.read(rx -> rx.list(
                                "SELECT made_at, parts FROM things WHERE is_new = 1",
                                row -> row.integer("made_at") + row.text("parts")))
                        .await())
                .containsExactly("7a b\nc");
    }

    @Test
    void refusesComponentsThatItCannotRead() {
        for (Class<? extends Record> type : List.of(Counted.class, Boxed.class, Lasting.class)) {
            assertThatThrownBy(() -> new RecordColumns<>(type)).hasMessageContaining("no column can hold");
        }
    }

    @Test
    void findsReplacesAndRemovesByTheNameWithoutCase() {
        things.put(thing("One", Color.Red)).await();
        things.put(thing("ONE", Color.Blue)).await();

        assertThat(things.all()).containsExactly(thing("ONE", Color.Blue));
        assertThat(things.named("oNe")).contains(thing("ONE", Color.Blue));
        things.remove("one").await();
        assertThat(things.all()).isEmpty();
    }

    @Test
    void writesNothingIfAStatementBeforeFails() {
        Future<Void> failed = things.write(
                tx -> {
                    throw new IllegalStateException("no");
                },
                thing("One", Color.Red));

        assertThatThrownBy(failed::await).hasMessage("no");

        things.load().await();
        assertThat(things.all()).isEmpty();
    }

    @Test
    void namesAConstantThatTheRowHasAndTheTypeHasNot() {
        things.put(thing("One", Color.Red)).await();
        database.change(tx -> tx.execute("UPDATE things SET color = 'Green'")).await();

        assertThatThrownBy(things.load()::await).hasMessageContaining("Green");
    }
}
