package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Stores the lists of webs and their items. A web's lists are created on first access. */
public record ListStore(Database database, IdGenerator ids, Clock clock) {
    /** A hidden column: the id of the object to which the item belongs, for the flow that created it. */
    public static final String MARK = "_mark";

    static final String LISTS =
            "SELECT l.id, l.kind, l.name, l.title, l.settings, l.fields, l.created_at, l.modified_at,"
                    + " l.version, (SELECT COUNT(*) FROM list_items i WHERE i.list_id = l.id AND i.recycled IS NULL)"
                    + " FROM lists l WHERE l.site_id = ? AND l.recycled IS NULL";
    /** Whether an item has attachments, as 0 or 1. */
    public static final String ATTACHMENTS = "EXISTS (SELECT 1 FROM list_attachments a"
            + " WHERE a.list_id = list_items.list_id AND a.item = list_items.number AND a.recycled IS NULL)";

    private static final String COLUMNS =
            "number, guid, fields, author, editor, created_at, modified_at, version, " + ATTACHMENTS;
    private static final String ITEMS = "SELECT " + COLUMNS + " FROM list_items WHERE list_id = ? AND recycled IS NULL";
    private static final String NEXT =
            "UPDATE lists SET next_item = next_item + 1 WHERE id = ? RETURNING next_item - 1";
    private static final String RETURNING = " RETURNING " + COLUMNS;

    public Future<List<WebList>> all(Site site) {
        return made(site).compose(done -> database.list(LISTS + " ORDER BY l.title_key", ListStore::list, site.id()));
    }

    /** The list with this title, without case. */
    public Future<Optional<WebList>> titled(Site site, String title) {
        return made(site)
                .compose(done -> database.first(
                        LISTS + " AND l.title_key = ?", ListStore::list, site.id(), title.toLowerCase(Locale.ROOT)));
    }

    /** The list with this GUID. */
    public Future<Optional<WebList>> withId(Site site, String id) {
        return made(site).compose(done -> database.first(LISTS + " AND l.id = ?", ListStore::list, site.id(), id));
    }

    private Future<?> made(Site site) {
        return database.query("SELECT 1 FROM sites WHERE id = ? AND has_lists = 1", site.id())
                .compose(found -> found.size() > 0
                        ? Future.succeededFuture()
                        : database.transaction(connection -> make(connection, site)));
    }

    private Future<Void> make(SqlConnection connection, Site site) {
        long now = clock.instant().getEpochSecond();
        List<Tuple> rows = Arrays.stream(ListKind.values())
                .filter(kind -> kind.everywhere)
                .map(kind -> Tuple.of(
                        ids.uuid(),
                        site.id(),
                        kind.title.toLowerCase(Locale.ROOT),
                        kind.name(),
                        kind.title,
                        kind.title,
                        now,
                        now))
                .toList();
        return Rows.batch(
                        connection,
                        "INSERT INTO lists (id, site_id, title_key, kind, next_item, title, name, created_at, modified_at)"
                                + " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT (site_id, title_key) DO NOTHING",
                        rows)
                .compose(done ->
                        Rows.execute(connection, "UPDATE sites SET has_lists = 1 WHERE id = ?", Tuple.of(site.id())));
    }

    /**
     * An item and its sort keys.
     *
     * @param keys the values it is sorted by
     */
    public record Sorted(ListItem item, JsonArray keys) {}

    /** The first items that match a query. */
    public Future<List<Sorted>> items(WebList list, ListQuery query, int limit) {
        List<Object> values = new ArrayList<>(List.of(list.id()));
        values.addAll(query.values());
        values.add(limit);
        String order =
                Stream.concat(query.order().stream(), Stream.of("number")).collect(Collectors.joining(", "));
        return database.list(
                "SELECT " + COLUMNS + ", json_array(" + String.join(", ", query.keys())
                        + ") FROM list_items WHERE list_id = ? AND recycled IS NULL AND " + query.condition()
                        + " ORDER BY " + order
                        + " LIMIT ?",
                row -> new Sorted(item(row), new JsonArray(row.getString(9))),
                values.toArray());
    }

