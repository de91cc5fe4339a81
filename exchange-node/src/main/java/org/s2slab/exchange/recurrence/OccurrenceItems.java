package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.SeriesChange;
import org.s2slab.xml.XmlElement;

/** Occurrences of series as items, and what a master says of its occurrences. */
public final class OccurrenceItems {
    /** What only the master of a series has. */
    private static final List<String> OF_MASTER = List.of("calendar:Recurrence", "calendar:MeetingTimeZone");

    private OccurrenceItems() {}

    /** An occurrence: what its series says, changed by the updates of an exception. */
    public static Item of(Series series, OccurrenceSpan span) {
        ItemContent content = regular(series, span);
        SeriesChange change = series.changes().get(span.original());
        if (change != null) {
            content = change.applied(content).with(t("CalendarItemType", "Exception"));
        }
        return series.master().occurrence(span.original(), content.withSpan(span.starts(), span.ends()));
    }

    /** An occurrence as its series makes it. */
    static ItemContent regular(Series series, OccurrenceSpan span) {
        ItemContent master = series.master().content();
        Map<String, Object> values = new LinkedHashMap<>(master.values());
        values.keySet().removeAll(OF_MASTER);
        values.put("calendar:CalendarItemType", "Occurrence");
        values.put("calendar:IsRecurring", true);
        values.put("calendar:OriginalStart", span.original());
        values.put("calendar:RecurrenceId", span.original());
        return new ItemContent(
                master.kind(),
                master.itemClass(),
                master.subject(),
                master.body(),
                master.flags(),
                master.times(),
                values);
    }

    /** A master with its first and last, its modified and its deleted occurrences. */
    public static Item master(Series series) {
        ItemContent content = series.master().content();
        content = with(
                content,
                "FirstOccurrence",
                series.first().map(span -> parts(series, span)).orElse(List.of()));
        content = with(
                content,
                "LastOccurrence",
                series.last().map(span -> parts(series, span)).orElse(List.of()));
        content = with(
                content,
                "ModifiedOccurrences",
                series.modified().stream()
                        .map(span -> t("Occurrence", parts(series, span)))
                        .toList());
        content = with(
                content,
                "DeletedOccurrences",
                series.deleted().stream()
                        .map(original -> t("DeletedOccurrence", time("Start", original)))
                        .toList());
        return series.master().withContent(content);
    }

    private static ItemContent with(ItemContent content, String name, List<XmlElement> parts) {
        return parts.isEmpty() ? content : content.with(t(name, parts));
    }

    private static List<XmlElement> parts(Series series, OccurrenceSpan span) {
        Item master = series.master();
        List<XmlElement> parts = new ArrayList<>();
        parts.add(t("ItemId")
                .with("Id", master.storeId().occurrence(span.original()).text())
                .with("ChangeKey", master.changeKey()));
        parts.add(time("Start", span.starts()));
        parts.add(time("End", span.ends()));
        parts.add(time("OriginalStart", span.original()));
        return parts;
    }

    private static XmlElement time(String name, Instant time) {
        return t(name, time.toString());
    }
}
