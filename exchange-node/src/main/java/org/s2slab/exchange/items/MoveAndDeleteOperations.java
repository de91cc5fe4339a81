package org.s2slab.exchange.items;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.DepositorResolver;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxErrorMapper;
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
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.reminders.RecurringTask;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.rules.JunkConfiguration;
import org.s2slab.exchange.rules.JunkStore;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.identity.PrincipalId;
import org.s2slab.store.NameKey;
import org.s2slab.xml.XmlElement;

/** The operations that move, copy and delete items. */
record MoveAndDeleteOperations(ItemStores stores, CalendarItemService meetings, ReadReceipts receipts) {
    List<EwsOperation> operations() {
        return List.of(
                stores.writing(
                        "MoveItem", "ItemIds", CreateItem.NOTHING, (mailbox, id) -> transfer(mailbox, id, false)),
                stores.writing("CopyItem", "ItemIds", CreateItem.NOTHING, (mailbox, id) -> transfer(mailbox, id, true)),
                stores.writing("DeleteItem", "ItemIds", EwsPayload.NONE, this::delete),
                stores.writing("MarkAsJunk", "ItemIds", EwsPayload.NONE, this::markAsJunk));
    }

    /** The operation MarkAsJunk: blocks or unblocks the sender, and moves the item to Junk Email or the Inbox. */
    private EwsPayload markAsJunk(MailboxTransaction transaction, XmlElement id) {
        boolean junk = transaction.operation().isTrue("IsJunk");
        DistinguishedFolder target = junk ? DistinguishedFolder.JUNKEMAIL : DistinguishedFolder.INBOX;
        Item item = transaction.item(id);
        MailPerson.in(item.content(), "From", "Sender").stream()
                .filter(sender -> JunkConfiguration.isEntry(NameKey.trimmed(sender.address())))
                .findFirst()
                .ifPresent(sender -> block(transaction, sender.address(), junk));
        if (!transaction.operation().isTrue("MoveItem")) {
            return EwsPayload.NONE;
        }
        Item moved = moving(() -> transaction.move(item, target.distinguishedName()));
        return xml -> IdElement.of(moved).write(xml, EwsNames.MESSAGES, "MovedItemId");
    }

    private static void block(MailboxTransaction transaction, String sender, boolean junk) {
        JunkConfiguration changed =
                JunkStore.of(transaction.tx(), transaction.mailbox()).blocking(sender, junk);
        ResponseCode.ErrorItemSave.throwIf(
                changed.blocked().size() > JunkConfiguration.MOST, "The list of blocked senders is full.");
        JunkStore.put(transaction.tx(), transaction.mailbox(), changed);
    }

    private static EwsPayload transfer(MailboxTransaction transaction, XmlElement given, boolean copies) {
        Mailbox mailbox = transaction.mailbox();
        Mailbox there = transaction.request().target();
        FolderIdResolver.target(transaction.operation(), "ToFolderId", there)
                .ifPresent(target -> ArchivingRightCheck.require(transaction.request(), target));
        XmlElement id = transaction.plain(given);
        ResponseCode.ErrorCalendarCannotMoveOrCopyOccurrence.throwIf(
                FolderIdResolver.item(id, mailbox).kind() == MailboxObjectId.Kind.OCCURRENCE);
        MailFolder folder = SearchCriteria.requireHolds(transaction.target());
        requireOpen(transaction.request(), folder);
        Item item = transaction.item(id);
        return CreateItem.ids(moving(() -> copies || !there.equals(mailbox)
                ? copied(transaction, item, folder, copies)
                : transaction.move(item, folder.key())));
    }

    /** Refuses a user who moves or copies items into Recoverable Items. */
    private static void requireOpen(EwsRequest request, MailFolder folder) {
        ResponseCode.ErrorMoveCopyFailed.throwIf(
                request.caller().isPerson()
                        && DistinguishedFolder.named(folder.key())
                                .filter(DistinguishedFolder::isRecoverable)
                                .isPresent(),
                "Nobody moves or copies items into Recoverable Items.");
    }

    /** Copies an item. For a move to another mailbox, also deletes the original, which a hold may retain. */
    private static Item copied(MailboxTransaction transaction, Item item, MailFolder folder, boolean keeps) {
        Item copy = transaction.owned(transaction.copy(item, folder.key()));
        if (!keeps) {
            transaction.delete(item, DisposalType.HardDelete);
        }
        return copy;
    }

    private static Item moving(Supplier<Item> move) {
        EwsError refused = new EwsError(
                ResponseCode.ErrorMoveCopyFailed,
                "Items are preserved for discovery in this folder: none is moved out of it or into it.");
        return MailboxErrorMapper.told(
                () -> MailboxErrorMapper.told(move, Kind.ITEM_PRESERVED, refused), Kind.FOLDER_PRESERVING, refused);
    }

    private EwsPayload delete(MailboxTransaction transaction, XmlElement given) {
        DisposalType disposal = transaction.disposal();
        MailboxObjectId id = FolderIdResolver.changeable(transaction.plain(given), transaction.mailbox());
        delete(transaction, meetings.get(transaction.tx(), transaction.mailbox(), id), disposal);
        return EwsPayload.NONE;
    }

    private void delete(MailboxTransaction transaction, Item item, DisposalType disposal) {
        Optional<PrincipalId> depositor = DepositorResolver.of(transaction.request(), item.folder());
        if (depositor.isPresent() && disposal == DisposalType.HardDelete) {
            stores.deposits().withdraw(transaction.tx(), item, depositor.get());
        } else if (item.content().kind() == ItemKind.TASK) {
            deleteTask(transaction, item, disposal);
        } else if (CalendarItemService.concern(item)) {
            meetings.delete(transaction, item, disposal);
        } else {
            transaction.delete(receipts.deleted(transaction, item, disposal), disposal);
        }
    }

    /** Deletes a task. For a recurring task, a request can delete only the current occurrence. */
    private void deleteTask(MailboxTransaction transaction, Item item, DisposalType disposal) {
        RecurringTask task = new RecurringTask(item.content());
        boolean one = transaction
                .operation()
                .attribute("AffectedTaskOccurrences")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorAffectedTaskOccurrencesRequired))
                .equals("SpecifiedOccurrenceOnly");
        if (!one || !task.recurs()) {
            transaction.delete(item, disposal);
            return;
        }
        ItemContent next = task.next(RecurringTask.today(stores.clock().instant()))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCannotDeleteTaskOccurrence));
        transaction.update(item, next);
    }
}
