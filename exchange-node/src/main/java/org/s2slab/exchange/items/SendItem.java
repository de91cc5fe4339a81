package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.xml.XmlElement;

/** Sends drafts. */
final class SendItem {
    private final ItemStores stores;
    private final MailDelivery delivery;

    SendItem(ItemStores stores, MailDelivery delivery) {
        this.stores = stores;
        this.delivery = delivery;
    }

    MailDelivery delivery() {
        return delivery;
    }

    ReadReceipts receipts() {
        return new ReadReceipts(delivery);
    }

    PerElementOperation operation() {
        return new PerElementOperation("SendItem", "ItemIds", EwsPayload.NONE, this::send);
    }

    private Future<EwsPayload> send(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        String seen = id.attribute("ChangeKey")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorChangeKeyRequiredForWriteOperations));
        boolean keeps = request.operation().isTrue("SaveItemToFolder");
        Optional<String> folder = keeps ? FolderIdResolver.saved(request) : Optional.empty();
        folder.ifPresent(target -> ArchivingRight.require(request, target));
        return stores.items()
                .write(connection -> stores.items()
                        .get(connection, request.mailbox(), key)
                        .compose(item -> {
                            if (!ChangeKey.isOf(seen, item.change())) {
                                throw new EwsError(ResponseCode.ErrorStaleObject);
                            }
                            return send(connection, request, item, folder);
                        }))
                .map(EwsPayload.NONE);
    }

    /** Sends a stored item; it goes to that folder, or away where there is none. */
    Future<Void> send(SqlConnection connection, EwsRequest request, Item item, Optional<String> folder) {
        Mailbox mailbox = request.mailbox();
        return stores.attachments()
                .whole(connection, item)
                .compose(draft -> MailSender.of(connection, stores.permissions(), request, draft.content())
                        .map(sender -> delivery.stamped(sender, draft)))
                .compose(stamped -> new ReplyMark(stores).sent(connection, mailbox, stamped))
                .compose(stamped -> delivery.send(connection, mailbox, stamped)
                        .compose(sent -> folder.isPresent()
                                ? keep(connection, mailbox, item, stamped, folder.get())
                                : stores.items().delete(connection, mailbox, item, DisposalType.HardDelete)));
    }

    private Future<Void> keep(
            SqlConnection connection, Mailbox mailbox, Item item, ItemWithAttachments stamped, String folder) {
        return stores.folders()
                .get(connection, mailbox, folder)
                .compose(there -> stores.items().update(connection, item, stamped.content()))
                .compose(updated -> stores.items().move(connection, updated, mailbox, folder))
                .mapEmpty();
    }
}
