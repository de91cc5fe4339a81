package org.s2slab.exchange.delivery;

import io.vertx.core.Future;
import java.util.Optional;
import org.s2slab.exchange.access.ArchivingRight;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeKey;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Sends drafts. */
public record SendItem(ItemStores stores, MailDelivery delivery) {
    /** The read receipts of what is sent. */
    public ReadReceipts receipts() {
        return new ReadReceipts(delivery);
    }

    /** The operation SendItem. */
    public EwsOperation operation() {
        return stores.writing("SendItem", "ItemIds", EwsPayload.NONE, this::send);
    }

    private Future<EwsPayload> send(MailboxTransaction transaction, XmlElement id) {
        EwsRequest request = transaction.request();
        boolean keeps = request.operation().isTrue("SaveItemToFolder");
        ResponseCode.ErrorInvalidSendItemSaveSettings.throwIf(
                !keeps && request.operation().child("SavedItemFolderId").isPresent());
        Optional<String> folder = keeps ? FolderIdResolver.saved(request) : Optional.empty();
        folder.ifPresent(target -> ArchivingRight.require(request, target));
        return transaction
                .item(id)
                .compose(item -> {
                    ResponseCode.ErrorInvalidItemForOperationSendItem.throwIf(
                            !item.content().kind().isSendable());
                    ResponseCode.ErrorStaleObject.throwIf(
                            !ChangeKey.isOf(FolderIdResolver.changeKey(id), item.change()));
                    return send(transaction, item, folder);
                })
                .map(EwsPayload.NONE);
    }

    /** Sends a stored item; it goes to that folder, or away where there is none. */
    public Future<Void> send(MailboxTransaction transaction, Item item, Optional<String> folder) {
        return stores.attachments()
                .whole(transaction.connection(), item)
                .compose(draft -> send(transaction, draft))
                .compose(sent -> folder.isPresent()
                        ? transaction
                                .saving(folder.get())
                                .compose(there -> transaction.update(item, sent.content()))
                                .compose(updated -> transaction.move(updated, folder.get()))
                                .mapEmpty()
                        : transaction.delete(item, DisposalType.HardDelete));
    }

    /** Sends a draft and returns the sent message. */
    public Future<ItemWithAttachments> send(MailboxTransaction transaction, ItemWithAttachments draft) {
        return MailSender.of(transaction, draft.content())
                .map(sender -> delivery.stamped(sender, draft))
                .compose(stamped -> ReplyMark.sent(transaction, stamped))
                .compose(message -> delivery.send(transaction.connection(), transaction.mailbox(), message)
                        .map(message));
    }
}
