package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletOutput;
import org.s2slab.store.Database;
import org.s2slab.testing.Canary;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** What a node tells of its clocks, disk, database and queues is what they are. */
class NodeHealthCmdletsTest extends StartedNode {
    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private JsonObject one(String cmdlet) {
        var answer = admin().post("/cmdlets/" + cmdlet, new JsonObject());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("output").getJsonObject(0);
    }

    private Connection beside() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + config.data().resolve("node.db"));
    }

    @Test
    void tellsOfClockDiskAndDatabase() {
        JsonObject health = one("Get-LabNodeHealth");

        assertThat(health.getString("DatabaseState")).isEqualTo("Answers");
        assertThat(health.getString("Database")).endsWith("node.db");
        assertThat(health.getLong("DatabaseBytes")).isPositive();
        assertThat(health.getLong("FreeBytes")).isPositive().isLessThan(health.getLong("TotalBytes"));
        assertThat(health.getInstant("Time")).isEqualTo(health.getInstant("MachineTime"));
        assertThat(health.getValue("LastFailedCommit")).isNull();
        assertThat(one("Test-LabDatabase").getString("Result")).isEqualTo("Success");
    }

    @Test
    void aLockOfAnotherProcessIsNamedAndLeavesTheNodeReadable() throws SQLException {
        try (Connection other = beside();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            JsonObject written = one("Test-LabDatabase");

            assertThat(written.getString("Result")).isEqualTo("Failure");
            assertThat(written.getString("Detail")).contains("SQLITE_BUSY");
            assertThat(one("Get-LabNodeHealth").getString("DatabaseState")).isEqualTo("Answers");
        }
        assertThat(one("Test-LabDatabase").getString("Result")).isEqualTo("Success");
    }

    @Test
    void aFullDiskIsNamedAndTheFailedCommitKeepsItsCause() {
        String pages = String.valueOf(pragma("max_page_count"));
        pragma("max_page_count=1");
        String text = "x".repeat(100_000);
        assertThatThrownBy(
                        node.database().change(tx -> tx.execute("CREATE TABLE big AS SELECT ? AS text", text))::await)
                .hasMessageContaining("SQLITE_FULL");

        JsonObject health = one("Get-LabNodeHealth");
        assertThat(health.getString("LastCommitError")).contains("SQLITE_FULL");
        assertThat(health.getInstant("LastFailedCommit")).isEqualTo(health.getInstant("Time"));

        pragma("max_page_count=" + pages);
        assertThat(one("Test-LabDatabase").getString("Result")).isEqualTo("Success");
        assertThat(one("Get-LabNodeHealth").getString("LastCommitError")).contains("SQLITE_FULL");
    }

    @Test
    void aDiskThatDoesNotAnswerKeepsNoCommitFromEnding() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        Path disk = (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (path, method, arguments) -> {
                    asked.complete(null);
                    over.await();
                    throw new IllegalStateException("the disk is gone");
                });
        Database database = Database.at(vertx, folder.resolve("other.db"), "db/common");
        database.open().await();
        Cmdlet health = new NodeHealthCmdlets(vertx, TestDeployment.keptIn(config, disk), new TestClock(), database)
                .cmdlets()
                .get(0);
        var context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
        Future<CmdletOutput> shown = health.action().run(CmdletArguments.check(health, new JsonObject(), context));
        asked.join();
        try {
            Future<Void> written = database.change(tx -> tx.execute("CREATE TABLE some (text TEXT)"));

            await().atMost(Duration.ofMinutes(2)).until(written::succeeded);
        } finally {
            over.countDown();
        }
        assertThatThrownBy(shown::await).hasMessage("the disk is gone");
        database.close().await();
    }

    private Object pragma(String what) {
        return node.database()
                .write(tx -> tx.first("PRAGMA " + what, row -> row.text("max_page_count"))
                        .orElseThrow())
                .await();
    }

    @Test
    void aQueueTellsItsAgeItsNextAttemptAndTheErrorOfTheLatest() {
        node.database()
                .change(tx -> tx.execute("CREATE TABLE work (cause TEXT, since BIGINT, next BIGINT, tries INTEGER,"
                        + " last_error TEXT)"))
                .await();
        var queue = new DeferredQueue(
                node.database(),
                "work",
                "work",
                new DeferredQueue.Columns("since", "next", "tries"),
                () -> new DeferredQueue.Due("next <= ?", List.of(NOW), null));
        assertThat(queue.state().await()).isEqualTo(new QueueState("work", 0, 0, null, null, null));

        insert(NOW - 90, NOW + 60, 2, "newer error");
        insert(NOW - 100, NOW - 10, 1, "older error");
        insert(NOW - 5, NOW, 0, null);

        QueueState state = queue.state().await();
        assertThat(state)
                .isEqualTo(new QueueState(
                        "work",
                        3,
                        2,
                        Instant.ofEpochSecond(NOW - 100),
                        Instant.ofEpochSecond(NOW - 10),
                        "newer error"));
        assertThat(state.resting()).isEqualTo(1);
    }

    @Test
    void aQueueThatRestsAsAWholeIsTriedAgainAtTheEndOfItsRest() {
        node.database()
                .change(tx -> tx.execute("CREATE TABLE work (cause TEXT, since BIGINT, next BIGINT, tries INTEGER,"
                        + " last_error TEXT)"))
                .await();
        insert(1, 2, 1, "away");
        Instant end = Instant.ofEpochSecond(50);
        var queue = new DeferredQueue(
                node.database(),
                "work",
                "work",
                new DeferredQueue.Columns("since", "next", "tries"),
                () -> new DeferredQueue.Due("FALSE", List.of(), end));

        assertThat(queue.state().await())
                .isEqualTo(new QueueState("work", 1, 0, Instant.ofEpochSecond(1), end, "away"));
    }

    private void insert(long since, long next, int tries, @Nullable String error) {
        node.database()
                .change(tx -> tx.execute(
                        "INSERT INTO work (since, next, tries, last_error) VALUES (?, ?, ?, ?)",
                        since,
                        next,
                        tries,
                        error))
                .await();
    }

    @Test
    void noCmdletShowsASignature() {
        for (String form : List.of(Canary.TOKEN, Canary.wrapped(), Canary.base64(Canary.TOKEN))) {
            String answer = admin().post("/cmdlets/Get-Thing", new JsonObject().put("Identity", form))
                    .body();

            assertThat(answer).contains("\"output\"", "\"old\"");
            assertThat(Canary.isIn(answer)).as(form).isFalse();
            String refused = admin().post("/cmdlets/" + form, new JsonObject()).body();
            assertThat(refused).contains("is not recognized as the name of a cmdlet");
            assertThat(Canary.isIn(refused)).as(form).isFalse();
        }
    }
}
