package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.ReminderStore;
import org.s2slab.exchange.mailbox.SeriesChange;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.OccurrenceItems;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** GetReminders ([MS-OXWSMTGS] 3.1.4.5): the reminders of calendar items and tasks. */
record GetReminders(ItemStores stores) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** Folders of which nobody is reminded ([MS-OXORMDR] 3.1.4.2). */
    private static final List<DistinguishedFolder> SILENT = List.of(
            DistinguishedFolder.DELETEDITEMS,
            DistinguishedFolder.JUNKEMAIL,
            DistinguishedFolder.DRAFTS,
            DistinguishedFolder.OUTBOX);

    /** The most that a response lists (m:GetRemindersType). */
    private static final int MOST = 200;

    /** What a task without a date begins and ends with, as the product answers. */
    private static final String NO_DATE = "0001-01-02T00:00:00Z";

    /** @param item an occurrence, where {@code master} is its series */
    private record Reminder(Item item, @Nullable Item master, Instant time) {
        boolean isAppointment() {
            return item.content().kind() == ItemKind.CALENDAR_ITEM;
        }

        String start() {
            return date("StartDate", item.content().starts());
        }

        String end() {
            return date("DueDate", item.content().ends());
        }

        private String date(String ofTask, @Nullable Instant ofAppointment) {
            return isAppointment()
                    ? String.valueOf(ofAppointment)
                    : item.content().propertyText(ofTask).orElse(NO_DATE);
        }
    }

    Future<EwsResponse> get(EwsRequest request) {
        XmlElement asked = request.operation();
        Optional<Instant> begin = asked.childText("BeginTime").map(text -> RequestTimes.time(request, text));
        Optional<Instant> end = asked.childText("EndTime").map(text -> RequestTimes.time(request, text));
        String type = asked.childText("ReminderType").orElse("All");
        int most = asked.childText("MaxItems")
                .map(String::strip)
                .map(Integer::parseInt)
                .orElse(MOST);
        if (begin.isPresent() && end.filter(begin.get()::isAfter).isPresent()) {
            return failed(
                    "Reminders", new EwsError(ResponseCode.ErrorInvalidOperation, "EndDate is earlier than StartDate"));
        }
        if (type.equals("Old") && (begin.isEmpty() || end.isEmpty())) {
            return failed("Reminders", new EwsError(ResponseCode.ErrorInvalidOperation));
        }
        Instant now = stores.clock().instant();
        return all(request)
                .map(all -> EwsResponse.single(xml -> {
                    xml.open(EwsNames.MESSAGES, "Reminders");
                    all.stream()
                            .filter(one -> isMeant(one, type, begin.orElse(Instant.MIN), now))
                            .filter(one -> end.filter(one.time()::isAfter).isEmpty())
                            .sorted(Comparator.comparing(Reminder::time))
                            .limit(most)
                            .forEach(one -> write(xml, one));
                    xml.close();
                }));
    }

    /** https://learn.microsoft.com/exchange/client-developer/web-service-reference/getreminders-operation says of each type. */
    private static boolean isMeant(Reminder one, String type, Instant begin, Instant now) {
        boolean within = !one.time().isBefore(begin);
        return switch (type) {
            case "Current" -> within || one.isAppointment() || !isOver(one, now);
            case "Old" -> within && !one.isAppointment() && isOver(one, now);
            default -> within;
        };
    }

    private static boolean isOver(Reminder one, Instant now) {
        return !one.end().equals(NO_DATE) && Instant.parse(one.end()).isBefore(now);
    }

    private Future<List<Reminder>> all(EwsRequest request) {
        var client = stores.items().client();
        return stores.folders()
                .all(client, request.mailbox())
                .compose(folders -> ReminderStore.items(client, request.mailbox(), audible(folders))
                        .compose(items -> SeriesStore.changes(
                                        client,
                                        items.stream()
                                                .filter(SeriesStore::isMaster)
                                                .toList())
                                .map(changes -> items.stream()
                                        .flatMap(item -> reminder(item, changes).stream())
                                        .toList())));
    }

    private static Set<String> audible(List<MailFolder> all) {
        Set<String> keys = keys(all, DistinguishedFolder.MSGFOLDERROOT);
        SILENT.forEach(folder -> keys.removeAll(keys(all, folder)));
        return keys;
    }

    private static Set<String> keys(List<MailFolder> all, DistinguishedFolder root) {
        return FolderStore.below(all, MailFolder.of(root)).stream()
                .map(MailFolder::key)
                .collect(Collectors.toSet());
    }

    private static Optional<Reminder> reminder(Item item, Map<Long, List<SeriesChange>> changes) {
        Optional<Instant> signal = ReminderTimes.signal(item.content()).filter(ReminderTimes.NEVER::isAfter);
        if (!SeriesStore.isMaster(item)) {
            return signal.filter(time -> !DependentValues.isComplete(item.content()))
                    .map(time -> new Reminder(item, null, time));
        }
        Series series = Series.of(item, changes.getOrDefault(item.number(), List.of()));
        return signal.flatMap(time -> ReminderTimes.pending(series, time)
                .map(span -> new Reminder(OccurrenceItems.of(series, span), item, time)));
    }

    private static void write(XmlWriter xml, Reminder one) {
        ItemContent content = one.item().content();
        xml.open(T, "Reminder")
                .element(T, "Subject", content.subject())
                .element(T, "Location", content.propertyText("Location").orElse(""))
                .element(T, "ReminderTime", one.time().toString())
                .element(T, "StartDate", one.start())
                .element(T, "EndDate", one.end());
        id(xml, "ItemId", one.item());
        if (one.master() != null) {
            id(xml, "RecurringMasterItemId", one.master());
        }
        xml.element(T, "ReminderGroup", one.isAppointment() ? "Calendar" : "Task")
                .element(
                        T,
                        "UID",
                        content.propertyText("UID").orElse(one.item().storeId().text()))
                .close();
    }

    static void id(XmlWriter xml, String name, Item item) {
        xml.open(T, name)
                .attribute("Id", item.storeId().text())
                .attribute("ChangeKey", item.changeKey())
                .close();
    }

    static Future<EwsResponse> failed(String list, EwsError error) {
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, list).close();
        return Future.succeededFuture(EwsResponse.single(new EwsMessage(error, none)));
    }
}
