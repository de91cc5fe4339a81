package org.s2slab.exchange.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemChange;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The changes of a mailbox, numbered from 1 in the order they were committed, and what they took away. */
public final class MailboxChangeLog {
    /** What a tombstone stands for. */
    enum Gone {
        ITEM,
        FOLDER
    }

    /**
     * How long it is remembered that something is gone: 30 days, after which a client that has not synchronised since then
     * begins anew. No page of the product names its own span.
     */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private MailboxChangeLog() {}

    /**
     * Purges the tombstones that are older than {@link #REMEMBERED}, and notes up to which change each folder lost some.
     */
    static void purge(WriteTransaction tx, Instant now) {
        long before = now.minus(REMEMBERED).getEpochSecond();
        tx.execute(
                "INSERT INTO purged_tombstones (mailbox, folder, change)"
                        + " SELECT mailbox, CASE kind WHEN 'FOLDER' THEN '' ELSE folder END AS place, MAX(change)"
                        + " FROM tombstones WHERE time < ? GROUP BY mailbox, place"
                        + " ON CONFLICT (mailbox, folder) DO UPDATE SET change = MAX(change, excluded.change)",
                before);
        tx.execute("DELETE FROM tombstones WHERE time < ?", before);
    }

    /**
     * The changes that a client can still be told of.
     *
     * @param purged the last change whose tombstone in the folder was purged; 0 for none
     * @param last the last change in the mailbox; 0 before the first
     */
    public record Range(long purged, long last) {}

    /** The range of a folder; with an empty folder, of the folders of the mailbox. */
    public static Range range(ReadTransaction rx, Mailbox mailbox, String folder) {
        return rx.first(
                        "SELECT COALESCE((SELECT change FROM purged_tombstones WHERE mailbox = ? AND folder = ?), 0)"
                                + " AS purged, COALESCE((SELECT last FROM mailbox_changes WHERE mailbox = ?), 0) AS last",
                        row -> new Range(row.integer("purged"), row.integer("last")),
                        mailbox.id(),
                        folder,
                        mailbox.id())
                .orElseThrow();
    }

    /**
     * What has happened in a folder since a change, oldest first, at most so many; 0 is before the first change.
     * The change of the last entry is where to go on from. An item shows up once, by its last change.
     */
    public static List<ItemChange> ofItems(ReadTransaction rx, Mailbox mailbox, String folder, long since, int most) {
        List<ItemChange> there = rx.list(
                ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND change > ? ORDER BY change LIMIT ?",
                row -> ItemRowMapper.change(row, since),
                mailbox.id(),
                folder,
                since,
                most);
        List<ItemChange> gone = rx.list(
                "SELECT change, id FROM tombstones WHERE kind = 'ITEM' AND mailbox = ? AND folder = ?"
                        + " AND change > ? AND entered <= ? ORDER BY change LIMIT ?",
                row -> new ItemChange(row.integer("change"), row.text("id"), null, false, false),
                mailbox.id(),
                folder,
                since,
                since,
                most);
        return Stream.concat(there.stream(), gone.stream())
                .sorted(Comparator.comparingLong(ItemChange::change))
                .limit(most)
                .toList();
    }

    /** The number of the change being made; all that one transaction changes may bear the same. */
    static long next(WriteTransaction tx, String mailbox) {
        return next(tx, mailbox, 1);
    }

    /** The last of so many numbers that changes now made have to themselves. */
    static long next(WriteTransaction tx, String mailbox, int changes) {
        return tx.number(
                "INSERT INTO mailbox_changes (mailbox, last) VALUES (?, ?) ON CONFLICT (mailbox)"
                        + " DO UPDATE SET last = mailbox_changes.last + excluded.last RETURNING last AS number",
                mailbox,
                changes);
    }

    /** Notes that an item no longer lies where it lay, as a change of its own; the time is in seconds. */
    static void bury(WriteTransaction tx, Item item, long time) {
        long change = next(tx, item.mailbox());
        bury(tx, Gone.ITEM, item.mailbox(), item.folder(), item.id(), item.entered(), change, time);
    }

    /** Notes that something no longer lies in a folder; the time is in seconds. */
    static void bury(
            WriteTransaction tx,
            Gone kind,
            String mailbox,
            String folder,
            String id,
            long entered,
            long change,
            long time) {
        tx.execute(
                "INSERT INTO tombstones (id, kind, mailbox, folder, entered, change, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                kind.name(),
                mailbox,
                folder,
                entered,
                change,
                time);
    }
}
