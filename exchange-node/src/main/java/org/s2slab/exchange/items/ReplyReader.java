package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.delivery.ReplyDraftFactory;
import org.s2slab.exchange.delivery.ReplyMark;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.views.ResponseObjects;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Reads the response objects of CreateItem that refer to a message or post: replies, and SuppressReadReceipt. */
record ReplyReader(ItemStores stores) {
    /**
     * Suppresses a pending read receipt of a message.
     *
     * @throws EwsError for an item that is not a received message, or has no pending receipt
     */
    Future<EwsPayload> suppress(EwsRequest request, XmlElement element) {
        return stores.write(request, transaction -> {
            Item item = original(transaction.tx(), request.mailbox(), element);
            ResponseCode.ErrorReadReceiptNotPending.throwIf(!ReadReceipts.isPending(item.content()));
            transaction.update(item, ReadReceipts.settled(item.content()));
            return CreateItem.NOTHING;
        });
    }

    private Item original(ReadTransaction rx, Mailbox mailbox, XmlElement element) {
        XmlElement reference = element.child("ReferenceItemId")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorMissingInformationReferenceItemId));
        Item item = stores.items().get(rx, mailbox, FolderIdResolver.stored(reference, mailbox));
        boolean taken = ReplyDraftFactory.isMeant(element)
                ? ResponseObjects.of(item, mailbox).contains(element.name())
                : item.content().kind().isMail() && !item.content().draft();
        ResponseCode.ErrorInvalidReferenceItem.throwIf(!taken);
        return item;
    }

    /**
     * Reads the original of an element and creates the new item.
     *
     * @throws EwsError if the original does not allow this kind of response
     */
    Future<NewItem> of(EwsRequest request, XmlElement element) {
        Mailbox mailbox = request.mailbox();
        return stores.items().database().read(rx -> {
            Item item = original(rx, mailbox, element);
            ItemWithAttachments written =
                    ReplyDraftFactory.of(mailbox, element, stores.attachments().whole(rx, item));
            return element.name().equals(ReplyDraftFactory.POST)
                    ? NewItem.of(written, item.folder())
                    : NewItem.of(written.with(ReplyMark.remembered(written.content(), element.name(), item)), null);
        });
    }
}
