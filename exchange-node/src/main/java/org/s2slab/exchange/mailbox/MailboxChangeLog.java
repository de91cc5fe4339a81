package org.s2slab.exchange.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.FolderItemChange;
import org.s2slab.exchange.content.Item;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The changes of a mailbox, numbered from 1 in commit order, and the tombstones of deleted items and folders. */
public final class MailboxChangeLog {
    /** The type of the object for which a tombstone stands. */
    enum Gone {
        ITEM,
        FOLDER
    }

    /**
     * The time for which tombstones are stored. A client whose last synchronization is older must start again. The
     * product documents no period.
     */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private MailboxChangeLog() {}

    /**
     * Deletes the tombstones older than {@link #REMEMBERED}, and stores the last deleted change number of each folder.
     */
    static void purge(WriteTransaction tx, Instant now) {
        long before = now.minus(REMEMBERED).getEpochSecond();
        tx.execute(
                "INSERT INTO purged_tombstones (mailbox, folder, change)"
                        + " SELECT mailbox, CASE kind WHEN 'FOLDER' THEN '' ELSE folder END AS place, MAX(change)"
                        + " FROM tombstones WHERE time < ? GROUP BY mailbox, place"
                        + " ON CONFLICT (mailbox, folder) DO UPDATE SET change = excluded.change"
                        + " WHERE excluded.change > purged_tombstones.change",
                before);
        tx.execute("DELETE FROM tombstones WHERE time < ?", before);
    }

    /**
     * The changes that are still available to a client.
     *
     * @param purged the last change in the folder whose tombstone was deleted; 0 for none
     * @param last the last change in the mailbox; 0 before the first
     */
    public record Range(long purged, long last) {}

    /** The range for the items of a folder, or for the folders of the mailbox if the folder is an empty text. */
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
     * The changes in a folder after a change number, oldest first, up to a maximum; 0 returns all changes. Each item
     * occurs once, with its last change. The next call continues after the change number of the last entry.
     */
    public static List<FolderItemChange> ofItems(
            ReadTransaction rx, Mailbox mailbox, String folder, long since, int most) {
        List<FolderItemChange> there = rx.list(
                ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND change > ? ORDER BY change LIMIT ?",
                row -> ItemRowMapper.change(row, since),
                mailbox.id(),
                folder,
                since,
                most);
        List<FolderItemChange> gone = rx.list(
                "SELECT change, id FROM tombstones WHERE kind = 'ITEM' AND mailbox = ? AND folder = ?"
                        + " AND change > ? AND entered <= ? ORDER BY change LIMIT ?",
                row -> new FolderItemChange(row.integer("change"), row.text("id"), null, Switches.of()),
                mailbox.id(),
                folder,
                since,
                since,
                most);
        return Stream.concat(there.stream(), gone.stream())
                .sorted(Comparator.comparingLong(FolderItemChange::change))
                .limit(most)
                .toList();
    }

    /** Allocates the number of the current change. All changes of one transaction may share a number. */
    static long next(WriteTransaction tx, String mailbox) {
        return next(tx, mailbox, 1);
    }

    /** Allocates several consecutive change numbers and returns the last of them. */
    static long next(WriteTransaction tx, String mailbox, int changes) {
        return tx.number(
                "INSERT INTO mailbox_changes (mailbox, last) VALUES (?, ?) ON CONFLICT (mailbox)"
                        + " DO UPDATE SET last = mailbox_changes.last + excluded.last RETURNING last AS number",
                mailbox,
                changes);
    }

    /** Writes the tombstone of an item that leaves its folder, with its own change number. The time is in seconds. */
    static void bury(WriteTransaction tx, Item item, long time) {
        long change = next(tx, item.mailbox());
        bury(
                tx,
                Gone.ITEM,
                item.mailbox(),
                item.folder(),
                item.id(),
                item.history().entered(),
                change,
                time);
    }

    /** Writes the tombstone of an object that leaves its folder. The time is in seconds. */
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
