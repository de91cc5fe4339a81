package org.s2slab.exchange.items;

import java.time.Clock;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.Deposits;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** What operations on items and folders read and write. */
public record Stores(ItemStore items, FolderStore folders, AttachmentStore attachments, Deposits deposits) {
    public static Stores of(Database database, Ids ids, Clock clock) {
        ItemStore items = new ItemStore(database, ids, clock);
        AttachmentStore attachments = new AttachmentStore(items, ids, clock);
        return new Stores(
                items, new FolderStore(ids, clock), attachments, new Deposits(items, attachments, ids, clock));
    }
}
