package org.s2slab.exchange.items;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.PropertyChangeNumberRecorder;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.delivery.SendItem;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mime.DraftMime;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.reminders.RecurringTask;
import org.s2slab.exchange.reminders.ReminderTimes;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.PropertyUpdater;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** The operation UpdateItem: changes properties of items, then sends drafts if the request says so. */
record UpdateItem(ItemStores stores, SendItem sending, CalendarItemService meetings) {
    /** The properties whose highest value wins in AutoResolve, with their values in ascending order. */
    private static final Map<String, List<String>> ORDERED = Map.of(
            "item:Importance", List.of("Low", "Normal", "High"),
            "item:Sensitivity", List.of("Normal", "Personal", "Private", "Confidential"));

    EwsOperation operation() {
        return new PerElementOperation("UpdateItem", "ItemChanges", CreateItem.NOTHING, this::update);
    }

    /** Updates an item. Invalid MIME content fails in the transaction, in the order of the request. */
    private Future<EwsPayload> update(EwsRequest request, XmlElement change) {
        return DraftMime.read(change.childrenOf("Updates"))
                .transform(read -> stores.write(request, transaction -> update(transaction, change, read)));
    }

    /** Writes the number of resolved conflicts after the item id. */
    static void writeConflicts(XmlWriter xml, int count) {
        xml.open(EwsNames.MESSAGES, "ConflictResults")
                .element(EwsNames.TYPES, "Count", count)
                .close();
    }

    private EwsPayload update(
            MailboxTransaction transaction, XmlElement change, AsyncResult<Optional<DraftMime>> mime) {
        EwsRequest request = transaction.request();
        XmlElement id = transaction.plain(change.children().get(0));
        MailboxObjectId stored = FolderIdResolver.changeable(id, request.mailbox());
        String resolution = request.operation().attribute("ConflictResolution", "AutoResolve");
        List<XmlElement> updates = change.childrenOf("Updates");
        AtomicInteger conflicts = new AtomicInteger();
        Item item = meetings.get(transaction.tx(), request.mailbox(), stored);
        CreateItem.disposition(request, item.content().kind().isSendable());
        requireChangeKey(item, id, resolution, updates);
        List<XmlElement> resolved = resolved(transaction.tx(), item, id, resolution, updates, conflicts);
        EwsPayload items = finish(transaction, apply(transaction, item, resolved, mime));
        return xml -> {
            items.write(xml);
            writeConflicts(xml, conflicts.get());
        };
    }

    private EwsPayload finish(MailboxTransaction transaction, Item item) {
        EwsRequest request = transaction.request();
        String disposition =
                CreateItem.disposition(request, item.content().kind().isSendable());
        if (!item.content().draft() || disposition.equals("SaveOnly")) {
            return CreateItem.ids(item);
        }
        sending.send(
                transaction,
                item,
                disposition.equals("SendAndSaveCopy") ? FolderIdResolver.saved(request) : Optional.empty());
        return CreateItem.NOTHING;
    }

    private Item apply(
            MailboxTransaction transaction,
            Item item,
            List<XmlElement> updates,
            AsyncResult<Optional<DraftMime>> given) {
        if (updates.stream().noneMatch(DraftMime::isMime)) {
            return apply(transaction, item, updates, Optional.empty());
        }
        DraftMime.requireDraft(item.content());
        if (given.failed()) {
            throw given.cause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(given.cause());
        }
        return apply(transaction, item, updates, given.result());
    }

    private Item apply(MailboxTransaction transaction, Item item, List<XmlElement> updates, Optional<DraftMime> mime) {
        EwsRequest request = transaction.request();
        ItemContent changed = PropertyUpdater.updated(
                request,
                mime.map(read -> read.applied(item.content())).orElse(item.content()),
                updates.stream()
                        .filter(update -> mime.isEmpty() || !DraftMime.isMime(update))
                        .toList());
        Instant now = stores.clock().instant();
        ItemContent content = ItemRules.settled(
                sending.delivery().resolved(ReminderTimes.rescheduled(item, changed), item.content()), now);
        if (content.equals(item.content()) && mime.isEmpty()) {
            return item;
        }
        if (CalendarItemService.concern(item)) {
            return meetings.update(transaction, item, content);
        }
        ItemContent settled = sending.receipts()
                .read(transaction, item, modified(item.content(), content), ReadReceipts.isSuppressed(request));
        Item updated = RecurringTask.update(stores.items(), transaction.tx(), request.mailbox(), item, settled, now);
        return mime.map(read -> read.store(transaction, updated)).orElse(updated);
    }

    /** Clears mfUnmodified of PidTagMessageFlags ([MS-OXCMSG] 2.2.1.6), unless only the read flag changed. */
    private static ItemContent modified(ItemContent before, ItemContent after) {
        return after.withRead(before.read()).equals(before) ? after : after.with(EwsNames.t("IsUnmodified", "false"));
    }

    /**
     * The updates to apply if the item changed after the caller read it. For the {@link #ORDERED} properties, the
     * higher value wins. A conflict in another property fails the update.
     */
    private static List<XmlElement> resolved(
            ReadTransaction rx,
            Item item,
            XmlElement id,
            String resolution,
            List<XmlElement> updates,
            AtomicInteger conflicts) {
        long seen = ChangeKeyFormat.changeOf(id.attribute("ChangeKey", ""));
        if (!resolution.equals("AutoResolve")
                || seen < 0
                || seen >= item.history().change()) {
            return updates;
        }
        Set<String> changed = PropertyChangeNumberRecorder.since(rx, item, seen);
        List<XmlElement> kept = new ArrayList<>();
        for (XmlElement update : updates) {
            String key = PropertyPath.read(update.children().get(0))
                    .key(item.content().kind());
            if (!changed.contains(key)) {
                kept.add(update);
            } else if (!ORDERED.containsKey(key) || !update.name().equals("SetItemField")) {
                throw new EwsError(ResponseCode.ErrorIrresolvableConflict);
            } else {
                conflicts.incrementAndGet();
                if (isHigher(update, key, item.content())) {
                    kept.add(update);
                }
            }
        }
        return kept;
    }

    private static boolean isHigher(XmlElement update, String key, ItemContent content) {
        List<String> order = Objects.requireNonNull(ORDERED.get(key));
        String name = key.substring("item:".length());
        String requested = update.find(name).map(XmlElement::text).orElse("");
        return order.indexOf(requested) > order.indexOf(content.propertyText(name, "Normal"));
    }

    /**
     * Checks the change key of an update. NeverOverwrite requires the current key. AutoResolve merges changes of
     * different properties, see {@link #resolved}. An update of only the read flag needs no change key.
     */
    private static void requireChangeKey(Item item, XmlElement id, String resolution, List<XmlElement> updates) {
        // Clients name an occurrence by its index in the series, without a change key.
        Optional<String> seen = id.attribute("ChangeKey")
                .filter(key -> !key.isEmpty())
                .or(() -> CalendarItemEditor.isOccurrence(item) ? Optional.of(item.changeKey()) : Optional.empty());
        if (resolution.equals("AlwaysOverwrite")) {
            return;
        }
        ResponseCode.ErrorChangeKeyRequiredForWriteOperations.throwIf(
                seen.isEmpty() && !updates.stream().allMatch(update -> PropertyChange.sets(update, "message:IsRead")));
        ResponseCode.ErrorIrresolvableConflict.throwIf(resolution.equals("NeverOverwrite")
                && seen.filter(key -> ChangeKeyFormat.isOf(key, item.history().change()))
                        .isEmpty());
    }
}
