package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** What archiving put off, or did last, at a time that lies ahead after an administrator has set the clock back. */
class ClockSetBackTest {
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestDatabase.in(vertx, folder, "db/common", "db/lync");
        database.open().await();
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void aTranscriptThatWasPutOffIsDue() {
        TranscriptQueue queue =
                new TranscriptQueue(database, IdGenerator.seeded(1), new RegistrarPools("lync.contoso.com", Map.of()));
        Transcript transcript = new Transcript("conversation-1", 1, false, "", List.of(), List.of());
        queue.store(transcript, Map.of("anna", transcript), List.of(), clock.instant(), null, tx -> {})
                .await();
        var failure = new TranscriptQueue.Failure("refused", false, null);
        queue.failed(due(queue).get(0), failure, clock.instant().plus(LONGEST_REST))
                .await();
        assertThat(due(queue)).isEmpty();

        clock.advance(Duration.ofDays(-30));
        assertThat(due(queue)).extracting(Queued::user).containsExactly("anna");
    }

    private List<Queued> due(TranscriptQueue queue) {
        return queue.due(clock.instant(), LONGEST_REST, 0, 10).await();
    }

    @Test
    void conversationsArePurgedWithoutWaitingForTheTimeOfTheLastPurge() {
        ArchivingSettingsStore settings = new ArchivingSettingsStore(database);
        settings.load().await();
        LyncArchive archive = new LyncArchive(database);
        RetentionCleanup housekeeping = new RetentionCleanup(settings, archive, clock);
        housekeeping.look().await();
        assertThat(purged(archive)).isEqualTo(clock.instant());
        clock.advance(Duration.ofHours(1));
        housekeeping.look().await();
        assertThat(purged(archive)).isEqualTo(TestClock.START);

        clock.advance(Duration.ofDays(-30));
        housekeeping.look().await();
        assertThat(purged(archive)).isEqualTo(clock.instant());
    }

    private static Instant purged(LyncArchive archive) {
        return archive.purges().await().ofConversations();
    }
}
