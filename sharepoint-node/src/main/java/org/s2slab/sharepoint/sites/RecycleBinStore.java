package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/** Stores the lists, items and attachments in the recycle bin of a site. They stay in their tables and are shown nowhere else. */
public record RecycleBinStore(Database database, IdGenerator ids, Clock clock) {
    private static final String ALL = "SELECT * FROM (SELECT recycled, 'LIST' AS kind, title, title AS list,"
            + " recycled_at, recycled_by FROM lists WHERE site_id = ? AND recycled IS NOT NULL"
            + " UNION ALL SELECT i.recycled, 'ITEM', COALESCE(i.fields ->> '$.Title', ''), l.title, i.recycled_at,"
            + " i.recycled_by FROM list_items i JOIN lists l ON l.id = i.list_id"
            + " WHERE l.site_id = ? AND i.recycled IS NOT NULL AND l.recycled IS NULL"
            + " UNION ALL SELECT a.recycled, 'ATTACHMENT', a.name, l.title, a.changed_at, a.changed_by"
            + " FROM list_attachments a JOIN list_items i ON i.list_id = a.list_id AND i.number = a.item"
            + " JOIN lists l ON l.id = a.list_id"
            + " WHERE l.site_id = ? AND a.recycled IS NOT NULL AND i.recycled IS NULL AND l.recycled IS NULL)";

    /** What is in the recycle bin. */
    public enum Kind {
        LIST("lists"),
        ITEM("list_items"),
        ATTACHMENT("list_attachments");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    /**
     * A deleted list, item or attachment.
     *
     * @param list the title of the list
     * @param by the number of the person who deleted it
     */
    public record Deleted(String id, Kind kind, String title, String list, Instant at, int by) {}

    /** Moves a list into the recycle bin; the id there, or empty if it is there already. Its title becomes free: no title has a line break. */
    public Future<Optional<String>> put(WebList list, int by) {
        return mark("lists", "title_key = char(10) || id, ", "id = ?", by, Tuple.of(list.id()));
    }

    /** Moves an item into the recycle bin; the id there, or empty if it is there already. */
    public Future<Optional<String>> put(WebList list, ListItem item, int by) {
        return mark("list_items", "", "list_id = ? AND number = ?", by, Tuple.of(list.id(), item.number()));
    }

    private Future<Optional<String>> mark(String table, String more, String which, int by, Tuple key) {
        Tuple values = Tuple.of(ids.uuid(), clock.instant().getEpochSecond(), by);
        for (int i = 0; i < key.size(); i++) {
            values.addValue(key.getValue(i));
        }
        return database.first(
                "UPDATE " + table + " SET " + more + "recycled = ?, recycled_at = ?, recycled_by = ? WHERE " + which
                        + " AND recycled IS NULL RETURNING recycled",
                row -> row.getString(0),
                values);
    }

    public Future<List<Deleted>> all(Site site) {
        return database.list(
                ALL + " ORDER BY recycled_at DESC, recycled",
                RecycleBinStore::deleted,
                site.id(),
                site.id(),
                site.id());
    }

    public Future<Optional<Deleted>> withId(Site site, String id) {
        return database.first(
                ALL + " WHERE recycled = ?", RecycleBinStore::deleted, site.id(), site.id(), site.id(), id);
    }

    /** Puts an object back; false if there is a list or an attachment with its name again. */
    public Future<Boolean> restore(Deleted deleted) {
        return switch (deleted.kind()) {
            case LIST -> restore(deleted, "title_key", "recycled_at = ?, recycled_by = NULL");
            case ATTACHMENT -> restore(deleted, "name_key", "changed_at = ?");
            case ITEM ->
                database.execute(
                                "UPDATE list_items SET recycled = NULL, recycled_at = ?, recycled_by = NULL"
                                        + " WHERE recycled = ?",
                                clock.instant().getEpochSecond(),
                                deleted.id())
                        .map(true);
        };
    }

    private Future<Boolean> restore(Deleted deleted, String key, String more) {
        return database.query(
                        "UPDATE OR IGNORE " + deleted.kind().table + " SET " + key + " = ?, recycled = NULL, " + more
                                + " WHERE recycled = ? RETURNING 1",
                        deleted.title().toLowerCase(Locale.ROOT),
                        clock.instant().getEpochSecond(),
                        deleted.id())
                .map(rows -> rows.size() > 0);
    }

    /** Deletes an object for ever. */
    public Future<Void> remove(Deleted deleted) {
        return database.execute("DELETE FROM " + deleted.kind().table + " WHERE recycled = ?", deleted.id());
    }

    private static Deleted deleted(Row row) {
        return new Deleted(
                row.getString(0),
                Kind.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochSecond(row.getLong(4)),
                row.getInteger(5));
    }
}
