package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/**
 * Stores the files attached to items. Triggers of the database make each change of a file one of its item.
 *
 * <p>The methods for one file return false if the item does not have it.
 */
public record AttachedFileStore(Database database, IdGenerator ids, Clock clock) {
    private static final String ONE = " WHERE list_id = ? AND item = ? AND name_key = ?";

    /** The names of the files of some items in alphabetical order, by the numbers of the items as texts. Reads no bytes. */
    public Future<Map<String, List<String>>> names(WebList list, List<Integer> items) {
        return database.query(
                        "SELECT CAST(item AS TEXT), name FROM list_attachments"
                                + " WHERE list_id = ? AND item IN (SELECT value FROM json_each(?)) AND recycled IS NULL"
                                + " ORDER BY item, name_key",
                        list.id(),
                        new JsonArray(items).encode())
                .map(Rows::grouped);
    }

    /** The bytes of a file. */
    public Future<Optional<Buffer>> content(AttachedFile file) {
        return database.first("SELECT content FROM list_attachments" + ONE, row -> row.getBuffer(0), key(file));
    }

    /** Attaches a file; false if the item has one with this name. */
    public Future<Boolean> add(AttachedFile file, Buffer content, int by) {
        return changes(
                database.pool(),
                "INSERT INTO list_attachments (name_key, name, changed_at, changed_by, content, list_id, item)"
                        + " SELECT ?, ?, ?, ?, ?, list_id, number FROM list_items"
                        + " WHERE list_id = ? AND number = ? AND recycled IS NULL"
                        + " ON CONFLICT (list_id, item, name_key) DO NOTHING",
                Tuple.of(file.key(), file.name(), now(), by, content),
                Tuple.of(file.list().id(), file.item().number()));
    }

    /** Replaces the bytes of a file. */
    public Future<Boolean> replace(AttachedFile file, Buffer content, int by) {
        return changes(
                database.pool(),
                "UPDATE list_attachments SET content = ?, changed_at = ?, changed_by = ?" + ONE,
                Tuple.of(content, now(), by),
                key(file));
    }

    /** Moves a file into the recycle bin. Its name becomes free: no name has a line break. */
    public Future<Boolean> recycle(AttachedFile file, int by) {
        String id = ids.uuid();
        return changes(
                database.pool(),
                "UPDATE list_attachments SET name_key = ?, recycled = ?, changed_at = ?, changed_by = ?" + ONE,
                Tuple.of("\n" + id, id, now(), by),
                key(file));
    }

    /** Deletes a file for ever. */
    public Future<Boolean> remove(AttachedFile file, int by) {
        return database.transaction(connection -> changes(
                        connection,
                        "UPDATE list_attachments SET changed_at = ?, changed_by = ?" + ONE,
                        Tuple.of(now(), by),
                        key(file))
                .compose(changed -> Rows.execute(connection, "DELETE FROM list_attachments" + ONE, key(file))
                        .map(changed)));
    }

    private static Tuple key(AttachedFile file) {
        return Tuple.of(file.list().id(), file.item().number(), file.key());
    }

    /** Whether a statement changes a row. */
    private static Future<Boolean> changes(SqlClient client, String sql, Tuple values, Tuple key) {
        for (int i = 0; i < key.size(); i++) {
            values.addValue(key.getValue(i));
        }
        return Rows.query(client, sql + " RETURNING 1", values).map(rows -> rows.size() > 0);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
