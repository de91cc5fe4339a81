package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.MailboxEvent.Kind;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;

/**
 * What has happened in mailboxes: an event for each change of an item or a folder, written by the database in the
 * transaction of the change, and kept for a week. It outlives a restart, so that whoever knows how far they have read
 * may go on from there.
 */
public record MailboxEventStore(Database database) {
    /** How long events are kept, as in the product (its event history goes back seven days). */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final RecordColumns<MailboxEvent> COLUMNS = new RecordColumns<>(MailboxEvent.class);

    /** The numbers of the oldest event there is and of the last; one more than the last and the last where there is none. */
    public record Extent(long first, long last) {}

    /** How far the history goes. */
    public static Extent extent(ReadTransaction rx) {
        return rx.first(
                        "SELECT COALESCE(MIN(number), 1) AS first, COALESCE(MAX(number), 0) AS last FROM mailbox_events",
                        row -> new Extent(row.integer("first"), row.integer("last")))
                .orElseThrow();
    }

    /** The events of a mailbox after one number and up to another, oldest first, at most so many. */
    public static List<MailboxEvent> between(ReadTransaction rx, Mailbox mailbox, long after, long last, int most) {
        return rx.list(
                "SELECT number, kind, is_folder AS of_folder, id, folder, old_id, old_folder, change, time"
                        + " FROM mailbox_events WHERE number > ? AND number <= ? AND mailbox = ? ORDER BY number LIMIT ?",
                COLUMNS::read,
                after,
                last,
                mailbox.id(),
                most);
    }

    /** Forgets what is older than {@link #KEPT}; the last event stays, so that numbers only ever rise. */
    public Future<Void> forgetOld(Instant now) {
        return database.change(tx -> tx.execute(
                "DELETE FROM mailbox_events WHERE time < ? AND number < (SELECT MAX(number) FROM mailbox_events)",
                now.minus(KEPT).getEpochSecond()));
    }

    /** Purges what {@link MailboxChangeLog} remembers of things that are gone for longer than it has to. */
    public Future<Void> purgeTombstones(Instant now) {
        return database.change(tx -> MailboxChangeLog.purge(tx, now));
    }

    /** Notes that an item, just made, came as mail. */
    public static void arrived(WriteTransaction tx, Item item) {
        tx.execute(
                "INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)"
                        + " VALUES (?, ?, 0, ?, ?, ?, ?)",
                item.mailbox(),
                Kind.NEW_MAIL.name(),
                item.id(),
                item.folder(),
                item.change(),
                item.created().getEpochSecond());
    }

    /** Notes that the thing whose making was the last event is a copy. */
    public static void copied(WriteTransaction tx, String originalId, String originalFolder) {
        tx.execute(
                "UPDATE mailbox_events SET kind = ?, old_id = ?, old_folder = ?"
                        + " WHERE number = (SELECT MAX(number) FROM mailbox_events)",
                Kind.COPIED.name(),
                originalId,
                originalFolder);
    }
}
