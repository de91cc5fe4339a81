package org.s2slab.sharepoint.sites;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/**
 * Stores the files attached to items. By triggers of the database, each change of a file also changes its item.
 *
 * <p>The methods for one file return false if the item does not have the file.
 */
public record AttachedFileStore(IdGenerator ids, Clock clock) {
    private static final String ONE = " WHERE list_id = ? AND item = ? AND name_key = ?";

    /** The names of the files of several items in alphabetical order, by the numbers of the items. Reads no bytes. */
    public static Map<Integer, List<String>> names(ReadTransaction rx, WebList list, List<Integer> items) {
        Map<Integer, List<String>> names = new HashMap<>();
        rx.list(
                "SELECT item, name FROM list_attachments"
                        + " WHERE list_id = ? AND item IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND recycled IS NULL"
                        + " ORDER BY item, name_key",
                row -> names.computeIfAbsent((int) row.integer("item"), first -> new ArrayList<>())
                        .add(row.text("name")),
                list.id(),
                new JsonArray(items).encode());
        return names;
    }

    /** The bytes of a file. */
    public static Optional<Buffer> content(ReadTransaction rx, AttachedFile file) {
        return rx.first(
                "SELECT content FROM list_attachments" + ONE,
                row -> row.bytes("content"),
                file.list().id(),
                file.item().number(),
                file.key());
    }

    /** Attaches a file; false if the item already has a file with this name. */
    public boolean add(WriteTransaction tx, AttachedFile file, Buffer content, int by) {
        return tx.execute(
                        "INSERT INTO list_attachments (name_key, name, changed_at, changed_by, content, list_id, item)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (list_id, item, name_key) DO NOTHING",
                        file.key(),
                        file.name(),
                        now(),
                        by,
                        content.getBytes(),
                        file.list().id(),
                        file.item().number())
                > 0;
    }

    /** Replaces the bytes of a file. */
    public boolean replace(WriteTransaction tx, AttachedFile file, Buffer content, int by) {
        return change(tx, file, "content = ?", List.of(content.getBytes()), by);
    }

    /** Moves a file into the recycle bin. A line break in its stored name makes the name free for other files. */
    public boolean recycle(WriteTransaction tx, AttachedFile file, int by) {
        String id = ids.uuid();
        return change(tx, file, "name_key = ?, recycled = ?", List.of("\n" + id, id), by);
    }

    /** Deletes a file for ever. */
    public boolean remove(WriteTransaction tx, AttachedFile file, int by) {
        return change(tx, file, "name = ?", List.of(file.name()), by)
                && tx.execute(
                                "DELETE FROM list_attachments" + ONE,
                                file.list().id(),
                                file.item().number(),
                                file.key())
                        > 0;
    }

    private boolean change(WriteTransaction tx, AttachedFile file, String set, List<Object> values, int by) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(now(), by, file.list().id(), file.item().number(), file.key()));
        return tx.execute(
                        "UPDATE list_attachments SET " + set + ", changed_at = ?, changed_by = ?" + ONE, all.toArray())
                > 0;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
