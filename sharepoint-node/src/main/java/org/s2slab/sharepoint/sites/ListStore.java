package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.WebList.Settings.ListOption;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the lists of webs and their items. */
public record ListStore(IdGenerator ids, Clock clock) {
    /** A hidden column: the id of the object to which the item belongs, for the code that created it. */
    public static final String MARK = "_mark";

    static final String LISTS =
            "SELECT l.id, l.kind, l.name, l.title, l.settings, l.fields, l.created_at, l.modified_at,"
                    + " l.version, (SELECT COUNT(*) FROM list_items i WHERE i.list_id = l.id AND i.recycled IS NULL) AS items"
                    + " FROM lists l WHERE l.site_id = ? AND l.recycled IS NULL";
    /** Whether an item has attachments, as 0 or 1. */
    public static final String ATTACHMENTS = "CASE WHEN EXISTS (SELECT 1 FROM list_attachments a"
            + " WHERE a.list_id = list_items.list_id AND a.item = list_items.number AND a.recycled IS NULL) THEN 1 ELSE 0 END";

    private static final String COLUMNS =
            "number, guid, fields, author, editor, created_at, modified_at, version, " + ATTACHMENTS + " AS attached";
    private static final String ITEMS = "SELECT " + COLUMNS + " FROM list_items WHERE list_id = ? AND recycled IS NULL";
    private static final String NEXT =
            "UPDATE lists SET next_item = next_item + 1 WHERE id = ? RETURNING next_item - 1 AS number";
    private static final String RETURNING = " RETURNING " + COLUMNS;

    public static List<WebList> all(ReadTransaction rx, Site site) {
        return rx.list(LISTS + " ORDER BY l.title_key", ListStore::list, site.id());
    }

    /** The list with this title, without case. */
    public static Optional<WebList> titled(ReadTransaction rx, Site site, String title) {
        return rx.first(LISTS + " AND l.title_key = ?", ListStore::list, site.id(), title.toLowerCase(Locale.ROOT));
    }

    /** The list with this GUID. */
    public static Optional<WebList> withId(ReadTransaction rx, Site site, String id) {
        return rx.first(LISTS + " AND l.id = ?", ListStore::list, site.id(), id);
    }

    /** Adds the lists that every new web has. */
    void addFirst(WriteTransaction tx, String web) {
        long now = clock.instant().getEpochSecond();
        tx.executeEach(
                "INSERT INTO lists (id, site_id, title_key, kind, next_item, title, name, created_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)",
                Arrays.stream(ListKind.values())
                        .filter(kind -> kind.everywhere)
                        .map(kind -> List.<Object>of(
                                ids.uuid(),
                                web,
                                kind.title.toLowerCase(Locale.ROOT),
                                kind.name(),
                                kind.title,
                                kind.title,
                                now,
                                now))
                        .toList());
    }

    /**
     * An item and its sort keys.
     *
     * @param keys the values by which it is sorted, as texts
     */
    public record Sorted(ListItem item, List<@Nullable String> keys) {}

    /** The first items that match a query. */
    public static List<Sorted> items(ReadTransaction rx, WebList list, ListQuery query, int limit) {
        List<Object> values = new ArrayList<>(List.of(list.id()));
        values.addAll(query.values());
        values.add(limit);
        String order =
                Stream.concat(query.order().stream(), Stream.of("number")).collect(Collectors.joining(", "));
        List<String> names = IntStream.range(0, query.keys().size())
                .mapToObj(place -> "key_" + place)
                .toList();
        StringBuilder keys = new StringBuilder();
        names.forEach(name -> keys.append(", ")
                .append(query.keys().get(names.indexOf(name)))
                .append(" AS ")
                .append(name));
        return rx.list(
                "SELECT " + COLUMNS + keys + " FROM list_items WHERE list_id = ? AND recycled IS NULL AND "
                        + query.condition() + " ORDER BY " + order + " LIMIT ?",
                row -> new Sorted(
                        item(row), names.stream().map(row::optionalText).toList()),
                values.toArray());
    }

