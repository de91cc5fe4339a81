package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/** Converts the occurrences of series to items, and adds the lists of occurrences to a master. */
public final class OccurrenceItemFactory {
    /** The properties that only the master of a series has. */
    private static final List<String> OF_MASTER = List.of("calendar:Recurrence", "calendar:MeetingTimeZone");

    private OccurrenceItemFactory() {}

    /** An occurrence as an item: the content of its series with the changes of an exception. */
    public static Item of(Series series, OccurrenceSpan span) {
        ItemContent content = regular(series, span);
        ChangedOccurrence change = series.changes().get(span.original());
        if (change != null) {
            content = change.applied(content).with(t("CalendarItemType", "Exception"));
        }
        return series.master()
                .occurrence(span.original(), content.withSpan(span.starts(), span.ends()))
                .withAttached(change == null ? null : change.attached());
    }

    /** The changed occurrences of a series. */
    public static List<Item> modified(Series series) {
        return series.modified().stream().map(span -> of(series, span)).toList();
    }

    /** An occurrence without the changes of an exception. */
    static ItemContent regular(Series series, OccurrenceSpan span) {
        ItemContent master = series.master().content();
        Map<String, Object> values = new LinkedHashMap<>(master.values());
        values.keySet().removeAll(OF_MASTER);
        values.put("calendar:CalendarItemType", "Occurrence");
        values.put("calendar:IsRecurring", true);
        values.put("calendar:OriginalStart", span.original());
        values.put("calendar:RecurrenceId", span.original());
        return master.withValues(values);
    }

    /** The master of an attendee's series for a meeting request: cancelled occurrences count as deleted. */
    public static Item invited(Series series) {
        Map<Instant, ChangedOccurrence> changes = new LinkedHashMap<>(series.changes());
        series.modified().stream()
                .filter(span -> of(series, span).content().isTrue("IsCancelled"))
                .forEach(span -> changes.put(span.original(), ChangedOccurrence.deleted(span.original())));
        return master(new Series(series.master(), series.expansion(), changes));
    }

    /** A master with its first, last, modified and deleted occurrences. */
    public static Item master(Series series) {
        Map<String, List<XmlElement>> lists = new LinkedHashMap<>();
        series.first().ifPresent(span -> lists.put("FirstOccurrence", parts(series, span)));
        series.last().ifPresent(span -> lists.put("LastOccurrence", parts(series, span)));
        lists.put(
                "ModifiedOccurrences",
                series.modified().stream()
                        .map(span -> t("Occurrence", parts(series, span)))
                        .toList());
        lists.put(
                "DeletedOccurrences",
                series.deleted().stream()
                        .map(original -> t("DeletedOccurrence", time("Start", original)))
                        .toList());
        ItemContent content = series.master().content();
        for (Map.Entry<String, List<XmlElement>> list : lists.entrySet()) {
            content = list.getValue().isEmpty() ? content : content.with(t(list.getKey(), list.getValue()));
        }
        return series.master().withContent(content);
    }

    /** As {@link #master}, with the recurrence also in the MAPI form. */
    public static Item masterForMapi(Series series) {
        Item master = master(series);
        return master.withContent(master.content().with("mapi:AppointmentRecur", BinaryRecurrenceWriter.of(series)));
    }

    private static List<XmlElement> parts(Series series, OccurrenceSpan span) {
        Item master = series.master();
        XmlElement id = t("ItemId")
                .with("Id", master.storeId().occurrence(span.original()).text())
                .with("ChangeKey", master.changeKey());
        return List.of(
                id, time("Start", span.starts()), time("End", span.ends()), time("OriginalStart", span.original()));
    }

    private static XmlElement time(String name, Instant time) {
        return t(name, time.toString());
    }
}
