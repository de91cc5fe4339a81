package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.Rows;

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

    /** Times of the database are seconds: the milliseconds are of the number of the change, so that each change shows. */
    private static Future<Map<String, Instant>> changed(SqlClient client, Mailbox mailbox, List<String> folders) {
        String last = " WHERE mailbox = ? AND folder = value ORDER BY change DESC LIMIT 1)";
        return Rows.query(
                        client,
                        "SELECT value, (SELECT change FROM items" + last + ", (SELECT modified FROM items" + last
                                + ", (SELECT change FROM tombstones" + last + ", (SELECT time FROM tombstones" + last
                                + " FROM json_each(?)",
                        mailbox.id(),
                        mailbox.id(),
                        mailbox.id(),
                        mailbox.id(),
                        new JsonArray(folders).encode())
                .map(rows -> {
                    Map<String, Instant> times = new HashMap<>();
                    for (Row row : rows) {
                        for (int i = 1; i < 4; i += 2) {
                            if (row.getLong(i) != null) {
                                Instant time = Instant.ofEpochSecond(row.getLong(i + 1))
                                        .plusMillis(row.getLong(i) % 1000);
                                times.merge(row.getString(0), time, (one, other) -> one.isAfter(other) ? one : other);
                            }
                        }
                    }
                    return times;
                });
    }

    private static final Count NONE = new Count(0, 0, 0);

    public FolderCounts {
        byFolder = Map.copyOf(byFolder);
        changed = Map.copyOf(changed);
    }

    public static Future<FolderCounts> of(SqlClient client, Mailbox mailbox, List<String> folders) {
        return Rows.query(
                        client,
                        "SELECT folder, COUNT(*), SUM(1 - is_read), SUM(size + attachment_size) FROM items"
                                + " WHERE mailbox = ? AND folder IN (SELECT value FROM json_each(?)) AND associated = 0"
                                + " GROUP BY folder",
                        mailbox.id(),
                        new JsonArray(folders).encode())
                .compose(rows -> {
                    Map<String, Count> counts = new HashMap<>();
                    for (Row row : rows) {
                        counts.put(row.getString(0), new Count(row.getInteger(1), row.getInteger(2), row.getLong(3)));
                    }
                    return changed(client, mailbox, folders).map(times -> new FolderCounts(counts, times));
                });
    }

    public Count in(String folder) {
        return byFolder.getOrDefault(folder, NONE);
    }
}
