package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.contentline.EventTimeCodec.EventTime;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneWriter;
import org.s2slab.xml.XmlElement;

/** Reads iCalendar events (RFC 5545) as calendar items ([MS-OXCICAL] 2.1.3). */
public final class ICalendarReader {
    /** The maximum number of minutes before the start for a reminder (t:ReminderMinutesBeforeStartType). */
    public static final long MOST_MINUTES = 2_629_800;

    /** The maximum number of excluded occurrences in one object: the occurrences of a daily series in 13 years. */
    private static final int MOST_EXCLUDED = 5_000;

    /** The maximum number of changed occurrences in one object. Each is stored and read separately. */
    private static final int MOST_EXCEPTIONS = 1_000;

    private final EventTimeCodec zones;

    private ICalendarReader(EventTimeCodec zones) {
        this.zones = zones;
    }

    /** Whether a text is an iCalendar object and not a message that contains one. */
    public static boolean isBare(byte[] source) {
        String begin = new String(source, 0, Math.min(source.length, 64), StandardCharsets.UTF_8);
        return begin.replace("\uFEFF", "").stripLeading().regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15);
    }

    /**
     * Reads the single event of an iCalendar object, with its exceptions.
     *
     * @param floating the zone of times without a zone
     * @throws org.s2slab.exchange.responsecode.EwsError ErrorMimeContentConversionFailed unless there is exactly one
     *     event
     */
    public static ICalendarEvent read(String text, TimeZoneDefinition floating) {
        ContentLineComponent calendar = ContentLineComponent.read(text.replace("\uFEFF", ""));
        List<ContentLineComponent> events = calendar.components("VEVENT");
        List<String> uids = events.stream()
                .map(event -> event.text("UID").orElse(""))
                .distinct()
                .toList();
        ContentLineComponent.failIf(
                !calendar.is("VCALENDAR") || uids.size() != 1, "It has " + uids.size() + " events, expected 1.");
        return new ICalendarReader(EventTimeCodec.of(calendar, floating)).event(events);
    }

    private ICalendarEvent event(List<ContentLineComponent> events) {
        ContentLineComponent.failIf(
                events.size() > MOST_EXCEPTIONS, "It has more than " + MOST_EXCEPTIONS + " exceptions, the most.");
        ContentLineComponent master = events.stream()
                .filter(event -> event.line("RECURRENCE-ID").isEmpty())
                .findFirst()
                .orElse(events.get(0));
        Map<Instant, List<XmlElement>> exceptions = new LinkedHashMap<>();
        for (ContentLineComponent event : events) {
            if (event != master) {
                event.line("RECURRENCE-ID")
                        .ifPresent(
                                original -> exceptions.put(zones.time(original).moment(), properties(event)));
            }
        }
        EventTime start = time(master, "DTSTART");
        List<Instant> deleted = master.lines("EXDATE").stream()
                .flatMap(line -> Arrays.stream(line.getValue().split(",", -1))
                        .limit(MOST_EXCLUDED + 1)
                        .map(value -> excluded(line, value, start)))
                .limit(MOST_EXCLUDED + 1)
                .toList();
        ContentLineComponent.failIf(
                deleted.size() > MOST_EXCLUDED, "EXDATE has more than " + MOST_EXCLUDED + " values, the most.");
        return new ICalendarEvent(properties(master), exceptions, deleted);
    }

    /** The original start of an excluded occurrence. A date without a time excludes the occurrence on that day. */
    private Instant excluded(VObjectProperty line, String value, EventTime start) {
        EventTime excluded = zones.time(line, value);
        return excluded.date() && !start.date()
                ? start.zone()
                        .instant(excluded.wallTime()
                                .toLocalDate()
                                .atTime(start.wallTime().toLocalTime()))
                : excluded.moment();
    }

    private EventTime time(ContentLineComponent event, String name) {
        return zones.time(
                event.line(name).orElseThrow(() -> ContentLineComponent.failed("An event has no " + name + ".")));
    }

    private List<XmlElement> properties(ContentLineComponent event) {
        List<XmlElement> properties = new ArrayList<>();
        EventTime start = time(event, "DTSTART");
        EventTime end = end(event, start);
        EventProperty.ALL.stream()
                .flatMap(property -> property.read(event).stream())
                .forEach(properties::add);
        if (start.date()) {
            properties.add(t("IsAllDayEvent", "true"));
        }
        properties.add(TimeZoneWriter.element(CalendarItemTimeZones.START, start.zone()));
        if (!end.zone().equals(start.zone())) {
            properties.add(TimeZoneWriter.element(CalendarItemTimeZones.END, end.zone()));
        }
        properties.add(t("Start", start.moment().toString()));
        properties.add(t("End", end.moment().toString()));
        body(event).ifPresent(properties::add);
        reminder(event, start).forEach(properties::add);
        EventPeopleCodec.read(event).forEach(properties::add);
        event.line("RRULE")
                .map(rule -> RecurrenceTextReader.read(rule.getValue(), start, until -> zones.time(rule, until)))
                .ifPresent(properties::add);
        return properties;
    }

    private EventTime end(ContentLineComponent event, EventTime start) {
        return event.line("DTEND").map(zones::time).orElseGet(() -> {
            LocalDateTime begin = start.wallTime();
            LocalDateTime end = event.text("DURATION")
                    .map(text -> plus(begin, text))
                    .orElse(start.date() ? begin.plusDays(1) : begin);
            return new EventTime(start.zone().instant(end), start.zone(), start.date());
        });
    }

    /** Adds a duration of RFC 5545 to a time: weeks, or days and a time. */
    private static LocalDateTime plus(LocalDateTime time, String text) {
        try {
            String duration = text.strip().replaceFirst("^\\+", "");
            int clock = duration.indexOf('T');
            LocalDateTime moved = clock == 0 || duration.matches("[+-]?PT.*")
                    ? time
                    : time.plus(Period.parse(clock < 0 ? duration : duration.substring(0, clock)));
            return clock < 0
                    ? moved
                    : moved.plus(Duration.parse((duration.startsWith("-") ? "-P" : "P") + duration.substring(clock)));
        } catch (DateTimeException | ArithmeticException e) {
            throw ContentLineComponent.failed("'" + text + "' is not a duration.");
        }
    }

    /** The body of an event. The HTML that Outlook writes in addition to the plain text takes precedence. */
    private static Optional<XmlElement> body(ContentLineComponent event) {
        return event.text("X-ALT-DESC")
                .filter(page -> event.line("X-ALT-DESC")
                        .map(line -> line.getParameters().first("FMTTYPE"))
                        .filter("text/html"::equalsIgnoreCase)
                        .isPresent())
                .map(page -> t("Body", page).with("BodyType", "HTML"))
                .or(() -> event.text("DESCRIPTION").map(text -> t("Body", text).with("BodyType", "Text")));
    }

    private Stream<XmlElement> reminder(ContentLineComponent event, EventTime start) {
        Optional<Long> minutes = event.components("VALARM").stream()
                .flatMap(alarm -> alarm.line("TRIGGER").stream())
                .findFirst()
                .map(trigger -> Duration.between(
                                trigger.getValue().strip().matches("[+-]?P.*")
                                        ? plus(start.wallTime(), trigger.getValue())
                                        : start.zone()
                                                .wallTime(zones.time(trigger).moment()),
                                start.wallTime())
                        .toMinutes());
        return minutes.map(before -> Stream.of(
                        t("ReminderIsSet", "true"),
                        t("ReminderMinutesBeforeStart", Math.max(0, Math.min(MOST_MINUTES, before)))))
                .orElseGet(() -> Stream.of(t("ReminderIsSet", "false")));
    }
}
