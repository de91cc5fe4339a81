package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestPostgres;

/** Two instances on one PostgreSQL server. */
class InstanceGroupTest {
    private static final String[] SCHEMA = {"db/common", "db/test"};
    private static final Duration NEVER = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final PostgresConfig server = TestPostgres.freshDatabase();
    private final Database one = open("one");
    private final Database other = open("other");
    private final SnapshotTable<List<String>> atOne = texts(one);
    private final SnapshotTable<List<String>> atOther = texts(other);

    private Database open(String name) {
        Database database = Database.on(vertx, server, name, SCHEMA);
        database.open().await();
        return database;
    }

    private static SnapshotTable<List<String>> texts(Database database) {
        return SnapshotTable.of(database, "SELECT text FROM rows ORDER BY n", row -> row.text("text"));
    }

    @AfterEach
    void stop() {
        one.close().await();
        other.close().await();
        vertx.close().await();
    }

    @Test
    void readsWhatAnotherInstanceAnnounces() {
        AtomicInteger told = new AtomicInteger();
        other.instances().follow(NEVER, told::incrementAndGet).await();
        assertThat(told).hasValue(1);

        insert(atOne, 1).await();

        await().untilAsserted(() -> assertThat(atOther.current()).containsExactly("t1"));
        await().untilAsserted(() -> assertThat(told).hasValue(2));
    }

    @Test
    void readsAChangeWhoseAnnouncementIsLost() {
        other.instances().follow(Duration.ofMillis(50), () -> {}).await();

        one.change(tx -> {
                    tx.execute("UPDATE configuration_changes SET number = number + 1");
                    tx.execute("INSERT INTO rows (n, text) VALUES (1, 'unannounced')");
                })
                .await();

        await().untilAsserted(() -> assertThat(atOther.current()).containsExactly("unannounced"));
    }

    @Test
    void readsWhatWasChangedWhileItsConnectionWasLost() {
        other.instances().follow(NEVER, () -> {}).await();

        TestPostgres.takeAway(server);
        TestPostgres.bringBack(server);
        await().untilAsserted(() -> insert(atOne, 1).await());

        await().untilAsserted(() -> assertThat(atOther.current()).containsExactly("t1"));
    }

    @Test
    void refreshesAgainAfterAFailureInTheOrderOfRegistration() {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger last = new AtomicInteger();
        other.instances().onChange(() -> {
            assertThat(atOther.current()).isNotNull();
            return runs.incrementAndGet() == 2 ? Future.failedFuture("not now") : Future.succeededFuture();
        });
        other.instances().onChange(() -> {
            last.set(runs.get());
            return Future.succeededFuture();
        });
        other.instances().follow(Duration.ofMillis(50), () -> {}).await();

        insert(atOne, 1).await();

        await().untilAsserted(() -> assertThat(last).hasValue(3));
    }

    @Test
    void losesNoChangeOfInstancesThatChangeTheSameValue() {
        one.change(tx -> tx.execute("INSERT INTO rows (n, text) VALUES (1, '')"))
                .await();
        Future.all(IntStream.range(0, 40)
                        .mapToObj(i -> (i % 2 == 0 ? one : other).instances().change(tx -> {
                            String before = tx.first("SELECT text FROM rows WHERE n = 1", row -> row.text("text"))
                                    .orElseThrow();
                            tx.execute("UPDATE rows SET text = ? WHERE n = 1", before + "x");
                        }))
                        .toList())
                .await();

        atOne.load().await();
        assertThat(atOne.current()).containsExactly("x".repeat(40));
    }

    @Test
    void letsOneInstanceWorkOnAKey() {
        KeyedLock here = one.instances().lock("list");
        KeyedLock there = other.instances().lock("list");
        Promise<String> first = Promise.promise();
        Future<String> working = here.inTurn("anna", first::future);
        await().until(() -> there.isHeld("anna").await());

        assertThat(there.ifFree("anna", () -> Future.succeededFuture("no")).await())
                .isEmpty();
        assertThat(there.ifFree("bert", () -> Future.succeededFuture("bert")).await())
                .contains("bert");
        Future<String> waiting = there.inTurn("anna", () -> Future.succeededFuture("second"));
        assertThat(waiting.isComplete()).isFalse();
        first.complete("first");

        assertThat(working.await()).isEqualTo("first");
        assertThat(waiting.await()).isEqualTo("second");
        assertThat(here.isHeld("anna").await()).isFalse();
    }

    @Test
    void freesTheKeyAfterAFailure() {
        KeyedLock here = one.instances().lock("list");

        assertThatThrownBy(here.inTurn("anna", () -> Future.failedFuture("no"))::await)
                .hasMessageContaining("no");
        assertThatThrownBy(here.ifFree("anna", () -> {
                    throw new IllegalStateException("no");
                })::await)
                .hasMessage("no");

        assertThat(other.instances()
                        .lock("list")
                        .ifFree("anna", () -> Future.succeededFuture(1))
                        .await())
                .contains(1);
    }

    @Test
    void freesClaimsOnlyOfInstancesThatAreGone() {
        one.instances().follow(NEVER, () -> {}).await();
        RowClaims claims = one.instances().claims("claimed");
        one.change(tx -> {
                    tx.execute("CREATE TABLE claimed (n BIGINT, claim TEXT)");
                    tx.execute("INSERT INTO claimed VALUES (1, ?), (2, 'killed'), (3, NULL)", claims.mine());
                })
                .await();

        other.change(other.instances().claims("claimed")::releaseIdle).await();
        assertThat(claimed()).containsExactly(Optional.of(claims.mine()), Optional.of(""), Optional.empty());

        one.close().await();
        await().untilAsserted(() -> {
            other.change(other.instances().claims("claimed")::releaseIdle).await();
            assertThat(claimed()).containsExactly(Optional.of(""), Optional.of(""), Optional.empty());
        });
    }

    private List<Optional<String>> claimed() {
        return other.read(rx -> rx.list(
                        "SELECT claim FROM claimed ORDER BY n", row -> Optional.ofNullable(row.optionalText("claim"))))
                .await();
    }

    @Test
    void followsNothingInAFile(@TempDir Path folder) {
        Database file = Database.at(vertx, folder.resolve("node.db"), SCHEMA);
        file.open().await();
        SnapshotTable<List<String>> texts = texts(file);

        file.instances().follow(NEVER, () -> {}).await();
        insert(texts, 1).await();

        assertThat(texts.current()).containsExactly("t1");
        assertThat(file.read(rx -> rx.number("SELECT number FROM configuration_changes"))
                        .await())
                .isZero();
        file.close().await();
    }

    private static Future<Void> insert(SnapshotTable<?> texts, int n) {
        return texts.change("INSERT INTO rows (n, text) VALUES (?, ?)", n, "t" + n);
    }
}
