package org.s2slab.exchange.permissions;

import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.OperationRightTable.Named;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;

/** Finds the folder or item of an id, and throws AccessDenial if the user does not have the required right. */
record ItemAccessCheck(ItemStore items, AttachmentStore attachments) {
    /** Checks an id. Returns the checked item; empty for a folder. */
    Optional<Item> check(ReadTransaction rx, EwsRequest request, Named named) {
        MailboxRights rights = request.rights();
        MailboxObjectId id = named.id();
        NeededRight right = named.row() == null ? NeededRight.full : named.row().right();
        if (id == null || rights.full()) {
            return Optional.empty();
        }
        return switch (id.kind()) {
            case FOLDER -> folder(request, id.key(), right);
            case ITEM -> {
                Optional<Item> found = item(rx, request, id.key());
                yield checked(
                        rx,
                        named.index() == 0
                                ? found
                                : occurrence(
                                        rx, found, series -> series.expansion().at(named.index())),
                        rights,
                        right);
            }
            case OCCURRENCE ->
                checked(
                        rx,
                        occurrence(
                                rx,
                                item(rx, request, id.master().key()),
                                series -> series.expansion().at(id.original())),
                        rights,
                        right);
            case ATTACHMENT ->
                // Checks only the item: the operation itself requires that the item has the attachment.
                id.root().isEmpty()
                        ? checked(rx, parent(rx, request, id), rights, right)
                        : check(rx, request, new Named(named.row(), named.mailbox(), id.rootId(), 0));
            default -> throw new AccessDenial(ResponseCode.ErrorItemNotFound);
        };
    }

    private static Optional<Item> folder(EwsRequest request, String key, NeededRight right) {
        MailboxRights rights = request.rights();
        if (right.isInFolder(rights, key)) {
            return Optional.empty();
        }
        ResponseCode denied = request.operation().name().equals("CreateItem")
                ? ResponseCode.ErrorCreateItemAccessDenied
                : ResponseCode.ErrorAccessDenied;
        throw new AccessDenial(rights.of(key).seesFolder() ? denied : ResponseCode.ErrorFolderNotFound);
    }

    private Optional<Item> item(ReadTransaction rx, EwsRequest request, String key) {
        return items.find(rx, request.mailbox(), key);
    }

    private Optional<Item> parent(ReadTransaction rx, EwsRequest request, MailboxObjectId attachment) {
        try {
            return Optional.of(attachments.parent(
                    rx, request.mailbox(), attachment.levels().get(0)));
        } catch (MailboxException unknown) {
            return Optional.empty();
        }
    }

    /** The occurrence of a series. If it does not exist, returns the series, and the operation reports the error. */
    private static Optional<Item> occurrence(
            ReadTransaction rx, Optional<Item> found, Function<Series, Optional<OccurrenceSpan>> place) {
        return found.map(item -> {
            if (!SeriesStore.isMaster(item)) {
                return item;
            }
            Series series = CalendarItemEditor.series(rx, item);
            return place.apply(series)
                    .flatMap(series::changed)
                    .map(span -> OccurrenceItemFactory.of(series, span))
                    .orElse(item);
        });
    }

    /** Throws AccessDenial for an unknown item, so that the operation never processes an unchecked item. */
    private static Optional<Item> checked(
            ReadTransaction rx, Optional<Item> found, MailboxRights rights, NeededRight right) {
        PrivacyRules privacy = new PrivacyRules(rights);
        Item item = found.filter(privacy::shows).orElseThrow(() -> new AccessDenial(ResponseCode.ErrorItemNotFound));
        if (!right.isOverItem(rights, item.folder(), PrivacyRules.key(item))
                || (right.isWhole() && privacy.hidesAny(rx, item))) {
            throw new AccessDenial(ResponseCode.ErrorAccessDenied);
        }
        return found;
    }
}