    public static Optional<ListItem> item(ReadTransaction rx, WebList list, int number) {
        return rx.first(ITEMS + " AND number = ?", ListStore::item, list.id(), number);
    }

    /** Reserves the number of the next item. */
    public static int reserve(WriteTransaction tx, WebList list) {
        return (int) tx.number(NEXT, list.id());
    }

    public ListItem add(WriteTransaction tx, WebList list, JsonObject fields, int author) {
        long now = clock.instant().getEpochSecond();
        return tx.first(
                        "INSERT INTO list_items (list_id, number, guid, fields, author, editor,"
                                + " created_at, modified_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)" + RETURNING,
                        ListStore::item,
                        list.id(),
                        reserve(tx, list),
                        ids.uuid(),
                        fields.encode(),
                        author,
                        author,
                        now,
                        now)
                .orElseThrow();
    }

    /** Changes an item with this version; empty if it was changed or deleted in the meantime. */
    public Optional<ListItem> change(WriteTransaction tx, WebList list, ListItem item, JsonObject fields, int editor) {
        return tx.first(
                "UPDATE list_items SET fields = ?, editor = ?, modified_at = ?, version = version + 1"
                        + " WHERE list_id = ? AND number = ? AND version = ? AND recycled IS NULL" + RETURNING,
                ListStore::item,
                fields.encode(),
                editor,
                clock.instant().getEpochSecond(),
                list.id(),
                item.number(),
                item.version());
    }

    /** The item with this value in the hidden column {@link #MARK}. */
    public static Optional<ListItem> marked(ReadTransaction rx, WebList list, String mark) {
        String member = new JsonObject().put(MARK, mark).encode().replaceAll("[{}]", "");
        return rx.first(ITEMS + " AND INSTR(fields, ?) > 0", ListStore::item, list.id(), member);
    }

    /** Deletes an item for ever. The item is recycled first, so that the change log contains the deletion. */
    public void remove(WriteTransaction tx, WebList list, int number) {
        tx.execute(
                "UPDATE list_items SET recycled = guid, recycled_at = ?"
                        + " WHERE list_id = ? AND number = ? AND recycled IS NULL",
                clock.instant().getEpochSecond(),
                list.id(),
                number);
        tx.execute("DELETE FROM list_items WHERE list_id = ? AND number = ?", list.id(), number);
    }

    private static WebList list(ResultRow row) {
        JsonObject settings = new JsonObject(row.text("settings"));
        return new WebList(
                row.text("id"),
                ListKind.valueOf(row.text("kind")),
                row.text("name"),
                new WebList.Settings(
                        row.text("title"),
                        settings.getString("description", ""),
                        Switches.<ListOption>of()
                                .with(ListOption.CONTENT_TYPES, settings.getBoolean("contentTypesEnabled", false))
                                .with(ListOption.HIDDEN, settings.getBoolean("hidden", false))
                                .with(ListOption.NO_CRAWL, settings.getBoolean("noCrawl", false))
                                .with(ListOption.ATTACHMENTS, settings.getBoolean("attachments", true))),
                new JsonArray(row.text("fields"))
                        .stream().map(field -> ListField.of((JsonObject) field)).toList(),
                moment(row, "created_at"),
                moment(row, "modified_at"),
                (int) row.integer("version"),
                (int) row.integer("items"));
    }

    private static ListItem item(ResultRow row) {
        return new ListItem(
                (int) row.integer("number"),
                row.text("guid"),
                new JsonObject(row.text("fields")),
                (int) row.integer("author"),
                (int) row.integer("editor"),
                moment(row, "created_at"),
                moment(row, "modified_at"),
                (int) row.integer("version"),
                row.integer("attached") == 1);
    }

    private static Instant moment(ResultRow row, String column) {
        return Instant.ofEpochSecond(row.integer(column));
    }
}
