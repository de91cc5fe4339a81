package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;

class RetentionCleanupTest {
    @Test
    void theFirstConversationIsKeptForAnIntervalHoweverLateTheFirstLookComes(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        TestClock clock = new TestClock();
        Database database = TestDatabase.in(vertx, folder, "db/common", "db/lync");
        try {
            database.open().await();
            ArchivingSettingsStore settings = new ArchivingSettingsStore(database);
            settings.load().await();
            RetentionCleanup housekeeping = new RetentionCleanup(settings, new LyncArchive(database), clock);
            housekeeping.begin().await();
            clock.advance(Duration.ofHours(1));
            long now = clock.instant().getEpochSecond();
            database.change(tx -> tx.execute(
                            "INSERT INTO conversations (id, kind, subject, organizer, started, ended, part, part_began)"
                                    + " VALUES ('one', 'IM', '', 'sip:anna@contoso.com', ?, ?, 1, ?)",
                            now,
                            now,
                            now))
                    .await();

            housekeeping.look().await();
            assertThat(conversations(database)).isEqualTo(1);
            housekeeping.begin().await();
            clock.advance(Duration.ofHours(23));
            housekeeping.look().await();
            assertThat(conversations(database)).isZero();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    /** An export reads all that there is: others read meanwhile. */
    @Test
    void anExportHoldsUpNoShortRead(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        Database database = TestDatabase.in(vertx, folder, "db/common", "db/lync");
        CountDownLatch over = new CountDownLatch(1);
        try {
            database.open().await();
            Future<Boolean> one = database.read("one", rx -> isOver(over));
            Future<Boolean> other = database.read("other", rx -> isOver(over));
            Future<List<LyncArchive.Archived>> export =
                    new LyncArchive(database).between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
            assertThat(conversations(database)).isZero();
            assertThat(export.isComplete()).isFalse();
            over.countDown();
            assertThat(export.await()).isEmpty();
            assertThat(Future.all(one, other).await().succeeded()).isTrue();
        } finally {
            over.countDown();
            database.close().await();
            vertx.close().await();
        }
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long conversations(Database database) {
        return database.read(rx -> rx.number("SELECT COUNT(*) AS number FROM conversations"))
                .await();
    }
}
