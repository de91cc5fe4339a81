package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.property.ItemKind;

/**
 * Read receipts. The sender of a message that asks for one is told when its recipient reads it, or never where the
 * recipient suppresses it ([MS-OXOMSG] 2.2.2, MS-OXWSMSG).
 */
public record ReadReceipts(MailDelivery delivery) {
    /** The bit mfNotifyRead of PidTagMessageFlags: the sender waits for the receipt ([MS-OXCMSG] 2.2.1.6). */
    private static final String PENDING = "NotifyRead";

    /** A message as its recipient gets it. */
    static ItemContent received(ItemContent content) {
        return content.kind() == ItemKind.MESSAGE && content.isTrue("IsReadReceiptRequested")
                ? content.with(t(PENDING, "true"))
                : content.without(PENDING);
    }

    /** Whether the sender of a message still waits for its receipt. */
    public static boolean isPending(ItemContent content) {
        return content.property(PENDING).isPresent();
    }

    /** A message whose sender waits no more. */
    public static ItemContent settled(ItemContent content) {
        return content.without(PENDING);
    }

    /** Whether a request suppresses the receipts of what it marks as read. */
    public static boolean isSuppressed(EwsRequest request) {
        return request.operation().isTrue("SuppressReadReceipts");
    }

    /**
     * Tells the sender of an unread message that it is deleted, unless it moves to Deleted Items; gives back the item, whose
     * sender waits no more.
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

    /** Sends the receipt of a message that is read by a change; gives back what is to be stored. */
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
