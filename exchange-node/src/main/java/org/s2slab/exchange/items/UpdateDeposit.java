package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.identity.PrincipalId;
import org.s2slab.xml.XmlElement;

/**
 * UpdateItemInRecoverableItems ([MS-OXWSCORE] 3.1.4.10): the application that deposited an item in Purges changes its
 * properties. Attachments come by CreateAttachment.
 */
record UpdateDeposit(ItemStores stores) {
    EwsOperation operation() {
        return stores.writing("UpdateItemInRecoverableItems", "", CreateItem.NOTHING, this::update);
    }

    private Future<EwsPayload> update(MailboxTransaction transaction, XmlElement operation) {
        return transaction
                .item(operation.child("ItemId").orElseThrow())
                .compose(item -> {
                    PrincipalId application = ItemDepositor.of(transaction.request(), item.folder())
                            .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNCHANGEABLE));
                    if (operation.child("Attachments").isPresent()
                            || ItemReader.truth(operation, "MakeItemImmutable")) {
                        throw new EwsError(
                                ResponseCode.ErrorInvalidOperation,
                                "This server changes properties of an item in Recoverable Items, and nothing else.");
                    }
                    ItemContent content = PropertyUpdater.updated(
                            transaction.request(), item.content(), ResponseMessages.in(operation, "Updates"));
                    ItemContent settled =
                            ItemRules.settled(content, stores.clock().instant());
                    return stores.deposits().change(transaction.connection(), item, application, settled);
                })
                .map(CreateItem::ids);
    }
}
