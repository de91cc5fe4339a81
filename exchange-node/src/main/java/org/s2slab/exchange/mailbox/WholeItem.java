package org.s2slab.exchange.mailbox;

import java.util.List;

/** An item with everything in it, apart from any mailbox. */
public record WholeItem(ItemContent content, List<NewAttachment> attachments) {
    public WholeItem {
        attachments = List.copyOf(attachments);
    }
}
