package org.s2slab.exchange.delivery;

import java.util.Optional;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Sends drafts. */
public record SendItem(ItemStores stores, MailDelivery delivery) {
    /** The read receipts of sent messages. */
    public ReadReceipts receipts() {
        return new ReadReceipts(delivery);
    }

    /** The operation SendItem. */
    public EwsOperation operation() {
        return stores.writing("SendItem", "ItemIds", EwsPayload.NONE, this::send);
    }

    private EwsPayload send(MailboxTransaction transaction, XmlElement id) {
        EwsRequest request = transaction.request();
        boolean keeps = request.operation().isTrue("SaveItemToFolder");
        ResponseCode.ErrorInvalidSendItemSaveSettings.throwIf(
                !keeps && request.operation().child("SavedItemFolderId").isPresent());
        Optional<String> folder = keeps ? FolderIdResolver.saved(request) : Optional.empty();
        folder.ifPresent(target -> ArchivingRightCheck.require(request, target));
        Item item = transaction.item(id);
        ResponseCode.ErrorInvalidItemForOperationSendItem.throwIf(
                !item.content().kind().isSendable());
        ResponseCode.ErrorStaleObject.throwIf(!ChangeKeyFormat.isOf(
                FolderIdResolver.changeKey(id), item.history().change()));
        send(transaction, item, folder);
        return EwsPayload.NONE;
    }

    /** Sends a stored item. After that, moves the item to the folder, or deletes the item if there is no folder. */
    public void send(MailboxTransaction transaction, Item item, Optional<String> folder) {
        ItemWithAttachments sent = send(transaction, stores.attachments().whole(transaction.tx(), item));
        if (folder.isPresent()) {
            transaction.saving(folder.get());
            transaction.move(transaction.update(item, sent.content()), folder.get());
        } else {
            transaction.delete(item, DisposalType.HardDelete);
        }
    }

    /** Sends a draft and returns the sent message. */
    public ItemWithAttachments send(MailboxTransaction transaction, ItemWithAttachments draft) {
        SenderIdentity sender = SenderIdentity.of(transaction, draft.content());
        ItemWithAttachments message = ReplyMark.sent(transaction, delivery.stamped(sender, draft));
        delivery.send(transaction.tx(), transaction.mailbox(), message);
        return message;
    }
}
