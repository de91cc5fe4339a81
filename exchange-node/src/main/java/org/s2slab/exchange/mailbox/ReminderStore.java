package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;

/** Reads the calendar items and tasks that have a reminder. */
public final class ReminderStore {
    /** The condition of the partial index. */
    private static final String REMINDING = "kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0"
            + " AND INSTR(properties, '\"item:ReminderIsSet\":true') > 0";

    private ReminderStore() {}

    /** The items with a reminder in some folders. */
    public static Future<List<Item>> items(SqlClient client, Mailbox mailbox, Collection<String> folders) {
        return client.preparedQuery(ItemRowMapper.SELECT + " WHERE mailbox = ? AND " + REMINDING
                        + " AND folder IN (SELECT value FROM json_each(?))")
                .execute(Tuple.of(mailbox.id(), new JsonArray(List.copyOf(folders)).encode()))
                .map(rows -> rows.stream().map(ItemRowMapper::item).toList());
    }
}