    public Future<Optional<ListItem>> item(WebList list, int number) {
        return database.first(ITEMS + " AND number = ?", ListStore::item, list.id(), number);
    }

    /** The number of the next item, which then no other item gets. */
    public Future<Integer> reserve(WebList list) {
        return database.query(NEXT, list.id())
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    public Future<ListItem> add(WebList list, JsonObject fields, int author) {
        long now = clock.instant().getEpochSecond();
        return database.transaction(connection -> Rows.query(connection, NEXT, list.id())
                .compose(rows -> Rows.query(
                        connection,
                        "INSERT INTO list_items (list_id, number, guid, fields, author, editor,"
                                + " created_at, modified_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)"
                                + RETURNING,
                        Tuple.of(
                                list.id(),
                                rows.iterator().next().getInteger(0),
                                ids.uuid(),
                                fields.encode(),
                                author,
                                author,
                                now,
                                now)))
                .map(rows -> item(rows.iterator().next())));
    }

    /** Changes an item if it still has this version; empty when it was changed or deleted meanwhile. */
    public Future<Optional<ListItem>> change(WebList list, ListItem item, JsonObject fields, int editor) {
        return database.first(
                "UPDATE list_items SET fields = ?, editor = ?, modified_at = ?, version = version + 1"
                        + " WHERE list_id = ? AND number = ? AND version = ? AND recycled IS NULL" + RETURNING,
                ListStore::item,
                Tuple.of(
                        fields.encode(),
                        editor,
                        clock.instant().getEpochSecond(),
                        list.id(),
                        item.number(),
                        item.version()));
    }

    /** The item with this value in the hidden column {@link #MARK}, which other flows set. */
    public Future<Optional<ListItem>> marked(WebList list, String mark) {
        String pattern = "%" + new JsonObject().put(MARK, mark).encode().replaceAll("[{}]", "") + "%";
        return database.first(ITEMS + " AND fields LIKE ?", ListStore::item, list.id(), pattern);
    }

    /** Deletes an item for ever. The change log has its deletion, which makes it recycled before it is gone. */
    public Future<Void> remove(WebList list, int number) {
        return database.transaction(connection -> Rows.execute(
                        connection,
                        "UPDATE list_items SET recycled = guid, recycled_at = ?"
                                + " WHERE list_id = ? AND number = ? AND recycled IS NULL",
                        clock.instant().getEpochSecond(),
                        list.id(),
                        number)
                .compose(done -> Rows.execute(
                        connection, "DELETE FROM list_items WHERE list_id = ? AND number = ?", list.id(), number)));
    }

    static WebList list(Row row) {
        JsonObject settings = new JsonObject(row.getString(4));
        return new WebList(
                row.getString(0),
                ListKind.valueOf(row.getString(1)),
                row.getString(2),
                new WebList.Settings(
                        row.getString(3),
                        settings.getString("description", ""),
                        settings.getBoolean("contentTypesEnabled", false),
                        settings.getBoolean("hidden", false),
                        settings.getBoolean("noCrawl", false),
                        settings.getBoolean("attachments", true)),
                new JsonArray(row.getString(5))
                        .stream().map(field -> ListField.of((JsonObject) field)).toList(),
                Instant.ofEpochSecond(row.getLong(6)),
                Instant.ofEpochSecond(row.getLong(7)),
                row.getInteger(8),
                row.getInteger(9));
    }

    private static ListItem item(Row row) {
        return new ListItem(
                row.getInteger(0),
                row.getString(1),
                new JsonObject(row.getString(2)),
                row.getInteger(3),
                row.getInteger(4),
                Instant.ofEpochSecond(row.getLong(5)),
                Instant.ofEpochSecond(row.getLong(6)),
                row.getInteger(7),
                row.getInteger(8) == 1);
    }
}
