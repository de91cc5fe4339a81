package org.s2slab.exchange.contentline;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.timezone.DayTransition;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.exchange.timezone.TimeZoneRegistry;
import org.s2slab.exchange.timezone.TransitionsGroup;

/**
 * Reads and writes iCalendar times and time zones (RFC 5545 sections 3.3.5 and 3.6.5). A TZID is a Windows or IANA time
 * zone id. For any other TZID, the VTIMEZONE component defines the zone.
 *
 * @param declared the zones of VTIMEZONE components by TZID
 * @param floating the zone of times without a zone
 */
record EventTimeCodec(Map<String, TimeZoneDefinition> declared, TimeZoneDefinition floating) {
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    /** A weekday with an optional index: {@code -1SU}, {@code 2SU}, {@code SU}. */
    private static final Pattern WEEKDAY = Pattern.compile("(?<index>[+-]?\\d+)?(?<day>[A-Z]{2})");

    /** The first date of time zone rules, as in the product. */
    private static final LocalDate FIRST = LocalDate.of(1601, 1, 1);

    private static final int WEEK = 7;

    /** The maximum number of time zones in one object. */
    private static final int MOST = 100;

    /** A time with its time zone. */
    record EventTime(Instant moment, TimeZoneDefinition zone, boolean date) {
        EventTime {
            ContentLineComponent.failIf(
                    !PropertyValueCodec.isRepresentable(moment),
                    "The year of '" + moment + "' is not one of 1 to 9999.");
        }

        LocalDateTime wallTime() {
            return zone.wallTime(moment);
        }
    }

    /** Reads the VTIMEZONE components of an object. */
    static EventTimeCodec of(ContentLineComponent calendar, TimeZoneDefinition floating) {
        Map<String, TimeZoneDefinition> zones = new LinkedHashMap<>();
        List<ContentLineComponent> components = calendar.components("VTIMEZONE");
        ContentLineComponent.failIf(components.size() > MOST, "It has more than " + MOST + " time zones, the most.");
        for (ContentLineComponent zone : components) {
            zone.text("TZID").ifPresent(id -> zones.put(id, named(id).orElseGet(() -> ofRules(zone))));
        }
        return new EventTimeCodec(zones, floating);
    }

    /** Reads the time of a line such as DTSTART. */
    EventTime time(VObjectProperty line) {
        return time(line, line.getValue());
    }

