package org.s2slab.exchange.mailbox;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.ReadTransaction;

/**
 * Item counts of the folders of a mailbox at one moment, without associated items.
 *
 * @param byFolder by folder key, without empty folders
 * @param changed the time of the last change in each folder (PidTagLocalCommitTimeMax), without folders that never
 *     changed
 */
public record FolderCounts(Map<String, Count> byFolder, Map<String, Instant> changed) {
    /**
     * The number of items in a folder, the number of unread items, and the size of all items with attachments in bytes
     * (PidTagMessageSize).
     */
    public record Count(int total, int unread, long size) {}

    private static final Count NONE = new Count(0, 0, 0);

    public FolderCounts {
        byFolder = Map.copyOf(byFolder);
        changed = Map.copyOf(changed);
    }

    public static FolderCounts of(ReadTransaction rx, Mailbox mailbox, List<String> folders) {
        String keys = new JsonArray(folders).encode();
        Map<String, Count> counts = new HashMap<>();
        rx.forEach(
                "SELECT folder, COUNT(*) AS total, SUM(1 - is_read) AS unread, SUM(size + attachment_size) AS bytes"
                        + " FROM items WHERE mailbox = ? AND folder IN (SELECT value FROM json_each(?))"
                        + " AND associated = 0 GROUP BY folder",
                row -> counts.put(
                        row.text("folder"),
                        new Count((int) row.integer("total"), (int) row.integer("unread"), row.integer("bytes"))),
                mailbox.id(),
                keys);
        return new FolderCounts(counts, changed(rx, mailbox, keys));
    }

    /** The times of the last changes. The milliseconds come from the change number, so each change alters the time. */
    private static Map<String, Instant> changed(ReadTransaction rx, Mailbox mailbox, String folders) {
        String last = " WHERE mailbox = ? AND folder = value ORDER BY change DESC LIMIT 1)";
        Map<String, Instant> times = new HashMap<>();
        rx.forEach(
                "SELECT value AS folder, (SELECT change FROM items" + last + " AS change, (SELECT modified FROM items"
                        + last + " AS time, (SELECT change FROM tombstones" + last
                        + " AS gone_change, (SELECT time FROM tombstones" + last + " AS gone_time FROM json_each(?)",
                row -> Stream.of("", "gone_")
                        .filter(prefix -> row.optionalInteger(prefix + "change") != null)
                        .map(prefix -> Instant.ofEpochSecond(row.integer(prefix + "time"))
                                .plusMillis(row.integer(prefix + "change") % 1000))
                        .max(Comparator.naturalOrder())
                        .ifPresent(time -> times.put(row.text("folder"), time)),
                mailbox.id(),
                mailbox.id(),
                mailbox.id(),
                mailbox.id(),
                folders);
        return times;
    }

    public Count in(String folder) {
        return byFolder.getOrDefault(folder, NONE);
    }
}
