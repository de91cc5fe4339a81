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
 * How many items lie in folders of a mailbox at one moment, associated ones apart.
 *
 * @param byFolder by the folder's key; a folder without items is missing
 * @param changed when something in each folder was last changed (PidTagLocalCommitTimeMax); a folder without a change is
 *     missing
 */
public record FolderCounts(Map<String, Count> byFolder, Map<String, Instant> changed) {
    /** All items of a folder, those unread, and the bytes of all with their attachments (PidTagMessageSize). */
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

    /** Times of the database are seconds: the milliseconds are of the number of the change, so that each change shows. */
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
