package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.identity.PrincipalId;
import org.s2slab.xml.XmlElement;

/**
 * UpdateItemInRecoverableItems ([MS-OXWSCORE] 3.1.4.10): the application that deposited an item in Purges changes its
 * properties. Attachments come by CreateAttachment.
 */
record UpdateDeposit(ItemStores stores) {
    /** One item, but a list of messages. */
    Future<EwsResponse> update(EwsRequest request) {
        return ResponseMessages.each(
                List.of(request.operation()),
                CreateItem.NOTHING,
                operation -> MailboxErrorMapper.told(
                        Future.succeededFuture(operation).compose(found -> change(request, found))));
    }

    private Future<EwsPayload> change(EwsRequest request, XmlElement operation) {
        String key = FolderIdResolver.stored(operation.child("ItemId").orElseThrow(), request.mailbox());
        return stores.items()
                .write(connection -> stores.items()
                        .get(connection, request.mailbox(), key)
                        .compose(item -> change(connection, request, item)))
                .map(CreateItem::ids);
    }

    private Future<Item> change(SqlConnection connection, EwsRequest request, Item item) {
        PrincipalId application = ItemDepositor.of(request, item.folder())
                .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNCHANGEABLE));
        ItemContent content = item.content();
        for (XmlElement update :
                RequestTimes.updated(request, content, ResponseMessages.in(request.operation(), "Updates"))) {
            content = PropertyUpdater.apply(content, update);
        }
        ItemContent settled = ItemRules.settled(content, stores.clock().instant());
        if (request.operation().child("Attachments").isPresent()
                || request.operation()
                        .childText("MakeItemImmutable")
                        .filter(ItemReader::truth)
                        .isPresent()) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidOperation,
                    "This server changes properties of an item in Recoverable Items, and nothing else.");
        }
        return stores.deposits().change(connection, item, application, settled);
    }
}
