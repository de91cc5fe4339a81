package org.s2slab.exchange.content;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.s2slab.store.ReadTransaction;

/** Records the change number of each changed property, by property key, or by field URI for a database column. */
public final class PropertyChangeNumberRecorder {
    private PropertyChangeNumberRecorder() {}

    /** The JSON for the database column: each property that differs between two contents, with the change number. */
    public static String json(ItemContent before, ItemContent after, long change) {
        Map<String, Object> old = whole(before);
        Map<String, Object> now = whole(after);
        Set<String> keys = new HashSet<>(old.keySet());
        keys.addAll(now.keySet());
        JsonObject json = new JsonObject();
        keys.stream().filter(key -> !Objects.equals(old.get(key), now.get(key))).forEach(key -> json.put(key, change));
        return json.encode();
    }

    private static Map<String, Object> whole(ItemContent content) {
        Map<String, Object> whole = new HashMap<>(content.values());
        whole.put("item:ItemClass", content.itemClass());
        whole.put("item:Subject", content.subject());
        whole.put("item:Body", content.body());
        whole.put("message:IsRead", content.read());
        whole.put("calendar:Start", Objects.requireNonNullElse(content.starts(), ""));
        whole.put("calendar:End", Objects.requireNonNullElse(content.ends(), ""));
        return whole;
    }

    /** The properties of an item that changed after a change number of its mailbox. */
    public static Set<String> since(ReadTransaction rx, Item item, long change) {
        return Set.copyOf(rx.list(
                "SELECT c.key AS key FROM items i, json_each(i.changed) c WHERE i.number = ? AND CAST(c.value AS BIGINT) > ?",
                row -> row.text("key"),
                item.number(),
                change));
    }
}
