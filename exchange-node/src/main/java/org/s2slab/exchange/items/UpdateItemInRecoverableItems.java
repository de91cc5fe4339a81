package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.DepositorResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.DepositStore;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.values.PropertyUpdater;
import org.s2slab.exchange.views.AttachmentView;
import org.s2slab.identity.PrincipalId;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * The operation UpdateItemInRecoverableItems ([MS-OXWSCORE] 3.1.4.10): changes the properties of a deposited item in
 * Purges, adds attachments, and can make the item immutable. Only the application that deposited the item may do this.
 */
record UpdateItemInRecoverableItems(ItemStores stores) {
    EwsOperation operation() {
        return new PerElementOperation("UpdateItemInRecoverableItems", "", CreateItem.NOTHING, this::update);
    }

    /** Updates a deposit. Decodes attachments before the transaction, so that this does not block other writers. */
    private Future<EwsPayload> update(EwsRequest request, XmlElement operation) {
        return WorkSequence.aside(() -> operation.childrenOf("Attachments").stream()
                        .map(NewItem::attachment)
                        .toList())
                .compose(attached -> stores.write(request, transaction -> update(transaction, operation, attached)));
    }

    private EwsPayload update(MailboxTransaction transaction, XmlElement operation, List<AttachmentWithContent> added) {
        Item item = transaction.item(operation.child("ItemId").orElseThrow());
        PrincipalId application = DepositorResolver.of(transaction.request(), item.folder())
                .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNCHANGEABLE));
        ItemContent content = ItemRules.settled(
                PropertyUpdater.updated(transaction.request(), item.content(), operation.childrenOf("Updates")),
                stores.clock().instant());
        Item changed = stores.deposits()
                .change(
                        transaction.tx(),
                        item,
                        application,
                        operation.isChildTrue("MakeItemImmutable") ? DepositStore.immutable(content) : content,
                        added);
        return answer(changed, stores.attachments().of(transaction.tx(), changed));
    }

    private static EwsPayload answer(Item item, List<Attachment> attached) {
        return xml -> {
            CreateItem.ids(item).write(xml);
            xml.listIfAny(
                    EwsNames.MESSAGES,
                    "Attachments",
                    attached,
                    one -> xml.copy(
                            EwsNames.TYPES,
                            AttachmentView.summary(item.storeId().attachment(one.id()), one)));
            UpdateItem.writeConflicts(xml, 0);
        };
    }
}
