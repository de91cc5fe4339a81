package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.ChangedProperties;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.xml.XmlElement;

/** Changes properties of items, and sends drafts thereafter where the request says so. */
record UpdateItem(ItemStores stores, SendItem sending, CalendarItemWriter meetings) {
    EwsOperation operation() {
        return stores.writing("UpdateItem", "ItemChanges", CreateItem.NOTHING, this::update);
    }

    private Future<EwsPayload> update(MailboxTransaction transaction, XmlElement change) {
        return transaction
                .plain(change.children().get(0))
                .compose(id -> update(transaction, id, change))
                .map(items -> xml -> {
                    items.write(xml);
                    xml.open(EwsNames.MESSAGES, "ConflictResults")
                            .element(EwsNames.TYPES, "Count", "0")
                            .close();
                });
    }

    private Future<EwsPayload> update(MailboxTransaction transaction, XmlElement id, XmlElement change) {
        EwsRequest request = transaction.request();
        StoreId stored = FolderIdResolver.changeable(id, request.mailbox());
        String resolution = request.operation().attribute("ConflictResolution").orElse("AutoResolve");
        String disposition = request.operation().attribute("MessageDisposition").orElse("SaveOnly");
        List<XmlElement> updates = ResponseMessages.in(change, "Updates");
        return meetings.get(transaction.connection(), request.mailbox(), stored)
                .compose(item -> {
                    requireChangeKey(item, id, resolution, updates);
                    return resolved(transaction.connection(), item, id, resolution, updates)
                            .compose(free -> apply(transaction, item, updates));
                })
                .compose(item -> item.content().draft() && !disposition.equals("SaveOnly")
                        ? sending.send(
                                        transaction,
                                        item,
                                        disposition.equals("SendAndSaveCopy")
                                                ? FolderIdResolver.saved(request)
                                                : Optional.empty())
                                .map(CreateItem.NOTHING)
                        : Future.succeededFuture(CreateItem.ids(item)));
    }

    private Future<Item> apply(MailboxTransaction transaction, Item item, List<XmlElement> updates) {
        SqlConnection connection = transaction.connection();
        EwsRequest request = transaction.request();
        Optional<DraftMime> mime = DraftMime.in(item.content(), updates);
        ItemContent changed = PropertyUpdater.updated(
                request,
                mime.map(given -> given.applied(item.content())).orElse(item.content()),
                updates.stream()
                        .filter(update -> mime.isEmpty() || !DraftMime.isMime(update))
                        .toList());
        Instant now = stores.clock().instant();
        ItemContent content = ItemRules.settled(
                sending.delivery().resolved(ReminderTimes.rescheduled(item, changed), item.content()), now);
        if (content.equals(item.content()) && mime.isEmpty()) {
            return Future.succeededFuture(item);
        }
        return CalendarItemWriter.concern(item)
                ? meetings.update(connection, request, item, content)
                : sending.receipts()
                        .read(transaction, item, content, ReadReceipts.isSuppressed(request))
                        .compose(settled ->
                                RecurringTask.update(stores.items(), connection, request.mailbox(), item, settled, now))
                        .compose(updated -> mime.map(given -> given.store(transaction, updated))
                                .orElse(Future.succeededFuture(updated)));
    }

    /** Fails where a property has changed since the state that the caller saw, and the caller does not insist on its update. */
    private static Future<Void> resolved(
            SqlConnection connection, Item item, XmlElement id, String resolution, List<XmlElement> updates) {
        long seen = ChangeKey.changeOf(id.attribute("ChangeKey").orElse(""));
        if (!resolution.equals("AutoResolve") || seen < 0 || seen >= item.change()) {
            return Future.succeededFuture();
        }
        return ChangedProperties.since(connection, item, seen).map(changed -> {
            if (updates.stream()
                    .map(update -> PropertyPath.read(update.children().get(0)))
                    .anyMatch(path -> changed.contains(path.key(item.content().kind())))) {
                throw new EwsError(ResponseCode.ErrorIrresolvableConflict);
            }
            return null;
        });
    }

    /**
     * NeverOverwrite insists on the state the caller saw; AutoResolve joins changes of different properties, {@link #resolved}.
     * Whether something was read may be said without having seen any state.
     */
    private static void requireChangeKey(Item item, XmlElement id, String resolution, List<XmlElement> updates) {
        // Clients name an occurrence by the index in its series, and have no change key of it.
        Optional<String> seen = id.attribute("ChangeKey")
                .filter(key -> !key.isEmpty())
                .or(() -> CalendarItems.isOccurrence(item) ? Optional.of(item.changeKey()) : Optional.empty());
        if (seen.filter(key -> !ChangeKey.isWellFormed(key)).isPresent()) {
            throw new EwsError(ResponseCode.ErrorInvalidChangeKey);
        }
        if (resolution.equals("AlwaysOverwrite")) {
            return;
        }
        if (seen.isEmpty() && !updates.stream().allMatch(update -> PropertyChange.sets(update, "message:IsRead"))) {
            throw new EwsError(ResponseCode.ErrorChangeKeyRequiredForWriteOperations);
        }
        if (resolution.equals("NeverOverwrite")
                && seen.filter(key -> ChangeKey.isOf(key, item.change())).isEmpty()) {
            throw new EwsError(ResponseCode.ErrorIrresolvableConflict);
        }
    }
}
