package org.s2slab.exchange.mailbox;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/** Reads series masters, and stores the changed and deleted occurrences of a series. */
public final class SeriesStore {
    /** The condition of the index: a calendar item with the property {@code Recurrence}. */
    static final String RECURRING = "kind = 'CALENDAR_ITEM' AND INSTR(properties, '\"calendar:Recurrence\":') > 0";

    /** The columns that {@link #byMaster} reads. */
    static final String CHANGES = "SELECT c.original, c.starts, c.ends, c.updates, c.item, c.attached,"
            + " (SELECT MIN(a.inline) FROM attachments a WHERE a.item = c.item AND a.occurrence = c.original) AS all_inline"
            + " FROM series_changes c";

    private SeriesStore() {}

    /** Whether an item is the master of a series. */
    public static boolean isMaster(Item item) {
        return item.content().kind() == ItemKind.CALENDAR_ITEM
                && item.content().property("Recurrence").isPresent();
    }

    /** The master with a row number. */
    public static Item master(ReadTransaction rx, long number) {
        return ItemRowMapper.byNumber(rx, number);
    }

    /**
     * The calendar items with the UID of a meeting, without deleted items: the meeting, and single occurrences whose
     * series is not in this mailbox.
     */
    public static List<Item> meetings(ReadTransaction rx, Mailbox mailbox, String uid) {
        return ItemRowMapper.readable(
                        rx,
                        ItemRowMapper.SELECT
                                + " WHERE mailbox = ? AND kind = 'CALENDAR_ITEM' AND folder <> 'deleteditems' AND folder NOT LIKE '%recoverable%'"
                                + " AND INSTR(properties, ?) > 0 ORDER BY entered",
                        mailbox.id(),
                        Json.encode(uid))
                .stream()
                .filter(item -> item.content().propertyText("UID").equals(Optional.of(uid)))
                .toList();
    }

    /** The changed occurrences of series, by the row number of the master, in the order of their original starts. */
    public static Map<Long, List<ChangedOccurrence>> changes(ReadTransaction rx, List<Item> masters) {
        JsonArray numbers = new JsonArray(masters.stream().map(Item::number).toList());
        return byMaster(
                rx,
                CHANGES + " WHERE c.item IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY c.original",
                numbers.encode());
    }

    static Map<Long, List<ChangedOccurrence>> byMaster(ReadTransaction rx, String changes, Object... values) {
        Map<Long, List<ChangedOccurrence>> found = new HashMap<>();
        rx.forEach(
                changes,
                row -> found.computeIfAbsent(row.integer("item"), master -> new ArrayList<>())
                        .add(change(row)),
                values);
        return found;
    }

    /** Stores a changed occurrence and replaces its earlier change. */
    public static void put(WriteTransaction tx, Item master, ChangedOccurrence change) {
        put(tx, master, List.of(change));
    }

    /** Stores changed occurrences and replaces their earlier changes. */
    public static void put(WriteTransaction tx, Item master, List<ChangedOccurrence> changes) {
        changes.forEach(change -> tx.execute(
                "INSERT INTO series_changes (item, original, starts, ends, updates, attached) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (item, original) DO UPDATE"
                        + " SET starts = excluded.starts, ends = excluded.ends, updates = excluded.updates",
                master.number(),
                change.original().getEpochSecond(),
                seconds(change.starts()),
                seconds(change.ends()),
                change.isDeleted() ? null : PropertyValueCodec.json(change.differences()),
                change.attached() == null ? 0 : 1));
    }

    /** Deletes all changed occurrences of a series, because its pattern or times have changed. */
    public static void forget(WriteTransaction tx, Item master) {
        tx.execute("DELETE FROM series_changes WHERE item = ?", master.number());
    }

    /** Copies the changed occurrences of an item to its copy. */
    static void copy(WriteTransaction tx, long from, long to) {
        tx.execute(
                "INSERT INTO series_changes (item, original, starts, ends, updates, attached)"
                        + " SELECT ?, original, starts, ends, updates, attached FROM series_changes WHERE item = ?",
                to,
                from);
    }

    private static ChangedOccurrence change(ResultRow row) {
        String differences = row.optionalText("updates");
        ChangedOccurrence change = new ChangedOccurrence(
                Instant.ofEpochSecond(row.integer("original")),
                row.moment("starts"),
                row.moment("ends"),
                differences == null ? Map.of() : PropertyValueCodec.read(differences),
                null);
        return row.integer("attached") == 0
                ? change
                : change.with(ChangedOccurrence.Attached.of(row.optionalInteger("all_inline")));
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
