package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Attachment;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.mailbox.NewAttachment;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.xml.XmlElement;

/** What is attached to items: added, read, taken away. */
record AttachmentOperations(ItemStores stores) {
    List<EwsOperation> operations() {
        EwsPayload none = EwsPayload.empty("Attachments");
        return List.of(
                stores.writing("CreateAttachment", "Attachments", none, this::create),
                new PerElementOperation("GetAttachment", "AttachmentIds", none, this::get),
                stores.writing("DeleteAttachment", "AttachmentIds", EwsPayload.NONE, this::delete));
    }

    private Future<EwsPayload> create(MailboxTransaction transaction, XmlElement element) {
        EwsRequest request = transaction.request();
        SqlConnection connection = transaction.connection();
        NewAttachment attachment = NewItem.attachment(element);
        XmlElement parent = request.operation().child("ParentItemId").orElseThrow();
        return transaction
                .item(parent)
                .compose(item -> {
                    ArchivingRight.require(request, item.folder());
                    return ItemDepositor.of(request, item.folder())
                            .map(depositor -> stores.deposits().attach(connection, item, depositor, attachment))
                            .orElseGet(() -> stores.attachments().add(connection, item, attachment));
                })
                .compose(added -> transaction.item(parent).map(item -> created(item, added)));
    }

    private static EwsPayload created(Item item, Attachment added) {
        XmlElement id = t("AttachmentId", "")
                .with("Id", item.storeId().attachment(added.id()).text())
                .with("RootItemId", item.storeId().text())
                .with("RootItemChangeKey", item.changeKey());
        return xml -> xml.open(EwsNames.MESSAGES, "Attachments")
                .copy(EwsNames.TYPES, t(added.isItem() ? "ItemAttachment" : "FileAttachment", id))
                .close();
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        StoreId asked = FolderIdResolver.attachment(id, request.mailbox());
        ResponseShape shape = ResponseShape.of(request.operation(), "AttachmentShape");
        SqlClient client = stores.items().client();
        return parent(client, request, asked)
                .compose(item -> stores.attachments().get(client, key(asked)))
                .compose(attachment -> stores.attachments()
                        .content(client, attachment)
                        .map(content -> {
                            PropertySet item = shown(content.item(), shape);
                            return EwsPayload.in(
                                    "Attachments",
                                    xml -> AttachmentView.whole(xml, asked, attachment, content, item, shape));
                        }));
    }

    private static @Nullable PropertySet shown(@Nullable ItemWithAttachments item, ResponseShape shape) {
        return item == null
                ? null
                : StoredItemView.attached(item.content(), shape.mime() ? MimeView.of(item) : null, shape);
    }

    /** The item that has the attachment; the id must name that item, too. */
    private Future<Item> parent(SqlClient client, EwsRequest request, StoreId attachment) {
        return stores.attachments()
                .parent(client, request.mailbox(), key(attachment))
                .map(item -> {
                    ResponseCode.ErrorInvalidAttachmentId.throwIf(
                            !attachment.root().isEmpty() && !attachment.root().equals(item.id()));
                    return item;
                });
    }

    private static String key(StoreId attachment) {
        return attachment.levels().get(0);
    }

    private Future<EwsPayload> delete(MailboxTransaction transaction, XmlElement id) {
        StoreId asked = FolderIdResolver.attachment(id, transaction.mailbox());
        SqlConnection connection = transaction.connection();
        return parent(connection, transaction.request(), asked)
                .compose(item -> stores.attachments()
                        .get(connection, key(asked))
                        .compose(attachment -> stores.attachments().remove(connection, item, attachment)))
                .map(item -> xml -> xml.open(EwsNames.MESSAGES, "RootItemId")
                        .attribute("RootItemId", item.storeId().text())
                        .attribute("RootItemChangeKey", item.changeKey())
                        .close());
    }
}
