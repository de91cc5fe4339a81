package org.s2slab.exchange.mailbox;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.store.ReadTransaction;

/**
 * Reads the calendar items of a folder in a time window: single items, series masters, and changed occurrences.
 *
 * @param from the start of the window; includes an item that ends at this time
 * @param until the end of the window; excludes an item that starts at this time
 * @param bodies whether the bodies of items are read
 */
public record CalendarWindowQuery(String folder, Instant from, Instant until, boolean bodies) {
    private static final int DAY = 86_400;

    private static final String PLACE =
            " WHERE mailbox = ? AND folder = ? AND associated = 0 AND starts IS NOT NULL AND ends >= starts";

    /** SQL: a time at or after the last start of a series, estimated from its pattern; 1e15 without an end. */
    private static final String LAST_START = "COALESCE(" + DAY + " + CAST(strftime('%s', substr("
            + value("EndDateRecurrence.EndDate") + ", 1, 10)) AS BIGINT), starts + " + DAY + " * "
            + number("NumberedRecurrence.NumberOfOccurrences") + " * COALESCE(" + number("DailyRecurrence.Interval")
            + ", 7 * " + number("WeeklyRecurrence.Interval") + ", 31 * "
            + number("AbsoluteMonthlyRecurrence.Interval") + ", 31 * " + number("RelativeMonthlyRecurrence.Interval")
            + ", 366), 1e15)";

    private static final String MEETS = "starts < ? AND ends >= ?";

    private static String value(String path) {
        return "json_extract(properties, '$.\"calendar:Recurrence\"." + path + "')";
    }

    /** SQL: a value of digits as a number; NULL for any other value. */
    private static String number(String path) {
        String value = value(path);
        return "CASE WHEN LENGTH(" + value + ") BETWEEN 1 AND 9 AND TRIM(" + value + ", '0123456789') = '' THEN CAST("
                + value + " AS BIGINT) END";
    }

    /** The last items of a calendar, in the order of their starts, without bodies. */
    public static List<Item> latest(ReadTransaction rx, Mailbox mailbox, String folder, int most) {
        return ItemRowMapper.readable(
                rx,
                "SELECT * FROM (" + ItemRowMapper.WITHOUT_BODY + " WHERE mailbox = ? AND folder = ? AND associated = 0"
                        + " AND kind = 'CALENDAR_ITEM' ORDER BY starts DESC NULLS LAST LIMIT ?) latest"
                        + " ORDER BY starts NULLS FIRST, number",
                mailbox.id(),
                folder,
                most);
    }

    private String select() {
        return bodies ? ItemRowMapper.SELECT : ItemRowMapper.WITHOUT_BODY;
    }

    /** The calendar items that are not series masters. */
    public List<Item> singles(ReadTransaction rx, Mailbox mailbox) {
        return ItemRowMapper.readable(
                        rx,
                        select() + PLACE + " AND kind = 'CALENDAR_ITEM' AND " + MEETS,
                        mailbox.id(),
                        folder,
                        until.getEpochSecond(),
                        from.getEpochSecond())
                .stream()
                .filter(item -> !SeriesStore.isMaster(item))
                .toList();
    }

    /** The masters of all series that overlap the window. May include series that end before the window. */
    public List<Item> masters(ReadTransaction rx, Mailbox mailbox) {
        return ItemRowMapper.readable(
                        rx,
                        select() + PLACE + " AND " + SeriesStore.RECURRING
                                + " AND (starts < ? AND CASE WHEN json_valid(properties)"
                                + " THEN " + LAST_START + " + ends - starts + " + DAY
                                + " >= ? END OR EXISTS (SELECT 1 FROM series_changes c"
                                + " WHERE c.item = number AND c.starts < ? AND c.ends >= ?))",
                        mailbox.id(),
                        folder,
                        until.getEpochSecond(),
                        from.getEpochSecond(),
                        until.getEpochSecond(),
                        from.getEpochSecond())
                .stream()
                .filter(SeriesStore::isMaster)
                .toList();
    }

    /** The changed occurrences that are, or were before the change, in the window, by the row number of the master. */
    public Map<Long, List<ChangedOccurrence>> changes(ReadTransaction rx, List<Item> masters) {
        String lean = "json_remove(c.updates, '$.\"body:text\"', '$.\"body:html\"') AS updates";
        return SeriesStore.byMaster(
                rx,
                (bodies ? SeriesStore.CHANGES : SeriesStore.CHANGES.replace("c.updates", lean))
                        + " JOIN items i ON i.number = c.item WHERE c.item IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
                        + " AND (c.starts < ? AND c.ends >= ? OR c.original < ?"
                        + " AND c.original >= ? - (i.ends - i.starts)) ORDER BY c.original",
                new JsonArray(masters.stream().map(Item::number).toList()).encode(),
                until.getEpochSecond(),
                from.getEpochSecond(),
                until.getEpochSecond(),
                from.getEpochSecond() - DAY);
    }
}
