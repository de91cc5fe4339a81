package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ElementJson;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MapiView;
import org.s2slab.exchange.content.SeriesChange;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.store.Rows;
import org.s2slab.xml.XmlElement;

/** The masters of series, and the occurrences of theirs that are exceptions or deleted. */
public final class SeriesStore {
    /** The condition of the index: an item of the calendar with a property {@code Recurrence}. */
    static final String RECURRING = "kind = 'CALENDAR_ITEM' AND INSTR(properties, '\"calendar:Recurrence\":') > 0";

    /** What {@link #byMaster} reads. */
    static final String CHANGES = "SELECT c.original, c.starts, c.ends, c.updates, c.item, c.attached,"
            + " (SELECT MIN(a.inline) FROM attachments a WHERE a.item = c.item AND a.occurrence = c.original)"
            + " FROM series_changes c";

    private SeriesStore() {}

    /** Whether an item is the master of a series. */
    public static boolean isMaster(Item item) {
        return item.content().kind() == ItemKind.CALENDAR_ITEM
                && item.content().property("Recurrence").isPresent();
    }

    /** The master with that number. */
    public static Future<Item> master(SqlClient client, long number) {
        return ItemRowMapper.byNumber(client, number);
    }

    /**
     * The calendar items of a meeting by its UID, none that were deleted: the meeting itself, and occurrences that stand by
     * themselves because their series is not here.
     */
    public static Future<List<Item>> meetings(SqlClient client, Mailbox mailbox, String uid) {
        return ItemRowMapper.readable(
                        client,
                        ItemRowMapper.SELECT
                                + " WHERE mailbox = ? AND kind = 'CALENDAR_ITEM' AND folder <> 'deleteditems' AND folder NOT LIKE '%recoverable%'"
                                + " AND INSTR(properties, ?) > 0 ORDER BY entered",
                        mailbox.id(),
                        Json.encode(uid))
                .map(found -> found.stream()
                        .filter(item -> item.content().propertyText("UID").equals(Optional.of(uid)))
                        .toList());
    }

    /** The changed occurrences of masters, by the numbers of their rows, each in the order of its original starts. */
    public static Future<Map<Long, List<SeriesChange>>> changes(SqlClient client, List<Item> masters) {
        JsonArray numbers = new JsonArray(masters.stream().map(Item::number).toList());
        return Rows.query(
                        client,
                        CHANGES + " WHERE c.item IN (SELECT value FROM json_each(?)) ORDER BY c.original",
                        numbers.encode())
                .map(SeriesStore::byMaster);
    }

    static Map<Long, List<SeriesChange>> byMaster(RowSet<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getLong(4), Collectors.mapping(SeriesStore::change, Collectors.toList())));
    }

    /** Stores a change of an occurrence in place of an earlier one. */
    public static Future<Void> put(SqlConnection connection, Item master, SeriesChange change) {
        return put(connection, master, List.of(change));
    }

    /** Stores changes of occurrences, each in place of an earlier one. */
    public static Future<Void> put(SqlConnection connection, Item master, List<SeriesChange> changes) {
        return Rows.batch(
                connection,
                "INSERT INTO series_changes (item, original, starts, ends, updates, attached) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (item, original) DO UPDATE"
                        + " SET starts = excluded.starts, ends = excluded.ends, updates = excluded.updates",
                changes.stream()
                        .map(change -> Tuple.of(
                                master.number(),
                                change.original().getEpochSecond(),
                                seconds(change.starts()),
                                seconds(change.ends()),
                                change.isDeleted() ? null : PropertyValue.json(change.differences()),
                                change.attached() == null ? 0 : 1))
                        .toList());
    }

    /** Forgets all changes of a series: its pattern or its times have changed. */
    public static Future<Void> forget(SqlConnection connection, Item master) {
        return Rows.execute(connection, "DELETE FROM series_changes WHERE item = ?", master.number());
    }

    /** Copies the changes of one item to its copy. */
    static Future<Void> copy(SqlConnection connection, long from, long to) {
        return Rows.execute(
                connection,
                "INSERT INTO series_changes (item, original, starts, ends, updates, attached)"
                        + " SELECT ?, original, starts, ends, updates, attached FROM series_changes WHERE item = ?",
                to,
                from);
    }

    private static SeriesChange change(Row row) {
        String differences = row.getString(3);
        Instant original = Instant.ofEpochSecond(row.getLong(0));
        Instant starts = Rows.moment(row, "starts");
        Instant ends = Rows.moment(row, "ends");
        SeriesChange change = differences == null || !differences.startsWith("[")
                ? new SeriesChange(
                        original, starts, ends, differences == null ? Map.of() : PropertyValue.read(differences), null)
                : old(original, ElementJson.read(differences), starts, ends);
        Integer inline = row.getInteger(6);
        return row.getInteger(5) == 0
                ? change
                : change.with(new SeriesChange.Attached(inline != null, inline != null && inline == 0));
    }

    /** A row of the form before: the updates that a client had sent. */
    private static SeriesChange old(
            Instant original, List<XmlElement> updates, @Nullable Instant starts, @Nullable Instant ends) {
        List<XmlElement> own = updates.stream()
                .filter(update -> update.children().size() > 1)
                .map(update -> update.children().get(1).children().get(0))
                .toList();
        List<String> absent = updates.stream()
                .filter(update -> update.children().size() == 1)
                .flatMap(update -> update.children().get(0).attribute("FieldURI").stream())
                .toList();
        return SeriesChange.with(
                original,
                MapiView.withAll(ItemContent.empty(ItemKind.CALENDAR_ITEM), own).withSpan(starts, ends),
                absent);
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
