package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Base64;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemSerializer;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
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
        String action = element.attribute("CreateAction").orElse("CreateNew");
        return stores.items()
                .write(connection -> stores.folders()
                        .get(connection, mailbox, folder)
                        .compose(there -> action.equals("CreateNew")
                                ? Future.succeededFuture()
                                : replace(connection, mailbox, element, action.equals("Update")))
                        .compose(ready -> stores.attachments().create(connection, mailbox, folder, whole))
                        .compose(made -> PermissionStore.created(connection, made, request.rights())))
                .map(item -> xml -> id(xml, item));
    }

    /** What is uploaded in place of an item is a new item; the old one goes. */
    private Future<Void> replace(SqlConnection connection, Mailbox mailbox, XmlElement element, boolean mustExist) {
        if (element.child("ItemId").isEmpty()) {
            throw new EwsError(ResponseCode.ErrorInvalidIdEmpty);
        }
        String key = FolderIdResolver.stored(element.child("ItemId").orElseThrow(), mailbox);
        return stores.items().find(connection, mailbox, key).compose(found -> {
            if (found.isEmpty() && mustExist) {
                throw new EwsError(ResponseCode.ErrorItemNotFound);
            }
            return found.isEmpty()
                    ? Future.succeededFuture()
                    : stores.items().delete(connection, mailbox, found.get(), DisposalType.HardDelete);
        });
    }

    private static void id(XmlWriter xml, Item item) {
        xml.open(EwsNames.MESSAGES, "ItemId")
                .attribute("Id", item.storeId().text())
                .attribute("ChangeKey", item.changeKey())
                .close();
    }
}
