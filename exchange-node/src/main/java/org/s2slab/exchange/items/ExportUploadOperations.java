package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsFault;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Attachment;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemSerializer;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.mailbox.NewAttachment;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** Whole items out of mailboxes and into them, as streams that only this server reads. */
final class ExportUploadOperations {
    private final ItemStores stores;

    ExportUploadOperations(ItemStores stores) {
        this.stores = stores;
    }

    List<EwsOperation> operations() {
        return List.of(
                new PerElementOperation("ExportItems", "ItemIds", EwsPayload.NONE, this::export),
                new PerElementOperation("UploadItems", "Items", EwsPayload.NONE, this::upload));
    }

    private Future<EwsPayload> export(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        return stores.items()
                .get(stores.items().client(), request.mailbox(), key)
                .compose(item -> stores.attachments()
                        .whole(stores.items().client(), item)
                        .map(whole -> xml -> {
                            id(xml, item);
                            xml.element(
                                    EwsNames.MESSAGES,
                                    "Data",
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    ItemSerializer.write(whole).getBytes()));
                        }));
    }

    private Future<EwsPayload> upload(EwsRequest request, XmlElement element) {
        Mailbox mailbox = request.mailbox();
        String folder = FolderIdResolver.key(element.child("ParentFolderId").orElseThrow(), mailbox);
        ArchivingRight.require(request, folder);
        ItemWithAttachments read = ItemSerializer.read(
                        NewItem.bytes(element.childText("Data").orElse("")))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCorruptData));
        boolean associated =
                element.attribute("IsAssociated").filter(ItemReader::truth).isPresent();
        ItemWithAttachments whole = new ItemWithAttachments(
                read.content().withFlags(read.content().read(), read.content().draft(), associated),
                read.attachments());
        Optional<String> old = replaced(element, mailbox);
        boolean must =
                element.attribute("CreateAction").filter("Update"::equals).isPresent();
        return stores.items()
                .write(connection -> stores.folders()
                        .get(connection, mailbox, folder)
                        .compose(there -> old.isEmpty()
                                ? Future.succeededFuture(Optional.<Item>empty())
                                : stores.items().find(connection, mailbox, old.get()))
                        .map(found -> found.filter(item -> item.folder().equals(folder)))
                        .compose(found -> {
                            if (found.isEmpty() && must) {
                                throw new EwsError(ResponseCode.ErrorItemNotFound);
                            }
                            return found.isEmpty()
                                    ? stores.attachments()
                                            .create(connection, mailbox, folder, whole)
                                            .compose(
                                                    made -> PermissionStore.created(connection, made, request.rights()))
                                    : update(connection, mailbox, found.get(), whole);
                        }))
                .map(item -> xml -> id(xml, item));
    }

    /** The key of the item that is to be updated; empty for a new one. */
    private static Optional<String> replaced(XmlElement element, Mailbox mailbox) {
        if (element.attribute("CreateAction").orElse("CreateNew").equals("CreateNew")) {
            return Optional.empty();
        }
        return Optional.of(FolderIdResolver.stored(
                element.child("ItemId")
                        .orElseThrow(() -> new EwsFault(
                                ResponseCode.ErrorInvalidIdEmpty, "An update needs the ItemId of the item.")),
                mailbox));
    }

    /** The item keeps its id; its content and attachments are those of the upload. */
    private Future<Item> update(SqlConnection connection, Mailbox mailbox, Item item, ItemWithAttachments whole) {
        Future<Item> done = stores.items().update(connection, item, whole.content());
        return done.compose(updated -> stores.attachments().of(connection, item))
                .compose(before -> {
                    Future<Item> last = done;
                    for (Attachment attachment : before) {
                        last = last.compose(one -> stores.attachments().remove(connection, one, attachment));
                    }
                    for (NewAttachment attachment : whole.attachments()) {
                        last = last.compose(one -> stores.attachments()
                                .add(connection, one, attachment)
                                .compose(added -> stores.items().get(connection, mailbox, item.id())));
                    }
                    return last;
                });
    }

    private static void id(XmlWriter xml, Item item) {
        xml.open(EwsNames.MESSAGES, "ItemId")
                .attribute("Id", item.storeId().text())
                .attribute("ChangeKey", item.changeKey())
                .close();
    }
}
