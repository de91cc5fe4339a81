package org.s2slab.exchange.mailbox;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An attachment with what it holds: a file its bytes, an attached item that item.
 *
 * @param contentType media type, or null
 * @param contentId what an HTML body refers to it by, or null
 * @param inline whether it is part of the body
 * @param file the bytes, or null for an item
 * @param item the item, or null for a file
 * @param contentLocation where its content comes from, as a URI, or null
 */
public record NewAttachment(
        String name,
        @Nullable String contentType,
        @Nullable String contentId,
        boolean inline,
        @Nullable Buffer file,
        @Nullable ItemWithAttachments item,
        @Nullable String contentLocation) {
    public NewAttachment {
        if ((file == null) == (item == null)) {
            throw new IllegalArgumentException("an attachment is a file or an item: " + name);
        }
    }

    public static NewAttachment file(String name, @Nullable String contentType, Buffer bytes) {
        return new NewAttachment(name, contentType, null, false, bytes, null, null);
    }

    /** How deep attached items are nested in it, itself included; 0 for a file. */
    public int levels() {
        return item == null
                ? 0
                : 1
                        + item.attachments().stream()
                                .mapToInt(NewAttachment::levels)
                                .max()
                                .orElse(0);
    }

    /** The bytes it is stored as; of an item, {@link ItemSerializer}. */
    Buffer bytes() {
        return item == null ? java.util.Objects.requireNonNull(file) : ItemSerializer.write(item);
    }
}
