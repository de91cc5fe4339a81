package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.DateTimeElements;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.exchange.timezone.TimeZoneWriter;
import org.s2slab.xml.XmlElement;

/**
 * Converts the times of items in a request to UTC. A time without an offset is in the item's StartTimeZone or
 * EndTimeZone, otherwise in the zone of the TimeZoneContext header, otherwise in the MeetingTimeZone of Exchange 2007,
 * otherwise in UTC
 * (https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/time-zones-and-ews-in-exchange).
 */
public record RequestTimeConverter(TimeZoneDefinition start, TimeZoneDefinition end, TimeZoneDefinition others) {
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(?<offset>Z|[+-]\\d\\d:\\d\\d)?");

    private static final String START = "Start";
    private static final String END = "End";
    private static final String ALL_DAY = "IsAllDayEvent";

    /**
     * Converts the times of a new item or item attachment.
     *
     * @throws EwsError ErrorCalendarInvalidTimeZone
     */
    public static XmlElement created(EwsRequest request, XmlElement item) {
        return created(request.zone(), item);
    }

    private static XmlElement created(Optional<TimeZoneDefinition> context, XmlElement item) {
        TimeZoneDefinition others = context.orElse(TimeZoneDefinition.UTC);
        if (!item.name().equals("CalendarItem")) {
            RequestTimeConverter times = new RequestTimeConverter(others, others, others);
            return each(item, child -> child.children().isEmpty() ? times.utc(child) : created(context, child));
        }
        Optional<TimeZoneDefinition> named =
                item.child(CalendarItemTimeZones.START).map(RequestTimeConverter::zone);
        TimeZoneDefinition start = named.or(() -> context)
                .or(() -> item.child("MeetingTimeZone").map(zone -> valid(zone, TimeZoneReader::meeting)))
                .orElse(TimeZoneDefinition.UTC);
        TimeZoneDefinition end = item.child(CalendarItemTimeZones.END)
                .map(RequestTimeConverter::zone)
                .orElse(start);
        RequestTimeConverter times = new RequestTimeConverter(start, end, others);
        XmlElement read = each(item, times::utc);
        // An iCalendar object contains its own time zone.
        boolean itself = item.child("MimeContent").isPresent();
        return named.isPresent() || itself || start.equals(TimeZoneDefinition.UTC)
                ? read
                : read.withChildren(Stream.concat(
                                read.children().stream(),
                                Stream.of(TimeZoneWriter.element(CalendarItemTimeZones.START, start)))
                        .toList());
    }

    /**
     * Converts the times of updates. If only StartTimeZone or EndTimeZone changes, the local time stays the same, so an
     * update of the UTC time is added.
     *
     * @throws EwsError ErrorCalendarInvalidTimeZone
     */
    static List<XmlElement> updated(EwsRequest request, ItemContent item, List<XmlElement> updates) {
        Optional<TimeZoneDefinition> newStart =
                value(updates, CalendarItemTimeZones.START).map(RequestTimeConverter::zone);
        Optional<TimeZoneDefinition> newEnd =
                value(updates, CalendarItemTimeZones.END).map(RequestTimeConverter::zone);
        TimeZoneDefinition others = request.zone().orElse(TimeZoneDefinition.UTC);
        TimeZoneDefinition start = newStart.orElse(others);
        RequestTimeConverter times = new RequestTimeConverter(start, newEnd.orElse(start), others);
        List<XmlElement> all = new ArrayList<>(updates.stream()
                .map(update -> each(update, part -> part.name().endsWith("FieldURI") ? part : each(part, times::utc)))
                .toList());
        CalendarItemTimeZones before = CalendarItemTimeZones.of(item);
        Instant starts = item.starts();
        if (newStart.isPresent() && starts != null && value(updates, START).isEmpty()) {
            all.add(moved(START, starts, before.start(), newStart.get()));
        }
        Optional<TimeZoneDefinition> follows =
                newEnd.or(() -> item.property(CalendarItemTimeZones.END).isPresent() ? Optional.empty() : newStart);
        Instant ends = item.ends();
        if (follows.isPresent() && ends != null && value(updates, END).isEmpty()) {
            all.add(moved(END, ends, before.end(), follows.get()));
        }
        return all;
    }

    /** A search operation with the bounds of its CalendarView and the times of its restrictions converted to UTC. */
    public static XmlElement searched(EwsRequest request) {
        TimeZoneDefinition zone = request.zone().orElse(TimeZoneDefinition.UTC);
        return each(request.operation(), child -> switch (child.name()) {
            case "CalendarView" -> bound(bound(child, "StartDate", zone), "EndDate", zone);
            case "Restriction", "SeekToConditionPageItemView" -> compared(child, zone);
            default -> child;
        });
    }

