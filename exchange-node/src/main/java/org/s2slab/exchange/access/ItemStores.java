package org.s2slab.exchange.access;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.DepositStore;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.permissions.FolderAccessCheck;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** The stores that operations on items and folders read and write. */
public record ItemStores(
        ItemStore items,
        FolderStore folders,
        AttachmentStore attachments,
        DepositStore deposits,
        PermissionStore permissions,
        Clock clock) {
    public static ItemStores of(Database database, MailboxDirectory mailboxes, IdGenerator ids, Clock clock) {
        ItemStore items = new ItemStore(database, ids, clock);
        AttachmentStore attachments = new AttachmentStore(items, ids, clock);
        return new ItemStores(
                items,
                new FolderStore(ids, clock),
                attachments,
                new DepositStore(items, attachments, ids, clock),
                new PermissionStore(database, mailboxes),
                clock);
    }

    /** Applies the changes of a request that are still permitted in one transaction, which is rolled back after a failure. */
    public <T> Future<T> write(EwsRequest request, Function<MailboxTransaction, T> change) {
        return items.database().write(tx -> {
            request.requireAccess(tx);
            return change.apply(new MailboxTransaction(this, tx, request));
        });
    }

    /** An operation with one transaction for each element of a list; see {@link PerElementOperation}. */
    public EwsOperation writing(
            String name,
            String list,
            EwsPayload whenFailed,
            BiFunction<MailboxTransaction, XmlElement, EwsPayload> one) {
        return new PerElementOperation(
                name,
                list,
                whenFailed,
                (request, element) -> write(request, transaction -> one.apply(transaction, element)));
    }

    /** The access check of every request. */
    public FolderAccessCheck access() {
        return new FolderAccessCheck(permissions, items, attachments);
    }
}
