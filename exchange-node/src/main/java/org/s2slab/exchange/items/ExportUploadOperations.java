package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRight;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
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
import org.s2slab.exchange.values.IdView;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/** Whole items out of mailboxes and into them, as streams that only this server reads. */
record ExportUploadOperations(ItemStores stores) {
    /** A stream as it was read, for a folder. */
    private record Upload(String folder, ItemWithAttachments item, List<ItemSerializer.Change> changes) {}

    List<EwsOperation> operations() {
        return List.of(
                new PerElementOperation("ExportItems", "ItemIds", EwsPayload.NONE, this::export),
                new PerElementOperation("UploadItems", "Items", EwsPayload.NONE, this::upload));
    }

    private Future<EwsPayload> export(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        return stores.items()
                .get(stores.items().client(), request.mailbox(), key)
                .map(item -> request.budget().spend(item.size(), item))
                .compose(item -> Future.all(
                                stores.attachments().whole(stores.items().client(), item),
                                new ExportedSeries(stores.attachments())
                                        .changes(stores.items().client(), item))
                        .map(both -> xml -> {
                            ItemWithAttachments whole = both.resultAt(0);
                            IdView.of(item).write(xml, EwsNames.MESSAGES, "ItemId");
                            xml.element(
                                    EwsNames.MESSAGES,
                                    "Data",
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    ItemSerializer.write(whole.with(timed(item)), both.resultAt(1))
                                                            .getBytes()));
                        }));
    }

    /** An item that was made here came and went with its creation; the copy that an upload makes keeps these times. */
    private static ItemContent timed(Item item) {
        ItemContent content = item.content();
        Instant received = content.received() == null ? item.created() : content.received();
        return content.sent() == null
                ? content.withMailTimes(received, item.created())
                        .with(t("IsUnmodified", content.propertyText("IsUnmodified", "false")))
                : content.withMailTimes(received, content.sent());
    }

    private Future<EwsPayload> upload(EwsRequest request, XmlElement element) {
        String folder = FolderIdResolver.key(element.child("ParentFolderId").orElseThrow(), request.mailbox());
        ArchivingRight.require(request, folder);
        return WorkSequence.aside(() -> read(folder, element))
                .compose(read -> stores.write(request, transaction -> upload(transaction, element, read)));
    }

    private static Upload read(String folder, XmlElement element) {
        Buffer bytes = NewItem.bytes(element.childText("Data", ""));
        ItemWithAttachments item = ItemSerializer.read(bytes)
                .map(UploadedItem::checked)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCorruptData));
        return new Upload(
                folder,
                item,
                ItemSerializer.changes(bytes).orElseThrow(() -> new EwsError(ResponseCode.ErrorCorruptData)));
    }

    private Future<EwsPayload> upload(MailboxTransaction transaction, XmlElement element, Upload read) {
        Mailbox mailbox = transaction.mailbox();
        String folder = read.folder();
        ItemContent content = read.item().content();
        ItemWithAttachments whole = new ItemWithAttachments(
                content.withFlags(content.read(), content.draft(), element.isTrue("IsAssociated")),
                read.item().attachments());
        Optional<String> old = replaced(element, mailbox);
        boolean must = element.attribute("CreateAction", "").equals("Update");
        return transaction
                .folder(folder)
                .compose(there -> old.isEmpty()
                        ? Future.succeededFuture(Optional.<Item>empty())
                        : stores.items().find(transaction.connection(), mailbox, old.get()))
                .map(found -> found.filter(item -> item.folder().equals(folder)))
                .compose(found -> {
                    ResponseCode.ErrorItemNotFound.throwIf(found.isEmpty() && must);
                    // The item keeps its id; its content and attachments are those of the upload.
                    return found.isEmpty()
                            ? transaction.create(folder, whole).compose(transaction::owned)
                            : keepSeries(transaction, found.get())
                                    .compose(kept -> transaction.update(found.get(), whole.content()))
                                    .compose(item -> transaction.replaceAttachments(item, whole.attachments()));
                })
                .compose(item -> new ExportedSeries(stores.attachments())
                        .replace(transaction.connection(), item, read.changes())
                        .compose(done -> stores.items().get(transaction.connection(), mailbox, item.id())))
                .compose(item -> UploadedItem.readBack(transaction, item))
                .map(item -> xml -> IdView.of(item).write(xml, EwsNames.MESSAGES, "ItemId"));
    }

    /** Keeps a series for holds: its exceptions are replaced, even if nothing else of it changes. */
    private Future<Void> keepSeries(MailboxTransaction transaction, Item item) {
        return WorkSequence.when(
                SeriesStore.isMaster(item), () -> stores.items().keepOriginal(transaction.connection(), item));
    }

    /** The key of the item that is to be updated; empty for a new one. */
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
