package org.s2slab.exchange.contentline;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.timezone.TimeZoneDefinition;

/** Writes calendar items and meeting messages as iCalendar (RFC 5545, [MS-OXCICAL] 2.1.3). */
public final class ICalendarWriter {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ContentLineComponent calendar;
    private final Map<TimeZoneDefinition, ContentLineComponent> zones = new LinkedHashMap<>();

    private ICalendarWriter(String method) {
        calendar = new ContentLineComponent("VCALENDAR")
                .raw("METHOD", method)
                .raw("PRODID", "Microsoft Exchange Server 2010")
                .raw("VERSION", "2.0");
    }

    /**
     * Writes the iCalendar object of a calendar item.
     *
     * @param exceptions the changed occurrences of a series
     * @param deleted the original starts of the deleted occurrences
     */
    public static Buffer write(ItemContent item, List<ItemContent> exceptions, List<Instant> deleted) {
        ICalendarWriter writer = new ICalendarWriter(method(item));
        ContentLineComponent master = writer.event(item);
        TimeZoneDefinition zone = CalendarItemTimeZones.of(item).start();
        deleted.forEach(original -> writer.time(master, "EXDATE", original, zone));
        List<ContentLineComponent> others =
                exceptions.stream().map(writer::event).toList();
        writer.zones.values().forEach(writer.calendar::add);
        writer.calendar.add(master);
        others.forEach(writer.calendar::add);
        return Buffer.buffer(writer.calendar.write());
    }

    /** The METHOD of an item: REQUEST for a meeting with attendees, PUBLISH for an appointment. */
    public static String method(ItemContent item) {
        return switch (item.kind()) {
            case MEETING_RESPONSE -> "REPLY";
            case MEETING_CANCELLATION -> "CANCEL";
            case MEETING_REQUEST -> "REQUEST";
            default ->
                item.property("RequiredAttendees").isPresent()
                                || item.property("OptionalAttendees").isPresent()
                        ? "REQUEST"
                        : "PUBLISH";
        };
    }

    private ContentLineComponent event(ItemContent item) {
        ContentLineComponent event = new ContentLineComponent("VEVENT");
        CalendarItemTimeZones named = CalendarItemTimeZones.of(item);
        Instant start = item.starts();
        EventProperty.ALL.forEach(property -> property.write(item, event));
        event.raw("STATUS", status(item));
        Optional.ofNullable(start).ifPresent(time -> time(event, "DTSTART", time, named.start()));
        Optional.ofNullable(item.ends()).ifPresent(time -> time(event, "DTEND", time, named.end()));
        Instant unstamped = start == null ? Instant.EPOCH : start;
        event.raw(
                "DTSTAMP",
                UTC.format(
                        item.propertyText("DateTimeStamp").map(Instant::parse).orElse(unstamped)));
        item.propertyText("RecurrenceId")
                .map(Instant::parse)
                .ifPresent(original -> time(event, "RECURRENCE-ID", original, named.start()));
        if (start != null) {
            LocalTime time = named.start().wallTime(start).toLocalTime();
            item.property("Recurrence")
                    .map(rule -> RecurrenceTextWriter.write(rule, last -> until(named.start(), last, time)))
                    .ifPresent(rule -> event.raw("RRULE", rule));
        }
        if (!item.text().isEmpty()) {
            event.text("DESCRIPTION", item.text());
        }
        Optional.ofNullable(item.html()).ifPresent(page -> event.text("X-ALT-DESC", page, "FMTTYPE", "text/html"));
        EventPeopleCodec.write(item, event);
        if (item.isTrue("ReminderIsSet")) {
            String trigger = "-PT" + item.propertyText("ReminderMinutesBeforeStart", "15") + "M";
            event.add(new ContentLineComponent("VALARM")
                    .raw("ACTION", "DISPLAY")
                    .raw("DESCRIPTION", "REMINDER")
                    .raw("TRIGGER", trigger, "RELATED", "START"));
        }
        return event;
    }

    private static String status(ItemContent item) {
        boolean cancelled = item.kind() == ItemKind.MEETING_CANCELLATION || item.isTrue("IsCancelled");
        boolean tentative = item.propertyText("LegacyFreeBusyStatus", "").equals("Tentative");
        return cancelled ? "CANCELLED" : tentative ? "TENTATIVE" : "CONFIRMED";
    }

    private static String until(TimeZoneDefinition zone, LocalDate last, LocalTime time) {
        return UTC.format(zone.instant(last.atTime(time)));
    }

    private void time(ContentLineComponent event, String property, Instant moment, TimeZoneDefinition zone) {
        zones.computeIfAbsent(
                zone,
                missing -> EventTimeCodec.component(zone, zone.wallTime(moment).getYear()));
        event.raw(property, EventTimeCodec.LOCAL.format(zone.wallTime(moment)), "TZID", zone.id());
    }
}
