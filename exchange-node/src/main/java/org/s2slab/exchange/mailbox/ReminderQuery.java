package org.s2slab.exchange.mailbox;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.store.ReadTransaction;

/** Reads the calendar items and tasks that have a reminder. */
public final class ReminderQuery {
    /** The condition of the partial index. */
    private static final String REMINDING = "kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0"
            + " AND INSTR(properties, '\"item:ReminderIsSet\":true') > 0";

    private ReminderQuery() {}

    /**
     * The items with a reminder in some folders, without bodies.
     *
     * @param since excludes single appointments that start earlier and have no stored signal time: their reminders
     *     signal at the latest at the start
     */
    public static List<Item> items(ReadTransaction rx, Mailbox mailbox, Collection<String> folders, Instant since) {
        return ItemRowMapper.readable(
                rx,
                ItemRowMapper.WITHOUT_BODY + " WHERE mailbox = ? AND " + REMINDING
                        + " AND folder IN (SELECT value FROM json_each(?)) AND (kind = 'TASK' OR starts >= ?"
                        + " OR INSTR(properties, '\"item:ReminderNextTime\":') > 0 OR " + SeriesStore.RECURRING + ")",
                mailbox.id(),
                new JsonArray(List.copyOf(folders)).encode(),
                since.getEpochSecond());
    }
}
