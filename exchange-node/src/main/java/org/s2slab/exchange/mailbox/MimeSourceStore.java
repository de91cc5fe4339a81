package org.s2slab.exchange.mailbox;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Stores the original RFC 822 messages of items, until a change makes the message differ from the item. */
public final class MimeSourceStore {
    /** The key prefix of the properties that are header fields (property set InternetHeaders). */
    public static final String HEADERS = PropertyValueCodec.OPAQUE + "00020386-0000-0000-c000-000000000046:";

    private static final Pattern BESIDE = Pattern.compile("(?!" + HEADERS + ")" + PropertyValueCodec.OPAQUE
            + ".*|mapi:.*|item:(Categories|Flag|IconIndex|IsResend|IsUnmodified)|element:NotifyRead");

    private MimeSourceStore() {}

    /** The original message of an item; empty if the item did not arrive as a message, or was changed later. */
    public static Optional<Buffer> of(ReadTransaction rx, Item item) {
        return rx.first("SELECT content FROM item_sources WHERE item = ?", row -> row.bytes("content"), item.number());
    }

    /** Stores the original message of an item. */
    public static void keep(WriteTransaction tx, Item item, Buffer source) {
        tx.execute(
                "INSERT INTO item_sources (item, content) VALUES (?, ?)"
                        + " ON CONFLICT (item) DO UPDATE SET content = excluded.content",
                item.number(),
                source.getBytes());
    }

    static void forget(WriteTransaction tx, Item item) {
        tx.execute("DELETE FROM item_sources WHERE item = ?", item.number());
    }

    static void copy(WriteTransaction tx, long from, long to) {
        tx.execute(
                "INSERT INTO item_sources (item, content) SELECT ?, content FROM item_sources WHERE item = ?",
                to,
                from);
    }

    /** Whether two contents produce the same message text, apart from flags and other data outside of the message. */
    public static boolean readAlike(ItemContent one, ItemContent other) {
        return said(one).equals(said(other));
    }

    private static List<Object> said(ItemContent content) {
        Map<String, Object> told = new HashMap<>(content.values());
        told.keySet().removeIf(key -> BESIDE.matcher(key).matches());
        return List.of(content.subject(), content.body(), told);
    }
}
