package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.MailboxException.Kind;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.identity.PrincipalId;
import org.s2slab.xml.XmlElement;

/** Items to other folders: moved, copied, deleted. */
final class MoveAndDeleteOperations {
    private final ItemStores stores;
    private final CalendarItemWriter meetings;

    MoveAndDeleteOperations(ItemStores stores, CalendarItemWriter meetings) {
        this.stores = stores;
        this.meetings = meetings;
    }

    List<PerElementOperation> operations() {
        return List.of(
                new PerElementOperation(
                        "MoveItem", "ItemIds", CreateItem.NOTHING, (request, id) -> transfer(request, id, false)),
                new PerElementOperation(
                        "CopyItem", "ItemIds", CreateItem.NOTHING, (request, id) -> transfer(request, id, true)),
                new PerElementOperation("DeleteItem", "ItemIds", EwsPayload.NONE, this::delete),
                new PerElementOperation("MarkAsJunk", "ItemIds", EwsPayload.NONE, this::markAsJunk));
    }

    /** Moves an item into the junk mail, or back into the inbox; there is no list of blocked senders. */
    private Future<EwsPayload> markAsJunk(EwsRequest request, XmlElement id) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        boolean moves = request.operation().isTrue("MoveItem");
        DistinguishedFolder target =
                request.operation().isTrue("IsJunk") ? DistinguishedFolder.JUNKEMAIL : DistinguishedFolder.INBOX;
        return stores.items()
                .write(connection -> stores.items()
                        .get(connection, request.mailbox(), key)
                        .compose(item -> moves
                                ? stores.items().move(connection, item, request.mailbox(), target.distinguishedName())
                                : Future.succeededFuture(item)))
                .recover(MoveAndDeleteOperations::moveRefused)
                .map(item -> !moves
                        ? EwsPayload.NONE
                        : xml -> xml.open(EwsNames.MESSAGES, "MovedItemId")
                                .attribute("Id", item.storeId().text())
                                .attribute("ChangeKey", item.changeKey())
                                .close());
    }

    private Future<EwsPayload> transfer(EwsRequest request, XmlElement given, boolean copies) {
        return OccurrenceIds.plain(stores.items(), request.mailbox(), given).compose(id -> {
            if (isOccurrence(request, id)) {
                throw new EwsError(ResponseCode.ErrorCalendarCannotMoveOrCopyOccurrence);
            }
            return transferItem(request, id, copies);
        });
    }

    private static boolean isOccurrence(EwsRequest request, XmlElement id) {
        return FolderIdResolver.item(id, request.mailbox()).kind() == StoreId.Kind.OCCURRENCE;
    }

    private Future<EwsPayload> transferItem(EwsRequest request, XmlElement id, boolean copies) {
        String key = FolderIdResolver.stored(id, request.mailbox());
        String target = FolderIdResolver.target(request.operation(), "ToFolderId", request.mailbox())
                .orElseThrow(() -> new MailboxException(Kind.FOLDER_UNKNOWN));
        ArchivingRight.require(request, target);
        boolean tellsIds = request.operation()
                .childText("ReturnNewItemIds")
                .map(ItemReader::truth)
                .orElse(true);
        return stores.items()
                .write(connection -> stores.folders()
                        .get(connection, request.mailbox(), target)
                        .map(SearchCriteria::requireHolds)
                        .compose(folder -> stores.items().get(connection, request.mailbox(), key))
                        .compose(item -> copies
                                ? stores.items()
                                        .copy(connection, item, request.mailbox(), target)
                                        .compose(copy -> PermissionStore.created(connection, copy, request.rights()))
                                : stores.items().move(connection, item, request.mailbox(), target)))
                .recover(MoveAndDeleteOperations::moveRefused)
                .map(item -> tellsIds ? CreateItem.ids(item) : CreateItem.NOTHING);
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

    private Future<EwsPayload> delete(EwsRequest request, XmlElement given) {
        return OccurrenceIds.plain(stores.items(), request.mailbox(), given).compose(id -> {
            StoreId stored = FolderIdResolver.changeable(id, request.mailbox());
            DisposalType disposal = DisposalType.valueOf(
                    request.operation().attribute("DeleteType").orElseThrow());
            return stores.items()
                    .write(connection -> meetings.get(connection, request.mailbox(), stored)
                            .compose(item -> delete(connection, request, item, disposal)))
                    .map(EwsPayload.NONE);
        });
    }

    private Future<Void> delete(SqlConnection connection, EwsRequest request, Item item, DisposalType disposal) {
        Optional<PrincipalId> depositor = ItemDepositor.of(request, item.folder());
        if (depositor.isPresent() && disposal == DisposalType.HardDelete) {
            return stores.deposits().withdraw(connection, item, depositor.get());
        }
        if (item.content().kind() == ItemKind.TASK) {
            return deleteTask(connection, request, item, disposal);
        }
        return CalendarItemWriter.concern(item)
                ? meetings.delete(connection, request, item, disposal)
                : stores.items().delete(connection, request.mailbox(), item, disposal);
    }

    /** Of a task that recurs, a request can delete the present occurrence alone. */
    private Future<Void> deleteTask(SqlConnection connection, EwsRequest request, Item item, DisposalType disposal) {
        RecurringTask task = new RecurringTask(item.content());
        boolean one = request.operation()
                .attribute("AffectedTaskOccurrences")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorAffectedTaskOccurrencesRequired))
                .equals("SpecifiedOccurrenceOnly");
        if (!one || !task.recurs()) {
            return stores.items().delete(connection, request.mailbox(), item, disposal);
        }
        ItemContent next = task.next(RecurringTask.today(stores.clock().instant()))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorCannotDeleteTaskOccurrence));
        return stores.items().update(connection, item, next).mapEmpty();
    }
}
