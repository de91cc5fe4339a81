package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.Attachment;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.mailbox.NewAttachment;
import org.s2slab.xml.XmlElement;

/** What is attached to items: added, read, taken away. */
final class AttachmentOperations {
    private final ItemStores stores;

    AttachmentOperations(ItemStores stores) {
        this.stores = stores;
    }

    List<EwsOperation> operations() {
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, "Attachments").close();
        return List.of(
                new PerElementOperation("CreateAttachment", "Attachments", none, this::create),
                new PerElementOperation("GetAttachment", "AttachmentIds", none, this::get),
                new PerElementOperation("DeleteAttachment", "AttachmentIds", EwsPayload.NONE, this::delete));
    }

    private Future<EwsPayload> create(EwsRequest request, XmlElement element) {
        NewAttachment attachment = NewItem.attachment(element);
        String key = FolderIdResolver.stored(
                request.operation().child("ParentItemId").orElseThrow(), request.mailbox());
        return stores.items()
                .write(connection -> stores.items()
                        .get(connection, request.mailbox(), key)
                        .compose(item -> {
                            ArchivingRight.require(request, item.folder());
                            return ItemDepositor.of(request, item.folder())
                                    .map(depositor -> stores.deposits().attach(connection, item, depositor, attachment))
                                    .orElseGet(() -> stores.attachments().add(connection, item, attachment));
                        })
                        .compose(added -> stores.items()
                                .get(connection, request.mailbox(), key)
                                .map(item -> created(item, added))));
    }

    private static EwsPayload created(Item item, Attachment added) {
        return xml -> {
            xml.open(EwsNames.MESSAGES, "Attachments")
                    .open(EwsNames.TYPES, added.isItem() ? "ItemAttachment" : "FileAttachment");
            xml.open(EwsNames.TYPES, "AttachmentId")
                    .attribute("Id", AttachmentView.id(item.mailbox(), added))
                    .attribute("RootItemId", item.storeId().text())
                    .attribute("RootItemChangeKey", item.changeKey())
                    .close();
            xml.close().close();
        };
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.attachment(id, request.mailbox());
        ResponseShape shape = ResponseShape.of(request.operation(), "AttachmentShape");
        return stores.attachments()
                .parent(stores.items().client(), request.mailbox(), key)
                .compose(item -> stores.attachments().get(stores.items().client(), key))
                .compose(attachment -> stores.attachments()
                        .content(stores.items().client(), attachment)
                        .map(content -> xml -> {
                            xml.open(EwsNames.MESSAGES, "Attachments");
                            AttachmentView.whole(
                                    xml, request.mailbox().id(), attachment, content, shown(content.item(), shape));
                            xml.close();
                        }));
    }

    private static @Nullable PropertySet shown(@Nullable ItemWithAttachments item, ResponseShape shape) {
        return item == null
                ? null
                : StoredItemView.attached(item.content(), shape.mime() ? MimeWriter.write(item) : null, shape);
    }

    private Future<EwsPayload> delete(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.attachment(id, request.mailbox());
        return stores.items()
                .write(connection -> stores.attachments()
                        .parent(connection, request.mailbox(), key)
                        .compose(item -> stores.attachments()
                                .get(connection, key)
                                .compose(attachment -> stores.attachments().remove(connection, item, attachment))))
                .map(item -> xml -> xml.open(EwsNames.MESSAGES, "RootItemId")
                        .attribute("RootItemId", item.storeId().text())
                        .attribute("RootItemChangeKey", item.changeKey())
                        .close());
    }
}