    /** A condition whose constants are converted to UTC, if the condition compares times. */
    private static XmlElement compared(XmlElement condition, TimeZoneDefinition zone) {
        boolean other = condition.children().stream()
                .filter(PropertyPath::isPath)
                .anyMatch(path -> !PropertyPath.read(path).isTime());
        return other ? condition : each(condition, child -> bound(compared(child, zone), "Value", zone));
    }

    /** A time in a request outside of an item; throws ErrorInvalidValueForProperty if the text is not a time. */
    public static Instant time(EwsRequest request, String text) {
        try {
            return Instant.parse(utc(text, request.zone().orElse(TimeZoneDefinition.UTC)));
        } catch (DateTimeException e) {
            throw new EwsError(ResponseCode.ErrorInvalidValueForProperty, "'" + text + "' is not a time.");
        }
    }

    /** Extends an all-day event from midnight to midnight in the time zone of its start. */
    public static ItemContent wholeDays(ItemContent item) {
        Instant starts = item.starts();
        Instant ends = item.ends();
        if (item.kind() != ItemKind.CALENDAR_ITEM
                || !item.isTrue(ALL_DAY)
                || starts == null
                || ends == null
                || ends.isBefore(starts)) {
            return item;
        }
        TimeZoneDefinition zone = CalendarItemTimeZones.of(item).start();
        LocalDate first = zone.wallTime(starts).toLocalDate();
        LocalDateTime last = zone.wallTime(ends);
        LocalDate until = last.toLocalTime().equals(LocalTime.MIDNIGHT)
                        && last.toLocalDate().isAfter(first)
                ? last.toLocalDate()
                : last.toLocalDate().plusDays(1);
        return item.withSpan(zone.instant(first.atStartOfDay()), zone.instant(until.atStartOfDay()));
    }

    private static XmlElement bound(XmlElement view, String attribute, TimeZoneDefinition zone) {
        return view.attribute(attribute)
                .map(text -> view.with(attribute, utc(text, zone)))
                .orElse(view);
    }

    private XmlElement utc(XmlElement property) {
        return switch (property.name()) {
            case START, "ReminderDueBy" -> timed(property, start);
            case END -> timed(property, end);
            case CalendarItemTimeZones.START -> TimeZoneWriter.element(property.name(), start);
            case CalendarItemTimeZones.END -> TimeZoneWriter.element(property.name(), end);
            default ->
                property.children().isEmpty()
                        ? DateTimeElements.contain(property.name()) ? timed(property, others) : property
                        : each(property, this::utc);
        };
    }

    private static XmlElement timed(XmlElement property, TimeZoneDefinition zone) {
        return property.withText(utc(property.text(), zone));
    }

    /** Converts a text to UTC. Returns an invalid time unchanged. The schema or the property refuses it. */
    private static String utc(String text, TimeZoneDefinition zone) {
        var found = DATE_TIME.matcher(text.strip());
        if (!found.matches()) {
            return text;
        }
        try {
            return (found.group("offset") == null
                            ? zone.instant(LocalDateTime.parse(text.strip()))
                            : OffsetDateTime.parse(text.strip()).toInstant())
                    .toString();
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static XmlElement moved(String name, Instant moment, TimeZoneDefinition from, TimeZoneDefinition to) {
        Instant there = to.instant(from.wallTime(moment));
        XmlElement path = t("FieldURI").with("FieldURI", "calendar:" + name);
        XmlElement item = t("CalendarItem", t(name, there.toString()));
        return t("SetItemField", path, item);
    }

    private static Optional<XmlElement> value(List<XmlElement> updates, String name) {
        return updates.stream()
                .filter(update -> update.name().equals("SetItemField"))
                .flatMap(update -> update.children().stream().skip(1))
                .flatMap(item -> item.child(name).stream())
                .reduce((first, last) -> last);
    }

    private static TimeZoneDefinition zone(XmlElement element) {
        return valid(element, TimeZoneReader::definition);
    }

    private static TimeZoneDefinition valid(XmlElement element, Function<XmlElement, TimeZoneDefinition> reader) {
        try {
            return reader.apply(element);
        } catch (DateTimeException e) {
            throw new EwsError(
                    ResponseCode.ErrorCalendarInvalidTimeZone,
                    "The time zone in " + element.name() + " is not valid: " + e.getMessage() + ".");
        }
    }

    private static XmlElement each(XmlElement element, UnaryOperator<XmlElement> change) {
        return element.withChildren(element.children().stream().map(change).toList());
    }
}
