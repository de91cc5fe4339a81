package org.s2slab.exchange.mailbox;

import java.util.List;

/** An item with everything in it, apart from any mailbox. */
public record ItemWithAttachments(ItemContent content, List<NewAttachment> attachments) {
    public ItemWithAttachments {
        attachments = List.copyOf(attachments);
    }
}