    /** Reads one of the times of a line. */
    EventTime time(VObjectProperty line, String value) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        String id = line.getParameters().first("TZID");
        TimeZoneDefinition zone = text.endsWith("Z") ? TimeZoneDefinition.UTC : id == null ? floating : zone(id);
        try {
            boolean date = text.length() == 8;
            LocalDateTime local = date
                    ? LocalDate.parse(text, DATE).atStartOfDay()
                    : LocalDateTime.parse(text.replace("Z", ""), LOCAL);
            return new EventTime(zone.instant(local), zone, date);
        } catch (DateTimeException e) {
            throw ContentLineComponent.failed(line.getName() + " is '" + value + "', not a date or time.");
        }
    }

    private TimeZoneDefinition zone(String id) {
        return Optional.ofNullable(declared.get(id))
                .or(() -> named(id))
                .orElseThrow(() -> ContentLineComponent.failed("The time zone " + id + " is unknown."));
    }

    /** The time zone with a Windows or IANA id. Some programs write a prefix before an IANA id. */
    private static Optional<TimeZoneDefinition> named(String id) {
        String[] parts = id.split("/", -1);
        return TimeZoneRegistry.find(id)
                .or(() -> TimeZoneRegistry.ofIana(id))
                .or(() -> parts.length < 3
                        ? Optional.empty()
                        : TimeZoneRegistry.ofIana(parts[parts.length - 2] + "/" + parts[parts.length - 1]));
    }

    private static TimeZoneDefinition ofRules(ContentLineComponent zone) {
        Optional<ContentLineComponent> standard = latest(zone, "STANDARD");
        Optional<ContentLineComponent> daylight = latest(zone, "DAYLIGHT");
        boolean changes = Stream.of(standard, daylight)
                .allMatch(one -> one.flatMap(rule -> rule.line("RRULE")).isPresent());
        try {
            return TimeZoneReader.ofRules(() -> changes
                    ? TransitionsGroup.of(0, List.of(change(standard.get()), change(daylight.get())))
                    : new TransitionsGroup(0, offset(standard.or(() -> daylight)), List.of()));
        } catch (DateTimeException e) {
            throw ContentLineComponent.failed("A VTIMEZONE is not valid: " + e.getMessage() + ".");
        }
    }

    private static Optional<ContentLineComponent> latest(ContentLineComponent zone, String kind) {
        return zone.components(kind).stream()
                .max(Comparator.comparing(one -> one.text("DTSTART").orElse("")));
    }

    private static ZoneOffset offset(Optional<ContentLineComponent> observance) {
        String offset =
                observance.flatMap(one -> one.text("TZOFFSETTO")).orElse("").strip();
        try {
            return ZoneOffset.of(offset);
        } catch (DateTimeException e) {
            throw ContentLineComponent.failed("TZOFFSETTO is '" + offset + "', not an offset.");
        }
    }

    private static DayTransition change(ContentLineComponent observance) {
        Map<String, List<String>> rule =
                RecurrenceTextReader.parts(observance.text("RRULE").orElse(""));
        // Only YEARLY is allowed, [MS-OXCICAL] 2.1.3.1.1.19.2.2.
        ContentLineComponent.failIf(
                !first(rule, "FREQ", "").equals("YEARLY"), "FREQ of a VTIMEZONE is " + rule.get("FREQ") + ".");
        Matcher day = WEEKDAY.matcher(first(rule, "BYDAY", "SU"));
        LocalDateTime begin = observance
                .line("DTSTART")
                .map(line -> new EventTimeCodec(Map.of(), TimeZoneDefinition.UTC)
                        .time(line)
                        .wallTime())
                .orElse(FIRST.atStartOfDay());
        ContentLineComponent.failIf(!day.matches(), "BYDAY of a VTIMEZONE is '" + rule.get("BYDAY") + "'.");
        int index = day.group("index") == null
                ? (RecurrenceTextReader.number(first(rule, "BYMONTHDAY", "1")) - 1) / WEEK + 1
                : RecurrenceTextReader.number(day.group("index"));
        return DayTransition.of(
                RecurrenceTextReader.number(first(rule, "BYMONTH", Integer.toString(begin.getMonthValue()))),
                RecurrenceTextReader.day(day.group("day")),
                index,
                begin.toLocalTime(),
                offset(Optional.of(observance)));
    }

    private static String first(Map<String, List<String>> rule, String part, String otherwise) {
        return rule.getOrDefault(part, List.of(otherwise)).get(0);
    }

    /** The VTIMEZONE of a zone, with the rules of a year and the Windows id as TZID. */
    static ContentLineComponent component(TimeZoneDefinition zone, int year) {
        TransitionsGroup group = TransitionsGroup.in(zone.rules(), year);
        ContentLineComponent component = new ContentLineComponent("VTIMEZONE").text("TZID", zone.id());
        if (group.transitions().isEmpty()) {
            return component.add(new ContentLineComponent("STANDARD")
                    .raw("DTSTART", LOCAL.format(FIRST.atStartOfDay()))
                    .raw("TZOFFSETFROM", offset(group.standard()))
                    .raw("TZOFFSETTO", offset(group.standard())));
        }
        for (int i = 0; i < 2; i++) {
            DayTransition change = group.transitions().get(i);
            DayOfWeek day = change.day();
            String rule = "FREQ=YEARLY;INTERVAL=1;"
                    + (day == null
                            ? "BYMONTHDAY=" + change.occurrence()
                            : "BYDAY=" + change.occurrence() + day.name().substring(0, 2))
                    + ";BYMONTH=" + change.month().getValue();
            component.add(new ContentLineComponent(change.to().equals(group.standard()) ? "STANDARD" : "DAYLIGHT")
                    .raw("DTSTART", LOCAL.format(FIRST.atTime(change.time())))
                    .raw("TZOFFSETFROM", offset(group.transitions().get(1 - i).to()))
                    .raw("TZOFFSETTO", offset(change.to()))
                    .raw("RRULE", rule));
        }
        return component;
    }

    private static String offset(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+0000" : offset.getId().replace(":", "");
    }
}
