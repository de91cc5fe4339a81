package org.s2slab.exchange.content;

import java.util.List;

/** An item with everything in it, apart from any mailbox. */
public record ItemWithAttachments(ItemContent content, List<NewAttachment> attachments) {
    public ItemWithAttachments {
        attachments = List.copyOf(attachments);
    }

    /** An item without attachments. */
    public static ItemWithAttachments of(ItemContent content) {
        return new ItemWithAttachments(content, List.of());
    }

    /** The same attachments with another content. */
    public ItemWithAttachments with(ItemContent other) {
        return new ItemWithAttachments(other, attachments);
    }
}
