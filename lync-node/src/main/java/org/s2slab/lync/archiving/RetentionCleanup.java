package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Purges expired archive data: conversations each CachePurgingInterval, records daily at PurgeHourOfDay. */
public record RetentionCleanup(ArchivingSettingsStore settings, LyncArchive archive, Clock clock) {
    /**
     * Starts the purge interval if nothing was purged yet, so that the first conversations are retained as long as
     * later conversations. Must be called before the node accepts requests.
     */
    public Future<Void> begin() {
        return archive.beginInterval(clock.instant());
    }

    /** Runs the purges that are due. */
    public Future<Void> look() {
        return archive.purges().compose(this::purge);
    }

    private Future<Void> purge(LyncArchive.Purges last) {
        Instant now = clock.instant();
        ArchivingConfiguration configuration = settings.configuration();
        Duration interval = Duration.ofHours(configuration.cachePurgingHours());
        // A purge in the future was before the clock was set back, and does not count.
        boolean conversationsDue = last.ofConversations().isAfter(now)
                || !now.isBefore(last.ofConversations().plus(interval));
        Future<?> conversations = conversationsDue ? archive.purgeConversations(now) : Future.succeededFuture();
        boolean recordsDue = configuration.purging()
                && (last.ofRecords().isAfter(now) || last.ofRecords().isBefore(lastPurgeHour(configuration, now)));
        return conversations.compose(
                done -> recordsDue ? archive.purgeRecords(configuration, now).mapEmpty() : Future.succeededFuture());
    }

    /** The latest time at which the daily purge was due. */
    private static Instant lastPurgeHour(ArchivingConfiguration configuration, Instant now) {
        Instant today = now.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withHour(configuration.purgeHour())
                .toInstant();
        return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    }
}
