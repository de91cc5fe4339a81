package org.s2slab.exchange.content;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param key by which an id names it in an attached item; null for what is attached to no attached item, or not yet
 */
public record NewAttachment(
        String name,
        @Nullable String contentType,
        @Nullable String contentId,
        boolean inline,
        @Nullable Buffer file,
        @Nullable ItemWithAttachments item,
        @Nullable String contentLocation,
        @Nullable String key) {
    public NewAttachment {
        Objects.requireNonNull(name);
        if ((file == null) == (item == null)) {
            throw new IllegalArgumentException("an attachment is a file or an item: " + name);
        }
    }

    public static NewAttachment file(String name, @Nullable String contentType, Buffer bytes) {
        return new NewAttachment(name, contentType, null, false, bytes, null, null, null);
    }

    /** The same in an attached item, under a key. */
    public NewAttachment under(String other) {
        return new NewAttachment(name, contentType, contentId, inline, file, item, contentLocation, other);
    }

    /** An attached item with other attachments. */
    NewAttachment withAttachments(List<NewAttachment> attachments) {
        ItemContent content = Objects.requireNonNull(item).content();
        ItemWithAttachments other = new ItemWithAttachments(content, attachments);
        return new NewAttachment(name, contentType, contentId, inline, null, other, contentLocation, key);
    }

    /** This attachment, of an attached item that was changed last at a time. */
    public Attachment described(Instant modified) {
        String id = Objects.requireNonNull(key);
        long size = bytes().length();
        return new Attachment(id, name, contentType, contentId, contentLocation, inline, modified, size, item != null);
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
    public Buffer bytes() {
        return item == null ? Objects.requireNonNull(file) : ItemSerializer.write(item);
    }
}
