package org.s2slab.exchange.items;

import java.time.Clock;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.BatchItemWriter;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.permissions.FolderAccessCheck;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/** What operations on items and folders read and write. */
public record ItemStores(
        ItemStore items,
        FolderStore folders,
        AttachmentStore attachments,
        BatchItemWriter deposits,
        PermissionStore permissions,
        Clock clock) {
    public static ItemStores of(Database database, MailboxDirectory mailboxes, IdGenerator ids, Clock clock) {
        ItemStore items = new ItemStore(database, ids, clock);
        AttachmentStore attachments = new AttachmentStore(items, ids, clock);
        return new ItemStores(
                items,
                new FolderStore(ids, clock),
                attachments,
                new BatchItemWriter(items, attachments, ids, clock),
                new PermissionStore(database, mailboxes),
                clock);
    }

    /** The check that every request passes. */
    public FolderAccessCheck access() {
        return new FolderAccessCheck(permissions, items, attachments);
    }
}
