package org.s2slab.sharepoint.sites;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores lists, items and attachments in a site's recycle bin. They stay in their tables, but only it shows them. */
public record RecycleBinStore(IdGenerator ids, Clock clock) {
    private static final String ALL = "SELECT * FROM (SELECT recycled, 'LIST' AS kind, title, title AS list,"
            + " recycled_at, recycled_by FROM lists WHERE site_id = ? AND recycled IS NOT NULL"
            + " UNION ALL SELECT i.recycled, 'ITEM', COALESCE(i.fields ->> '$.Title', ''), l.title, i.recycled_at,"
            + " i.recycled_by FROM list_items i JOIN lists l ON l.id = i.list_id"
            + " WHERE l.site_id = ? AND i.recycled IS NOT NULL AND l.recycled IS NULL"
            + " UNION ALL SELECT a.recycled, 'ATTACHMENT', a.name, l.title, a.changed_at, a.changed_by"
            + " FROM list_attachments a JOIN list_items i ON i.list_id = a.list_id AND i.number = a.item"
            + " JOIN lists l ON l.id = a.list_id"
            + " WHERE l.site_id = ? AND a.recycled IS NOT NULL AND i.recycled IS NULL AND l.recycled IS NULL) deleted";

    /** The kind of an object in the recycle bin. */
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

    /** Moves a list into the recycle bin; returns its id there, or empty if it is there. Frees its title. */
    public Optional<String> put(WriteTransaction tx, WebList list, int by) {
        return mark(tx, "lists SET title_key = '\n' || id,", " WHERE id = ?", by, list.id());
    }

    /** Moves an item into the recycle bin. Returns its id there; empty if it is already there. */
    public Optional<String> put(WriteTransaction tx, WebList list, ListItem item, int by) {
        return mark(tx, "list_items SET", " WHERE list_id = ? AND number = ?", by, list.id(), item.number());
    }

    private Optional<String> mark(WriteTransaction tx, String set, String which, int by, Object... key) {
        List<Object> values = new ArrayList<>(List.of(ids.uuid(), now(), by));
        values.addAll(List.of(key));
        return tx.first(
                "UPDATE " + set + " recycled = ?, recycled_at = ?, recycled_by = ?" + which
                        + " AND recycled IS NULL RETURNING recycled",
                row -> row.text("recycled"),
                values.toArray());
    }

    public static List<Deleted> all(ReadTransaction rx, Site site) {
        return rx.list(
                ALL + " ORDER BY recycled_at DESC, recycled",
                RecycleBinStore::deleted,
                site.id(),
                site.id(),
                site.id());
    }

    public static Optional<Deleted> withId(ReadTransaction rx, Site site, String id) {
        return rx.first(ALL + " WHERE recycled = ?", RecycleBinStore::deleted, site.id(), site.id(), site.id(), id);
    }

    /** Restores an object; false if another list or attachment has its name now. */
    public boolean restore(WriteTransaction tx, Deleted deleted) {
        String set = "UPDATE " + deleted.kind().table + " SET recycled = NULL, ";
        String key = deleted.title().toLowerCase(Locale.ROOT);
        String id = deleted.id();
        return 0
                < switch (deleted.kind()) {
                    case LIST ->
                        tx.execute(
                                set
                                        + "recycled_at = ?, recycled_by = NULL, title_key = ? WHERE recycled = ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM lists o WHERE o.site_id = lists.site_id AND o.title_key = ?)",
                                now(),
                                key,
                                id,
                                key);
                    case ATTACHMENT ->
                        tx.execute(
                                set + "changed_at = ?, name_key = ? WHERE recycled = ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM list_attachments o WHERE o.list_id = list_attachments.list_id"
                                        + " AND o.item = list_attachments.item AND o.name_key = ?)",
                                now(),
                                key,
                                id,
                                key);
                    case ITEM -> tx.execute(set + "recycled_at = ?, recycled_by = NULL WHERE recycled = ?", now(), id);
                };
    }

    /** Deletes an object for ever. */
    public static void remove(WriteTransaction tx, Deleted deleted) {
        tx.execute("DELETE FROM " + deleted.kind().table + " WHERE recycled = ?", deleted.id());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Deleted deleted(ResultRow row) {
        return new Deleted(
                row.text("recycled"),
                Kind.valueOf(row.text("kind")),
                row.text("title"),
                row.text("list"),
                Instant.ofEpochSecond(row.integer("recycled_at")),
                (int) row.integer("recycled_by"));
    }
}
