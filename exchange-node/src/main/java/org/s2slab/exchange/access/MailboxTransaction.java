package org.s2slab.exchange.access;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** A transaction in the mailbox in which a request acts. Stores either all changes or none. */
public record MailboxTransaction(ItemStores stores, WriteTransaction tx, EwsRequest request) {
    /** The mailbox in which the request acts. */
    public Mailbox mailbox() {
        return request.mailbox();
    }

    /** The element of the operation. */
    public XmlElement operation() {
        return request.operation();
    }

    /** The {@code DeleteType} of the request. */
    public DisposalType disposal() {
        return DisposalType.valueOf(operation().attribute("DeleteType").orElseThrow());
    }

    /** The folder with a key. Fails with FOLDER_UNKNOWN. */
    public MailFolder folder(String key) {
        return stores.folders().get(tx, mailbox(), key);
    }

    /** The folder with an id. Fails with FOLDER_UNKNOWN. */
    public MailFolder folder(XmlElement id) {
        return folder(FolderIdResolver.key(id, mailbox()));
    }

    /** The {@code ParentFolderId} of the request. Fails with ErrorParentFolderNotFound. */
    public MailFolder parent() {
        return target("ParentFolderId", ResponseCode.ErrorParentFolderNotFound);
    }

    /** The {@code ToFolderId} of the request. Fails with ErrorToFolderNotFound. */
    public MailFolder target() {
        return target("ToFolderId", ResponseCode.ErrorToFolderNotFound);
    }

    private MailFolder target(String name, ResponseCode unknown) {
        String key =
                FolderIdResolver.target(operation(), name, request.target()).orElseThrow(() -> new EwsError(unknown));
        return found(() -> stores.folders().get(tx, request.target(), key), unknown);
    }

    /** The folder with a key, for saved items. Fails with ErrorSavedItemFolderNotFound. */
    public MailFolder saving(String key) {
        return found(() -> folder(key), ResponseCode.ErrorSavedItemFolderNotFound);
    }

    private static MailFolder found(Supplier<MailFolder> folder, ResponseCode unknown) {
        return MailboxErrorMapper.told(folder, MailboxException.Kind.FOLDER_UNKNOWN, new EwsError(unknown));
    }

    /** The subfolder with a name, compared without case. Creates it if it does not exist. */
    public MailFolder folderIn(MailFolder parent, String name, Supplier<MailFolder> otherwise) {
        return stores.folders().all(tx, mailbox()).stream()
                .filter(one -> one.parent().equals(parent.key()) && one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(otherwise);
    }

    /** Creates a folder, see {@code FolderStore.create}. */
    public MailFolder create(MailFolder parent, String name, String folderClass, @Nullable String search) {
        return stores.folders().create(tx, mailbox(), parent, name, folderClass, search);
    }

    /** Changes a folder, see {@code FolderStore.update}. */
    public MailFolder update(MailFolder folder) {
        return stores.folders().update(tx, mailbox(), folder);
    }

    /** The stored item with an id. Fails with ITEM_UNKNOWN. */
    public Item item(XmlElement id) {
        return stores.items().get(tx, mailbox(), FolderIdResolver.stored(id, mailbox()));
    }

    /** Converts an id of any kind to an {@code ItemId}, see {@link OccurrenceIdResolver}. */
    public XmlElement plain(XmlElement id) {
        return OccurrenceIdResolver.plain(tx, stores.items(), mailbox(), id);
    }

    /** Creates an item with its attachments in a folder. */
    public Item create(String folder, ItemWithAttachments whole) {
        return stores.attachments().create(tx, mailbox(), folder, whole);
    }

    /** Stores the caller as the creator of an item. */
    public Item owned(Item item) {
        return PermissionStore.created(tx, item, request.rights());
    }

    /** Replaces the content of an item. */
    public Item update(Item item, ItemContent content) {
        return stores.items().update(tx, item, content);
    }

    /** Adds attachments to a new item. */
    public Item attach(Item item, List<AttachmentWithContent> attachments) {
        return stores.attachments().addAll(tx, mailbox(), item, attachments);
    }

    /** Replaces the attachments of an item. */
    public Item replaceAttachments(Item item, List<AttachmentWithContent> attachments) {
        return stores.attachments().replaceAll(tx, mailbox(), item, attachments);
    }

    /** Moves an item into another folder of its mailbox. */
    public Item move(Item item, String folder) {
        return stores.items().move(tx, item, mailbox(), folder);
    }

    /** Copies an item to a folder in the target mailbox of the request. */
    public Item copy(Item item, String folder) {
        return stores.items().copy(tx, item, request.target(), folder);
    }

    /** Deletes an item in the way of a DeleteType. */
    public void delete(Item item, DisposalType disposal) {
        stores.items().delete(tx, mailbox(), item, disposal);
    }
}
