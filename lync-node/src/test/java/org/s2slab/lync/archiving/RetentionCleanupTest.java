package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;

class RetentionCleanupTest {
    @Test
    void theFirstConversationIsKeptForAnIntervalHoweverLateTheFirstLookComes(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        TestClock clock = new TestClock();
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/lync");
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

    private static long conversations(Database database) {
        return database.read(rx -> rx.number("SELECT COUNT(*) AS number FROM conversations"))
                .await();
    }
}
