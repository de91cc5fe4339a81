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
 * Stores the events of mailboxes. The database writes an event for each change of an item or folder, in the same
 * transaction. Events stay for a week and survive a restart, so that a reader can continue after the last event read.
 */
public record MailboxEventStore(Database database) {
    /** How long events are stored: seven days, as in the product's event history. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final RecordColumns<MailboxEvent> COLUMNS = new RecordColumns<>(MailboxEvent.class);

    /** The numbers of the oldest and the last stored event. Without events, {@code first} is {@code last} + 1. */
    public record Extent(long first, long last) {}

    /** The range of the stored events. */
    public static Extent extent(ReadTransaction rx) {
        return rx.first(
                        "SELECT COALESCE(MIN(number), 1) AS first, COALESCE(MAX(number), 0) AS last FROM mailbox_events",
                        row -> new Extent(row.integer("first"), row.integer("last")))
                .orElseThrow();
    }

    /**
     * The events of a mailbox after the number {@code after} and up to the number {@code last}, oldest first, up to a
     * maximum number of events.
     */
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

    /** Deletes events older than {@link #KEPT}. The last event stays, so that event numbers always increase. */
    public Future<Void> forgetOld(Instant now) {
        return database.change(tx -> tx.execute(
                "DELETE FROM mailbox_events WHERE time < ? AND number < (SELECT MAX(number) FROM mailbox_events)",
                now.minus(KEPT).getEpochSecond()));
    }

    /** Deletes expired tombstones from the {@link MailboxChangeLog}. */
    public Future<Void> purgeTombstones(Instant now) {
        return database.change(tx -> MailboxChangeLog.purge(tx, now));
    }

    /** Records that an item, created in this transaction, arrived as mail. */
    public static void arrived(WriteTransaction tx, Item item) {
        tx.execute(
                "INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)"
                        + " VALUES (?, ?, 0, ?, ?, ?, ?)",
                item.mailbox(),
                Kind.NEW_MAIL.name(),
                item.id(),
                item.folder(),
                item.history().change(),
                item.history().created().getEpochSecond());
    }

    /** Marks the last event of a mailbox, which is a creation, as a copy of an object in the same mailbox. */
    public static void copied(WriteTransaction tx, String mailbox, String originalId, String originalFolder) {
        tx.execute(
                "UPDATE mailbox_events SET kind = ?, old_id = ?, old_folder = ?"
                        + " WHERE number = (SELECT number FROM mailbox_events WHERE mailbox = ? ORDER BY number DESC LIMIT 1)",
                Kind.COPIED.name(),
                originalId,
                originalFolder,
                mailbox);
    }
}
