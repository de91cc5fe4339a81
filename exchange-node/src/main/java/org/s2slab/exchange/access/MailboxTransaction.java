package org.s2slab.exchange.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NewAttachment;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** A transaction in the mailbox in which a request acts. Either all its changes are stored, or none. */
public record MailboxTransaction(ItemStores stores, SqlConnection connection, EwsRequest request) {
    /** The mailbox in which the request acts. */
    public Mailbox mailbox() {
        return request.mailbox();
    }

    /** The element of the operation. */
    public XmlElement operation() {
        return request.operation();
    }

    /** What the request says of how items are deleted. */
    public DisposalType disposal() {
        return DisposalType.valueOf(operation().attribute("DeleteType").orElseThrow());
    }

    /** The folder with a key. Fails with FOLDER_UNKNOWN. */
    public Future<MailFolder> folder(String key) {
        return stores.folders().get(connection, mailbox(), key);
    }

    /** The folder with an id. Fails with FOLDER_UNKNOWN. */
    public Future<MailFolder> folder(XmlElement id) {
        return folder(FolderIdResolver.key(id, mailbox()));
    }

    /** The {@code ParentFolderId} of the request. Fails with ErrorParentFolderNotFound. */
    public Future<MailFolder> parent() {
        return target("ParentFolderId", ResponseCode.ErrorParentFolderNotFound);
    }

    /** The {@code ToFolderId} of the request. Fails with ErrorToFolderNotFound. */
    public Future<MailFolder> target() {
        return target("ToFolderId", ResponseCode.ErrorToFolderNotFound);
    }

    private Future<MailFolder> target(String name, ResponseCode unknown) {
        return FolderIdResolver.target(operation(), name, request.target())
                .map(key -> found(stores.folders().get(connection, request.target(), key), unknown))
                .orElseGet(() -> Future.failedFuture(new EwsError(unknown)));
    }

    /** The folder with a key, for what is saved there. Fails with ErrorSavedItemFolderNotFound. */
    public Future<MailFolder> saving(String key) {
        return found(folder(key), ResponseCode.ErrorSavedItemFolderNotFound);
    }

    private static Future<MailFolder> found(Future<MailFolder> folder, ResponseCode unknown) {
        return MailboxErrorMapper.told(folder, MailboxException.Kind.FOLDER_UNKNOWN, unknown);
    }

    /** The folder with a name in another folder, compared without case. Creates the folder if there is none. */
    public Future<MailFolder> folderIn(MailFolder parent, String name, Supplier<Future<MailFolder>> otherwise) {
        return stores.folders()
                .all(connection, mailbox())
                .compose(all -> all.stream()
                        .filter(one ->
                                one.parent().equals(parent.key()) && one.name().equalsIgnoreCase(name))
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(otherwise));
    }

    /** Creates a folder, see {@code FolderStore.create}. */
    public Future<MailFolder> create(MailFolder parent, String name, String folderClass, @Nullable String search) {
        return stores.folders().create(connection, mailbox(), parent, name, folderClass, search);
    }

    /** Changes a folder, see {@code FolderStore.update}. */
    public Future<MailFolder> update(MailFolder folder) {
        return stores.folders().update(connection, mailbox(), folder);
    }

    /** The stored item with an id. Fails with ITEM_UNKNOWN. */
    public Future<Item> item(XmlElement id) {
        return stores.items().get(connection, mailbox(), FolderIdResolver.stored(id, mailbox()));
    }

    /** The {@code ItemId} that an id of any kind stands for, see {@link OccurrenceIds}. */
    public Future<XmlElement> plain(XmlElement id) {
        return OccurrenceIds.plain(connection, stores.items(), mailbox(), id);
    }

    /** Creates an item with its attachments in a folder. */
    public Future<Item> create(String folder, ItemWithAttachments whole) {
        return stores.attachments().create(connection, mailbox(), folder, whole);
    }

    /** Notes that the caller has created an item. */
    public Future<Item> owned(Item item) {
        return ReadTransaction.on(connection, tx -> PermissionStore.created(tx, item, request.rights()));
    }

    /** Replaces the content of an item. */
    public Future<Item> update(Item item, ItemContent content) {
        return stores.items().update(connection, item, content);
    }

    /** Attaches all of these to an item that is new. */
    public Future<Item> attach(Item item, List<NewAttachment> attachments) {
        return stores.attachments().addAll(connection, mailbox(), item, attachments);
    }

    /** Replaces the attachments of an item. */
    public Future<Item> replaceAttachments(Item item, List<NewAttachment> attachments) {
        AttachmentStore store = stores.attachments();
        return store.of(connection, item)
                .compose(before -> WorkSequence.each(before, one -> store.remove(connection, item, one)))
                .compose(removed -> WorkSequence.each(attachments, one -> store.add(connection, item, one)))
                .compose(added -> stores.items().get(connection, mailbox(), item.id()));
    }

    /** Moves an item into another folder of its mailbox. */
    public Future<Item> move(Item item, String folder) {
        return stores.items().move(connection, item, mailbox(), folder);
    }

    /** Copies an item into a folder of the request's target. */
    public Future<Item> copy(Item item, String folder) {
        return stores.items().copy(connection, item, request.target(), folder);
    }

    /** Deletes an item in one of the three ways of a DeleteType. */
    public Future<Void> delete(Item item, DisposalType disposal) {
        return stores.items().delete(connection, mailbox(), item, disposal);
    }
}
