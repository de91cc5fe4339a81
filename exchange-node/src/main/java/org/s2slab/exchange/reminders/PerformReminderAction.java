package org.s2slab.exchange.reminders;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.xml.XmlElement;

/**
 * The operation PerformReminderAction ([MS-OXWSMTGS] 3.1.4.7): dismisses or postpones reminders. Either all actions of
 * a request succeed, or none. The response omits items that an action does not change
 * (https://learn.microsoft.com/exchange/client-developer/web-service-reference/performreminderaction-operation).
 */
public record PerformReminderAction(ItemStores stores) {
    /** Executes all actions of a request in one transaction. */
    public Future<EwsResponse> perform(EwsRequest request) {
        List<XmlElement> actions = request.operation().childrenOf("ReminderItemActions");
        Future<EwsPayload> updated = MailboxErrorMapper.told(stores.write(
                request,
                transaction -> updated(actions.stream()
                        .flatMap(action -> act(transaction, action).stream())
                        .toList())));
        return EwsMessage.of(updated, updated(List.of())).map(EwsResponse::single);
    }

    private static EwsPayload updated(List<Item> items) {
        return EwsPayload.in(
                "UpdatedItemIds",
                xml -> items.forEach(item -> IdElement.of(item).write(xml, EwsNames.TYPES, "ItemId")));
    }

    private Optional<Item> act(MailboxTransaction transaction, XmlElement action) {
        XmlElement id = action.child("ItemId").orElseThrow();
        MailboxObjectId named = FolderIdResolver.changeable(id, transaction.mailbox());
        FolderIdResolver.changeKey(id);
        boolean occurs = named.kind() == MailboxObjectId.Kind.OCCURRENCE;
        Item item =
                stores.items().get(transaction.tx(), transaction.mailbox(), (occurs ? named.master() : named).key());
        ItemContent changed = changed(transaction, action, item, named);
        if (changed.equals(item.content())) {
            return Optional.empty();
        }
        Item updated = transaction.update(item, changed);
        return Optional.of(occurs ? updated.occurrence(named.original(), updated.content()) : updated);
    }

    private ItemContent changed(MailboxTransaction transaction, XmlElement action, Item item, MailboxObjectId named) {
        ItemContent content = item.content();
        Optional<Instant> signal = ReminderTimes.signal(content);
        Instant until = action.childText("ActionType", "").equals("Dismiss")
                ? ReminderTimes.NEVER
                : action.childText("NewReminderTime")
                        .map(text -> RequestTimeConverter.time(transaction.request(), text))
                        .orElse(Instant.MIN);
        if (signal.isEmpty() || !until.isAfter(signal.get())) {
            return content;
        }
        if (SeriesStore.isMaster(item)) {
            return changed(CalendarItemEditor.series(transaction.tx(), item), signal.get(), until, named);
        }
        return until.equals(ReminderTimes.NEVER)
                ? ReminderTimes.dismissed(content)
                : ReminderTimes.with(content, until);
    }

    /** The master of a series with its next reminder, or the postponed time if that is earlier. */
    private ItemContent changed(Series series, Instant signal, Instant until, MailboxObjectId named) {
        Optional<OccurrenceSpan> pending = ReminderTimes.pending(series, signal);
        ItemContent content = series.master().content();
        if (pending.isEmpty()
                || (named.kind() == MailboxObjectId.Kind.OCCURRENCE
                        && !named.original().equals(pending.get().original()))) {
            return content;
        }
        Instant next = ReminderTimes.next(series, pending.get(), stores.clock().instant())
                .orElse(ReminderTimes.NEVER);
        return ReminderTimes.with(content, next.isBefore(until) ? next : until);
    }
}
