package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/** The operations ExportItems and UploadItems: they transfer whole items in streams that only this server can read. */
record ExportUploadOperations(ItemStores stores) {
    /** An uploaded stream, parsed, with its target folder. */
    private record Upload(String folder, ItemWithAttachments item, List<ItemSerializer.Change> changes) {}

    List<EwsOperation> operations() {
        return List.of(
                new PerElementOperation("ExportItems", "ItemIds", EwsPayload.NONE, this::export),
                new PerElementOperation("UploadItems", "Items", EwsPayload.NONE, this::upload));
    }

    private Future<EwsPayload> export(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        return stores.items().database().read(rx -> {
            request.requireAccess(rx);
            Item item = stores.items().get(rx, request.mailbox(), key);
            request.budget().spend(item.size(), item);
            ItemWithAttachments whole = stores.attachments().whole(rx, item).with(timed(item));
            List<ItemSerializer.Change> changes = new SeriesExceptionTransfer(stores.attachments()).changes(rx, item);
            return xml -> {
                IdElement.of(item).write(xml, EwsNames.MESSAGES, "ItemId");
                xml.element(
                        EwsNames.MESSAGES,
                        "Data",
                        Base64.getEncoder()
                                .encodeToString(
                                        ItemSerializer.write(whole, changes).getBytes()));
            };
        });
    }

    /** Sets the missing times of an exported item to its creation time, so that an uploaded copy keeps these times. */
    private static ItemContent timed(Item item) {
        ItemContent content = item.content();
        Instant received = content.received() == null ? item.history().created() : content.received();
        return content.sent() == null
                ? content.withMailTimes(received, item.history().created())
                        .with(t("IsUnmodified", content.propertyText("IsUnmodified", "false")))
                : content.withMailTimes(received, content.sent());
    }

    private Future<EwsPayload> upload(EwsRequest request, XmlElement element) {
        String folder = FolderIdResolver.key(element.child("ParentFolderId").orElseThrow(), request.mailbox());
        ArchivingRightCheck.require(request, folder);
        return WorkSequence.aside(() -> read(folder, element))
                .compose(read -> stores.write(request, transaction -> upload(transaction, element, read)));
    }

    private static Upload read(String folder, XmlElement element) {
        Buffer bytes = NewItem.bytes(element.childText("Data", ""));
        ItemWithAttachments item = ItemSerializer.read(bytes)
                .map(UploadedItemValidator::checked)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCorruptData));
        return new Upload(
                folder,
                item,
                ItemSerializer.changes(bytes).orElseThrow(() -> new EwsError(ResponseCode.ErrorCorruptData)));
    }

    private EwsPayload upload(MailboxTransaction transaction, XmlElement element, Upload read) {
        Mailbox mailbox = transaction.mailbox();
        ItemContent content = read.item().content();
        ItemWithAttachments whole = new ItemWithAttachments(
                content.withFlag(ItemFlag.ASSOCIATED, element.isTrue("IsAssociated")),
                read.item().attachments());
        Optional<String> old = replaced(element, mailbox);
        boolean must = element.attribute("CreateAction", "").equals("Update");
        transaction.folder(read.folder());
        Optional<Item> found = old.flatMap(id -> stores.items().find(transaction.tx(), mailbox, id))
                .filter(item -> item.folder().equals(read.folder()));
        ResponseCode.ErrorItemNotFound.throwIf(found.isEmpty() && must);
        Item made = found.isEmpty()
                ? transaction.owned(transaction.create(read.folder(), whole))
                : replaced(transaction, found.get(), whole);
        new SeriesExceptionTransfer(stores.attachments()).replace(transaction.tx(), made, read.changes());
        Item item = stores.items().get(transaction.tx(), mailbox, made.id());
        UploadedItemValidator.readBack(transaction, item);
        return xml -> IdElement.of(item).write(xml, EwsNames.MESSAGES, "ItemId");
    }

    /**
     * Replaces the content and attachments of an item by the content and attachments of the upload. The item keeps its
     * id.
     */
    private Item replaced(MailboxTransaction transaction, Item item, ItemWithAttachments whole) {
        if (SeriesStore.isMaster(item)) {
            // A hold needs the original, because the exceptions are replaced even if the rest of the series does not
            // change.
            stores.items().keepOriginal(transaction.tx(), item);
        }
        return transaction.replaceAttachments(transaction.update(item, whole.content()), whole.attachments());
    }

    /** The key of the item to update; empty for a new item. */
    private static Optional<String> replaced(XmlElement element, Mailbox mailbox) {
        if (element.attribute("CreateAction", "CreateNew").equals("CreateNew")) {
            return Optional.empty();
        }
        return Optional.of(FolderIdResolver.stored(
                element.child("ItemId")
                        .orElseThrow(() -> new EwsFault(
                                ResponseCode.ErrorInvalidIdEmpty, "An update needs the ItemId of the item.")),
                mailbox));
    }
}
