package org.s2slab.exchange.items;

import java.util.List;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxStore;

/** The operations on folders and items. */
public final class ItemOperations {
    private ItemOperations() {}

    public static List<EwsOperation> all(MailboxStore store, ItemStore items, FolderStore folders) {
        FolderContents contents = new FolderContents(store);
        return List.of(
                new GetFolder(contents),
                new FindItem(contents),
                new GetItem(contents),
                new ConvertId(),
                new CreateItem(items, folders));
    }
}
