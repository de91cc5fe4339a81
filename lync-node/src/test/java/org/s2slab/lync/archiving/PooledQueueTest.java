package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.PostgresConfig;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestPostgres;
import org.s2slab.trace.IdGenerator;

/** The transcripts of two Lync pools over one database. */
class PooledQueueTest {
    private static final String BERLIN = "berlin.contoso.com";
    private static final String MUNICH = "munich.contoso.com";

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final PostgresConfig server = TestPostgres.freshDatabase();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        var config = new TestDeployment(folder).config("lync", List.of(BERLIN), List.of());
        database = Database.of(vertx, TestDeployment.on(server, config), "db/common", "db/lync");
        database.open().await();
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void onlyThePoolThatStoredATranscriptDeliversIt() {
        stored();

        assertThat(due(queue(MUNICH, BERLIN, MUNICH))).isEmpty();
        assertThat(due(queue(BERLIN, BERLIN, MUNICH))).extracting(Queued::user).containsExactly("anna");
    }

    @Test
    void anotherPoolDeliversWhatARemovedPoolStored() {
        stored();

        assertThat(due(queue(MUNICH, MUNICH))).extracting(Queued::user).containsExactly("anna");
    }

    private void stored() {
        Transcript transcript = new Transcript("conversation-1", 1, false, "", List.of(), List.of());
        queue(BERLIN, BERLIN, MUNICH)
                .store(transcript, Map.of("anna", transcript), List.of(), clock.instant(), null, tx -> {})
                .await();
    }

    private TranscriptQueue queue(String own, String... pools) {
        Map<String, List<String>> servers = new TreeMap<>();
        for (String pool : pools) {
            servers.put(pool, List.of("1." + pool));
        }
        return new TranscriptQueue(database, IdGenerator.seeded(1), new RegistrarPools(own, servers));
    }

    private List<Queued> due(TranscriptQueue queue) {
        return queue.due(clock.instant(), Duration.ofMinutes(15), 0, 10).await();
    }
}
