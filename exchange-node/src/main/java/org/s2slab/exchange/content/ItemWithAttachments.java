package org.s2slab.exchange.content;

import java.util.List;

/** An item with the content of all its attachments, outside of a mailbox. */
public record ItemWithAttachments(ItemContent content, List<AttachmentWithContent> attachments) {
    public ItemWithAttachments {
        attachments = List.copyOf(attachments);
    }

    /** An item without attachments. */
    public static ItemWithAttachments of(ItemContent content) {
        return new ItemWithAttachments(content, List.of());
    }

    /** This item with another content and the same attachments. */
    public ItemWithAttachments with(ItemContent other) {
        return new ItemWithAttachments(other, attachments);
    }
}
