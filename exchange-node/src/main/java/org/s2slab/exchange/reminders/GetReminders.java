package org.s2slab.exchange.reminders;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderHierarchyRules;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.ReminderQuery;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.DependentValues;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operation GetReminders ([MS-OXWSMTGS] 3.1.4.5): returns the reminders of calendar items and tasks. */
public record GetReminders(ItemStores stores) {
    private static final Logger LOG = LoggerFactory.getLogger(GetReminders.class);

    /** The folders whose items have no reminders ([MS-OXORMDR] 3.1.4.2). */
    private static final List<DistinguishedFolder> SILENT = List.of(
            DistinguishedFolder.DELETEDITEMS,
            DistinguishedFolder.JUNKEMAIL,
            DistinguishedFolder.DRAFTS,
            DistinguishedFolder.OUTBOX);

    /** The maximum number of reminders in a response (m:GetRemindersType): those nearest to BeginTime or now. */
    private static final String MOST = "200";

    /** The start and end of a task without a date, as in the product's responses. */
    private static final String NO_DATE = "0001-01-02T00:00:00Z";

    /** @param end the end of the appointment or task; {@link #NO_DATE} if it has no end */
    private record Reminder(Instant time, boolean appointment, String end, XmlElement shown) {
        boolean isOver(Instant now) {
            return !end.equals(NO_DATE) && Instant.parse(end).isBefore(now);
        }
    }

    /** Returns the reminders of the mailbox in which a request acts. */
    public Future<EwsResponse> get(EwsRequest request) {
        return EwsMessage.of(Future.succeededFuture(request).compose(this::shown), EwsPayload.empty("Reminders"))
                .map(EwsResponse::single);
    }

    private Future<EwsPayload> shown(EwsRequest request) {
        XmlElement asked = request.operation();
        Optional<Instant> begin = asked.childText("BeginTime").map(text -> RequestTimeConverter.time(request, text));
        Optional<Instant> end = asked.childText("EndTime").map(text -> RequestTimeConverter.time(request, text));
        String type = asked.childText("ReminderType", "All");
        String most = asked.childText("MaxItems", MOST);
        ResponseCode.ErrorInvalidOperation.throwIf(
                begin.isPresent() && end.filter(begin.get()::isAfter).isPresent(), "EndDate is earlier than StartDate");
        ResponseCode.ErrorInvalidOperation.throwIf(type.equals("Old") && (begin.isEmpty() || end.isEmpty()));
        Instant now = stores.clock().instant();
        Instant since = type.equals("Current") ? Instant.MIN : begin.orElse(Instant.MIN);
        return stores.items()
                .database()
                .read(request.caller().account(), rx -> all(rx, request.mailbox(), since))
                .map(all -> xml -> xml.list(
                        EwsNames.MESSAGES,
                        "Reminders",
                        all.stream()
                                .filter(one -> isMeant(one, type, begin.orElse(Instant.MIN), now))
                                .filter(one -> end.filter(one.time()::isAfter).isEmpty())
                                .sorted(Comparator.comparing(one -> Duration.between(begin.orElse(now), one.time())
                                        .abs()))
                                .limit(Integer.parseInt(most.strip()))
                                .sorted(Comparator.comparing(Reminder::time))
                                .toList(),
                        one -> xml.copy(EwsNames.TYPES, one.shown())));
    }

    /**
     * Whether a reminder has the requested type; for the types, see
     * https://learn.microsoft.com/exchange/client-developer/web-service-reference/getreminders-operation.
     */
    private static boolean isMeant(Reminder one, String type, Instant begin, Instant now) {
        boolean within = !one.time().isBefore(begin);
        return switch (type) {
            case "Current" -> within || one.appointment() || !one.isOver(now);
            case "Old" -> within && !one.appointment() && one.isOver(now);
            default -> within;
        };
    }

    private List<Reminder> all(ReadTransaction rx, Mailbox mailbox, Instant since) {
        Set<String> folders = audible(stores.folders().all(rx, mailbox));
        List<Item> items = ReminderQuery.items(rx, mailbox, folders, since);
        Map<Long, List<ChangedOccurrence>> changes = SeriesStore.changes(
                rx, items.stream().filter(SeriesStore::isMaster).toList());
        return items.stream().flatMap(item -> readable(item, changes).stream()).toList();
    }

    private static Set<String> audible(List<MailFolder> all) {
        Set<String> keys = keys(all, DistinguishedFolder.MSGFOLDERROOT);
        SILENT.forEach(folder -> keys.removeAll(keys(all, folder)));
        return keys;
    }

    private static Set<String> keys(List<MailFolder> all, DistinguishedFolder root) {
        return FolderHierarchyRules.below(all, MailFolder.of(root)).stream()
                .map(MailFolder::key)
                .collect(Collectors.toSet());
    }

    /** The reminder of a stored item. Logs an unreadable item and returns empty. */
    private static Optional<Reminder> readable(Item item, Map<Long, List<ChangedOccurrence>> changes) {
        try {
            return reminder(item, changes);
        } catch (RuntimeException e) {
            LOG.error("The reminder of the item with the number {} cannot be read", item.number(), e);
            return Optional.empty();
        }
    }

    private static Optional<Reminder> reminder(Item item, Map<Long, List<ChangedOccurrence>> changes) {
        Optional<Instant> signal = ReminderTimes.signal(item.content()).filter(ReminderTimes.NEVER::isAfter);
        if (!SeriesStore.isMaster(item)) {
            return signal.filter(time -> !DependentValues.isComplete(item.content()))
                    .map(time -> reminder(time, item, Stream.empty()));
        }
        Optional<Series> readable = Series.readable(item, changes);
        XmlElement master = IdElement.of(item).element("RecurringMasterItemId");
        return signal.flatMap(time -> readable.flatMap(series -> ReminderTimes.pending(series, time)
                .map(span -> reminder(time, OccurrenceItemFactory.of(series, span), Stream.of(master)))));
    }

    private static Reminder reminder(Instant time, Item item, Stream<XmlElement> master) {
        ItemContent content = item.content();
        boolean appointment = content.kind() == ItemKind.CALENDAR_ITEM;
        String start = appointment ? String.valueOf(content.starts()) : content.propertyText("StartDate", NO_DATE);
        String end = appointment ? String.valueOf(content.ends()) : content.propertyText("DueDate", NO_DATE);
        Stream<XmlElement> parts = Stream.of(
                t("Subject", content.subject()),
                t("Location", content.propertyText("Location", "")),
                t("ReminderTime", time.toString()),
                t("StartDate", start),
                t("EndDate", end),
                IdElement.of(item).element("ItemId"));
        Stream<XmlElement> more = Stream.of(
                t("ReminderGroup", appointment ? "Calendar" : "Task"),
                t("UID", content.propertyText("UID", item.storeId().text())));
        List<XmlElement> all =
                Stream.of(parts, master, more).flatMap(Function.identity()).toList();
        return new Reminder(time, appointment, end, t("Reminder", all));
    }
}
