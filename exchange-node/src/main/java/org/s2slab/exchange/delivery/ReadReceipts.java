package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.property.ItemKind;

/**
 * Sends read receipts, if the sender of a message requests them: when the recipient reads the message or deletes it
 * unread. The recipient can suppress the receipt ([MS-OXOMSG] 2.2.2, MS-OXWSMSG).
 */
public record ReadReceipts(MailDelivery delivery) {
    /** The bit mfNotifyRead of PidTagMessageFlags: a receipt is pending ([MS-OXCMSG] 2.2.1.6). */
    private static final String PENDING = "NotifyRead";

    /** The message for the recipient, with a pending receipt if the sender requests one. */
    static ItemContent received(ItemContent content) {
        return content.kind() == ItemKind.MESSAGE && content.isTrue("IsReadReceiptRequested")
                ? content.with(t(PENDING, "true"))
                : content.without(PENDING);
    }

    /** Whether the receipt of a message is pending. */
    public static boolean isPending(ItemContent content) {
        return content.property(PENDING).isPresent();
    }

    /** A message without a pending receipt. */
    public static ItemContent settled(ItemContent content) {
        return content.without(PENDING);
    }

    /** Whether a request suppresses the receipts of messages that it marks as read. */
    public static boolean isSuppressed(EwsRequest request) {
        return request.operation().isTrue("SuppressReadReceipts");
    }

    /**
     * Sends a not-read receipt if an unread message is deleted, except for a move to Deleted Items. Returns the item
     * without the pending receipt.
     */
    public Item deleted(MailboxTransaction transaction, Item item, DisposalType disposal) {
        ItemContent message = item.content();
        boolean tells = disposal != DisposalType.MoveToDeletedItems && !isSuppressed(transaction.request());
        if (!tells || !isPending(message) || message.read() || item.isPreserved()) {
            return item;
        }
        delivery.report(transaction.tx(), transaction.mailbox(), message, ReceiptKind.NOT_READ);
        return transaction.update(item, settled(message));
    }

    /** Sends the receipt if a change marks the message as read. Returns the content to store. */
    public ItemContent read(MailboxTransaction transaction, Item item, ItemContent changed, boolean suppressed) {
        if (!isPending(changed) || item.content().read() || !changed.read()) {
            return changed;
        }
        if (!suppressed) {
            delivery.report(transaction.tx(), transaction.mailbox(), changed, ReceiptKind.READ);
        }
        return settled(changed);
    }
}
