package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.delivery.ReplyDraft;
import org.s2slab.exchange.delivery.ReplyMark;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.views.ResponseObjects;
import org.s2slab.xml.XmlElement;

/** Reads the response objects of CreateItem that refer to a message or post: replies, and SuppressReadReceipt. */
record ReplyReader(ItemStores stores) {
    /**
     * Suppresses the read receipt for which the sender of a message waits.
     *
     * @throws EwsError for what is no received message, and for a receipt that nobody waits for
     */
    Future<Void> suppress(EwsRequest request, XmlElement element) {
        return stores.write(
                        request,
                        transaction -> original(transaction.connection(), request.mailbox(), element)
                                .compose(item -> {
                                    ResponseCode.ErrorReadReceiptNotPending.throwIf(
                                            !ReadReceipts.isPending(item.content()));
                                    return transaction.update(item, ReadReceipts.settled(item.content()));
                                }))
                .mapEmpty();
    }

    private Future<Item> original(SqlClient client, Mailbox mailbox, XmlElement element) {
        XmlElement reference = element.child("ReferenceItemId")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorMissingInformationReferenceItemId));
        return stores.items()
                .get(client, mailbox, FolderIdResolver.stored(reference, mailbox))
                .map(item -> {
                    boolean taken = ReplyDraft.isMeant(element)
                            ? ResponseObjects.of(item, mailbox).contains(element.name())
                            : item.content().kind().isMail() && !item.content().draft();
                    ResponseCode.ErrorInvalidReferenceItem.throwIf(!taken);
                    return item;
                });
    }

    /**
     * Reads the original of an element and creates the new item.
     *
     * @throws EwsError if the original does not allow this kind of answer
     */
    Future<NewItem> of(EwsRequest request, XmlElement element) {
        Mailbox mailbox = request.mailbox();
        SqlClient client = stores.items().client();
        return original(client, mailbox, element)
                .compose(item -> stores.attachments()
                        .whole(client, item)
                        .map(original -> ReplyDraft.of(mailbox, element, original))
                        .map(written -> element.name().equals(ReplyDraft.POST)
                                ? NewItem.of(written, item.folder())
                                : NewItem.of(
                                        written.with(ReplyMark.remembered(written.content(), element.name(), item)),
                                        null)));
    }
}
