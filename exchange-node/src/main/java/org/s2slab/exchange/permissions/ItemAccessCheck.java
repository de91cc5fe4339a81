package org.s2slab.exchange.permissions;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.FolderAccessTable.Named;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.OccurrenceItems;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.ResponseCode;

/** Finds the folder or item that an id names, and fails with an AccessDenial where a person has no right over it. */
record ItemAccessCheck(PermissionStore permissions, ItemStore items, AttachmentStore attachments) {
    /** The item that was checked; empty for a folder. */
    Future<Optional<Item>> check(EwsRequest request, Named named) {
        MailboxRights rights = request.rights();
        StoreId id = named.id();
        NeededRight right = named.row() == null ? NeededRight.full : named.row().right();
        if (id == null || rights.full()) {
            return Future.succeededFuture(Optional.empty());
        }
        SqlClient client = permissions.client();
        return switch (id.kind()) {
            case FOLDER -> folder(request, id.key(), right);
            case ITEM ->
                items.find(client, request.mailbox(), id.key())
                        .compose(found -> named.index() == 0
                                ? Future.succeededFuture(found)
                                : occurrence(found, series -> series.expansion().at(named.index())))
                        .compose(found -> checked(found, rights, right));
            case OCCURRENCE ->
                items.find(client, request.mailbox(), id.master().key())
                        .compose(found ->
                                occurrence(found, series -> series.expansion().at(id.original())))
                        .compose(found -> checked(found, rights, right));
            case ATTACHMENT ->
                // An operation requires that the item or occurrence of the id has the attachment.
                id.root().isEmpty()
                        ? attachments
                                .parent(client, request.mailbox(), id.levels().get(0))
                                .map(Optional::of)
                                .recover(failure -> failure instanceof MailboxException
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(failure))
                                .compose(found -> checked(found, rights, right))
                        : check(request, new Named(named.row(), named.mailbox(), id.rootId(), 0));
            default -> Future.failedFuture(new AccessDenial(ResponseCode.ErrorItemNotFound));
        };
    }

    private static Future<Optional<Item>> folder(EwsRequest request, String key, NeededRight right) {
        MailboxRights rights = request.rights();
        if (right.isInFolder(rights, key)) {
            return Future.succeededFuture(Optional.empty());
        }
        ResponseCode denied = request.operation().name().equals("CreateItem")
                ? ResponseCode.ErrorCreateItemAccessDenied
                : ResponseCode.ErrorAccessDenied;
        boolean sees = rights.of(key).seesFolder();
        return Future.failedFuture(new AccessDenial(sees ? denied : ResponseCode.ErrorFolderNotFound));
    }

    /** An occurrence of a series; where there is none by that time, the operation says so of the series. */
    private Future<Optional<Item>> occurrence(Optional<Item> master, Function<Series, Optional<OccurrenceSpan>> place) {
        return master.filter(SeriesStore::isMaster).isEmpty()
                ? Future.succeededFuture(master)
                : CalendarItems.series(permissions.client(), master.get())
                        .map(series -> place.apply(series)
                                .flatMap(series::changed)
                                .map(span -> OccurrenceItems.of(series, span))
                                .or(() -> master));
    }

    /** What is not found is not passed on: the check must have seen what the operation works with. */
    private Future<Optional<Item>> checked(Optional<Item> found, MailboxRights rights, NeededRight right) {
        PrivacyRules privacy = new PrivacyRules(rights);
        Item item = found.filter(privacy::shows).orElseThrow(() -> new AccessDenial(ResponseCode.ErrorItemNotFound));
        if (!right.isOverItem(rights, item.folder(), PrivacyRules.key(item))) {
            throw new AccessDenial(ResponseCode.ErrorAccessDenied);
        }
        return !right.isWhole()
                ? Future.succeededFuture(found)
                : privacy.hidesAny(permissions.client(), item).map(hidden -> {
                    if (hidden) {
                        throw new AccessDenial(ResponseCode.ErrorAccessDenied);
                    }
                    return found;
                });
    }
}
