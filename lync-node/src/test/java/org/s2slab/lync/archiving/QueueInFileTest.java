package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.IdGenerator;

/** The numbers of the queue in a SQLite file: whoever reads behind a number misses no transcript. */
class QueueInFileTest {
    private static final String POOL = "lync.contoso.com";

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private Database database;
    private TranscriptQueue queue;

    @BeforeEach
    void open(@TempDir Path folder) {
        var config = new TestDeployment(folder).config("lync", List.of(POOL), List.of());
        database = Database.of(vertx, config, "db/common", "db/lync");
        database.open().await();
        queue = started();
    }

    private TranscriptQueue started() {
        TranscriptQueue started = new TranscriptQueue(
                database, IdGenerator.random(), new RegistrarPools(POOL, Map.of(POOL, List.of(POOL))));
        started.load().await();
        return started;
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    private Future<Void> store(Runnable further) {
        Transcript transcript = new Transcript("conversation", 1, false, "", List.of(), List.of());
        return queue.store(
                transcript, Map.of("anna", transcript), List.of(), clock.instant(), null, tx -> further.run());
    }

    private void stored() {
        store(() -> {}).await();
    }

    private List<Long> behind(long number) {
        return queue.due(clock.instant(), Duration.ofMinutes(15), number, 10).await().stream()
                .map(Queued::number)
                .toList();
    }

    @Test
    void theNumbersGoOnAfterTheQueueIsEmpty() {
        stored();
        stored();
        queue.delivered(queue.due(clock.instant(), Duration.ofMinutes(15), 0, 10)
                        .await())
                .await();
        stored();

        assertThat(behind(2)).containsExactly(3L);
    }

    @Test
    void theNumbersGoOnAfterARestart() {
        stored();
        stored();
        queue = started();
        stored();

        assertThat(behind(0)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTransactionThatFailsTakesNoNumberOfAnother() {
        stored();
        assertThatThrownBy(() -> store(() -> {
                            throw new IllegalStateException("the disk is full");
                        })
                        .await())
                .hasMessage("the disk is full");
        stored();

        assertThat(behind(1)).singleElement().matches(number -> number > 1);
    }
}
