package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRight;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemDepositor;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.reminders.RecurringTask;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.rules.JunkConfiguration;
import org.s2slab.exchange.rules.JunkStore;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.IdView;
import org.s2slab.identity.PrincipalId;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Items to other folders: moved, copied, deleted. */
record MoveAndDeleteOperations(ItemStores stores, CalendarItemWriter meetings, ReadReceipts receipts) {
    List<EwsOperation> operations() {
        return List.of(
                stores.writing(
                        "MoveItem", "ItemIds", CreateItem.NOTHING, (mailbox, id) -> transfer(mailbox, id, false)),
                stores.writing("CopyItem", "ItemIds", CreateItem.NOTHING, (mailbox, id) -> transfer(mailbox, id, true)),
                stores.writing("DeleteItem", "ItemIds", EwsPayload.NONE, this::delete),
                stores.writing("MarkAsJunk", "ItemIds", EwsPayload.NONE, this::markAsJunk));
    }

    /** Blocks the sender of an item, if it has an SMTP address, and moves the item into the junk mail, or the reverse. */
    private Future<EwsPayload> markAsJunk(MailboxTransaction transaction, XmlElement id) {
        boolean junk = transaction.operation().isTrue("IsJunk");
        DistinguishedFolder target = junk ? DistinguishedFolder.JUNKEMAIL : DistinguishedFolder.INBOX;
        Future<Item> found = transaction
                .item(id)
                .compose(item -> WorkSequence.ifPresent(
                                MailPerson.in(item.content(), "From", "Sender").stream()
                                        .filter(sender -> JunkConfiguration.isEntry(NameKey.trimmed(sender.address())))
                                        .findFirst(),
                                sender -> block(transaction, sender.address(), junk))
                        .map(item));
        return transaction.operation().isTrue("MoveItem")
                ? found.compose(item -> transaction.move(item, target.distinguishedName()))
                        .recover(MoveAndDeleteOperations::moveRefused)
                        .map(item -> xml -> IdView.of(item).write(xml, EwsNames.MESSAGES, "MovedItemId"))
                : found.map(EwsPayload.NONE);
    }

    private static Future<Void> block(MailboxTransaction transaction, String sender, boolean junk) {
        return ReadTransaction.on(transaction.connection(), tx -> {
                    JunkConfiguration changed =
                            JunkStore.of(tx, transaction.mailbox()).blocking(sender, junk);
                    ResponseCode.ErrorItemSave.throwIf(
                            changed.blocked().size() > JunkConfiguration.MOST, "The list of blocked senders is full.");
                    JunkStore.put(tx, transaction.mailbox(), changed);
                    return true;
                })
                .mapEmpty();
    }

    private static Future<EwsPayload> transfer(MailboxTransaction transaction, XmlElement given, boolean copies) {
        Mailbox mailbox = transaction.mailbox();
        Mailbox there = transaction.request().target();
        FolderIdResolver.target(transaction.operation(), "ToFolderId", there)
                .ifPresent(target -> ArchivingRight.require(transaction.request(), target));
        return transaction
                .plain(given)
                .compose(id -> {
                    ResponseCode.ErrorCalendarCannotMoveOrCopyOccurrence.throwIf(
                            FolderIdResolver.item(id, mailbox).kind() == StoreId.Kind.OCCURRENCE);
                    return transaction
                            .target()
                            .map(SearchCriteria::requireHolds)
                            .map(folder -> requireOpen(transaction.request(), folder))
                            .compose(folder -> transaction
                                    .item(id)
                                    .compose(item -> copies || !there.equals(mailbox)
                                            ? copied(transaction, item, folder, copies)
                                            : transaction.move(item, folder.key())));
                })
                .recover(MoveAndDeleteOperations::moveRefused)
                .map(CreateItem::ids);
    }

    /** A person recovers items, and only deletes into the folders that they are recovered from. */
    private static MailFolder requireOpen(EwsRequest request, MailFolder folder) {
        ResponseCode.ErrorMoveCopyFailed.throwIf(
                request.caller().isPerson()
                        && DistinguishedFolder.named(folder.key())
                                .filter(DistinguishedFolder::isRecoverable)
                                .isPresent(),
                "Nobody moves or copies items into Recoverable Items.");
        return folder;
    }

    /** Copies an item. A move deletes the original, which a hold of its mailbox may still retain. */
    private static Future<Item> copied(MailboxTransaction transaction, Item item, MailFolder folder, boolean keeps) {
        return transaction
                .copy(item, folder.key())
                .compose(transaction::owned)
                .compose(copy -> WorkSequence.when(!keeps, () -> transaction.delete(item, DisposalType.HardDelete))
                        .map(copy));
    }

    private static <T> Future<T> moveRefused(Throwable failure) {
        boolean preserved = failure instanceof MailboxException problem
                && (problem.kind() == Kind.ITEM_PRESERVED || problem.kind() == Kind.FOLDER_PRESERVING);
        return Future.failedFuture(
                preserved
                        ? new EwsError(
                                ResponseCode.ErrorMoveCopyFailed,
                                "Items are preserved for discovery in this folder: none is moved out of it or into it.")
                        : failure);
    }

    private Future<EwsPayload> delete(MailboxTransaction transaction, XmlElement given) {
        DisposalType disposal = transaction.disposal();
        return transaction
                .plain(given)
                .map(id -> FolderIdResolver.changeable(id, transaction.mailbox()))
                .compose(id -> meetings.get(transaction.connection(), transaction.mailbox(), id))
                .compose(item -> delete(transaction, item, disposal))
                .map(EwsPayload.NONE);
    }

    private Future<Void> delete(MailboxTransaction transaction, Item item, DisposalType disposal) {
        Optional<PrincipalId> depositor = ItemDepositor.of(transaction.request(), item.folder());
        if (depositor.isPresent() && disposal == DisposalType.HardDelete) {
            return stores.deposits().withdraw(transaction.connection(), item, depositor.get());
        }
        if (item.content().kind() == ItemKind.TASK) {
            return deleteTask(transaction, item, disposal);
        }
        return CalendarItemWriter.concern(item)
                ? meetings.delete(transaction, item, disposal)
                : receipts.deleted(transaction, item, disposal)
                        .compose(settled -> transaction.delete(settled, disposal));
    }

    /** Of a task that recurs, a request can delete the present occurrence alone. */
    private Future<Void> deleteTask(MailboxTransaction transaction, Item item, DisposalType disposal) {
        RecurringTask task = new RecurringTask(item.content());
        boolean one = transaction
                .operation()
                .attribute("AffectedTaskOccurrences")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorAffectedTaskOccurrencesRequired))
                .equals("SpecifiedOccurrenceOnly");
        if (!one || !task.recurs()) {
            return transaction.delete(item, disposal);
        }
        ItemContent next = task.next(RecurringTask.today(stores.clock().instant()))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCannotDeleteTaskOccurrence));
        return transaction.update(item, next).mapEmpty();
    }
}
