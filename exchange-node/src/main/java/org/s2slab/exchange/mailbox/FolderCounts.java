package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;

/**
 * How many items lie in folders of a mailbox at one moment, associated ones apart.
 *
 * @param byFolder by the folder's key; a folder without items is missing
 */
public record FolderCounts(Map<String, Count> byFolder) {
    /** All items of a folder, and those unread. */
    public record Count(int total, int unread) {}

    private static final Count NONE = new Count(0, 0);

    public FolderCounts {
        byFolder = Map.copyOf(byFolder);
    }

    public static Future<FolderCounts> of(SqlClient client, Mailbox mailbox, List<String> folders) {
        return client.preparedQuery("SELECT folder, COUNT(*), SUM(1 - is_read) FROM items"
                        + " WHERE mailbox = ? AND folder IN (SELECT value FROM json_each(?)) AND associated = 0"
                        + " GROUP BY folder")
                .execute(Tuple.of(mailbox.id(), new JsonArray(folders).encode()))
                .map(rows -> {
                    Map<String, Count> counts = new HashMap<>();
                    for (Row row : rows) {
                        counts.put(row.getString(0), new Count(row.getInteger(1), row.getInteger(2)));
                    }
                    return new FolderCounts(counts);
                });
    }

    public Count in(String folder) {
        return byFolder.getOrDefault(folder, NONE);
    }
}
