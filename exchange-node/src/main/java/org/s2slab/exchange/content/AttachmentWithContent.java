package org.s2slab.exchange.content;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attachment with its content: a file or an item.
 *
 * @param contentType the media type, or null
 * @param contentId the id by which an HTML body refers to the attachment, or null
 * @param inline whether the attachment is part of the body
 * @param file the bytes, or null for an item
 * @param item the item, or null for a file
 * @param contentLocation the URI of the content's origin, or null
 * @param key the key in the ids of nested attachments; null outside of an attached item, or if not yet assigned
 */
public record AttachmentWithContent(
        String name,
        @Nullable String contentType,
        @Nullable String contentId,
        boolean inline,
        @Nullable Buffer file,
        @Nullable ItemWithAttachments item,
        @Nullable String contentLocation,
        @Nullable String key) {
    public AttachmentWithContent {
        Objects.requireNonNull(name);
        if ((file == null) == (item == null)) {
            throw new IllegalArgumentException("an attachment is a file or an item: " + name);
        }
    }

    public static AttachmentWithContent file(String name, @Nullable String contentType, Buffer bytes) {
        return new AttachmentWithContent(name, contentType, null, false, bytes, null, null, null);
    }

    /** This attachment as part of an attached item, with a key. */
    public AttachmentWithContent under(String other) {
        return new AttachmentWithContent(name, contentType, contentId, inline, file, item, contentLocation, other);
    }

    /** This attached item with other attachments. */
    AttachmentWithContent withAttachments(List<AttachmentWithContent> attachments) {
        ItemContent content = Objects.requireNonNull(item).content();
        ItemWithAttachments other = new ItemWithAttachments(content, attachments);
        return new AttachmentWithContent(name, contentType, contentId, inline, null, other, contentLocation, key);
    }

    /** The description of this nested attachment, with the time of the last change of the outer attachment. */
    public Attachment described(Instant modified) {
        String id = Objects.requireNonNull(key);
        long size = bytes().length();
        return new Attachment(id, name, contentType, contentId, contentLocation, inline, modified, size, item != null);
    }

    /** The number of nested item levels, including this item; 0 for a file. */
    public int levels() {
        return item == null
                ? 0
                : 1
                        + item.attachments().stream()
                                .mapToInt(AttachmentWithContent::levels)
                                .max()
                                .orElse(0);
    }

    /** The stored bytes: the file, or an item in the format of {@link ItemSerializer}. */
    public Buffer bytes() {
        return item == null ? Objects.requireNonNull(file) : ItemSerializer.write(item);
    }
}
