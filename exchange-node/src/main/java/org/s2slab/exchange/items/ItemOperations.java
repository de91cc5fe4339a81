package org.s2slab.exchange.items;

import java.util.List;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.MailboxStore;

/** The operations that read folders and items. */
public final class ItemOperations {
    private ItemOperations() {}

    public static List<EwsOperation> all(MailboxStore store) {
        FolderContents contents = new FolderContents(store);
        return List.of(new GetFolder(contents), new FindItem(contents), new GetItem(contents), new ConvertId());
    }
}
