package org.s2slab.exchange.availability;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.ews.EwsFault;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * The time zone of a client, parsed from its request: from {@code t:TimeZone} (the form of Exchange 2007, which most
 * libraries send), or from the TimeZoneContext header. UTC if the request has neither.
 */
record ClientTimeZone(ZoneRules rules) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** A year from whose changes on the rules hold; before it nobody asks. */
    private static final int FIRST_YEAR = 1970;

    /** The order of a day that means the last one of its month. */
    private static final int LAST = 5;

    /**
     * The zone of a request.
     *
     * @param definition the header's {@code TimeZoneDefinition}
     * @throws EwsFault ErrorTimeZone for rules that make no zone, or a name without rules that is not UTC
     */
    static ClientTimeZone of(Optional<XmlElement> timeZone, Optional<XmlElement> definition) {
        try {
            return new ClientTimeZone(timeZone.map(ClientTimeZone::legacy)
                    .or(() -> definition.map(ClientTimeZone::defined))
                    .orElse(ZoneOffset.UTC.getRules()));
        } catch (DateTimeException | NumberFormatException e) {
            throw unknown(String.valueOf(e.getMessage()));
        }
    }

    /** A time of the request: local to the zone unless it says its own offset. */
    Instant instant(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : local(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw new EwsFault(ResponseCode.ErrorInvalidTimeInterval, "'" + text + "' is no time: " + e.getMessage());
        }
    }

    private Instant local(LocalDateTime time) {
        return time.toInstant(rules.getOffset(time));
    }

    /** A time of the answer, local to the zone. */
    String text(Instant time) {
        return LOCAL.format(LocalDateTime.ofInstant(time, rules.getOffset(time)));
    }

    private static ZoneRules legacy(XmlElement zone) {
        int bias = number(zone, "Bias");
        XmlElement standard = zone.child("StandardTime").orElseThrow();
        XmlElement daylight = zone.child("DaylightTime").orElseThrow();
        ZoneOffset winter = minutes(-bias - number(standard, "Bias"));
        ZoneOffset summer = minutes(-bias - number(daylight, "Bias"));
        return number(standard, "Month") == 0 || winter.equals(summer)
                ? winter.getRules()
                : rules(
                        winter,
                        List.of(change(standard, winter, summer, winter), change(daylight, winter, winter, summer)));
    }

    private static ZoneOffsetTransitionRule change(
            XmlElement time, ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
        return change(
                number(time, "Month"),
                number(time, "DayOrder"),
                time.childText("DayOfWeek").orElse(""),
                LocalTime.parse(time.childText("Time").orElse("").strip()),
                standard,
                before,
                after);
    }

    private static ZoneOffsetTransitionRule change(
            int month,
            int order,
            String day,
            LocalTime time,
            ZoneOffset standard,
            ZoneOffset before,
            ZoneOffset after) {
        return ZoneOffsetTransitionRule.of(
                Month.of(month),
                order == LAST || order < 0 ? -1 : (order - 1) * 7 + 1,
                DayOfWeek.valueOf(day.strip().toUpperCase(Locale.ROOT)),
                time,
                false,
                TimeDefinition.WALL,
                standard,
                before,
                after);
    }

    private static ZoneRules rules(ZoneOffset standard, List<ZoneOffsetTransitionRule> changes) {
        List<ZoneOffsetTransitionRule> inOrder = changes.stream()
                .sorted(Comparator.comparing(change -> first(change).getInstant()))
                .toList();
        List<ZoneOffsetTransition> first =
                inOrder.stream().map(ClientTimeZone::first).toList();
        return ZoneRules.of(standard, first.get(0).getOffsetBefore(), List.of(), first, inOrder);
    }

    private static ZoneOffsetTransition first(ZoneOffsetTransitionRule change) {
        return change.createTransition(FIRST_YEAR);
    }

    /** Of the groups of rules the last, which goes on for ever. */
    private static ZoneRules defined(XmlElement definition) {
        List<XmlElement> groups = children(definition, "TransitionsGroups");
        String id = definition.attribute("Id").orElse("");
        if (groups.isEmpty()) {
            if (!id.equalsIgnoreCase("UTC")) {
                throw unknown("the zone '" + id + "' comes without its rules");
            }
            return ZoneOffset.UTC.getRules();
        }
        List<XmlElement> periods = children(definition, "Periods");
        XmlElement group = groups.get(groups.size() - 1);
        List<XmlElement> changes = group.children("RecurringDayTransition");
        ZoneOffset standard = offset(periods, "Standard")
                .orElseGet(
                        () -> offset(periods, target(group.children().get(0))).orElse(ZoneOffset.UTC));
        if (changes.size() != 2) {
            return offset(periods, target(group.children().get(0)))
                    .orElse(standard)
                    .getRules();
        }
        ZoneOffset one = offset(periods, target(changes.get(0))).orElse(standard);
        ZoneOffset other = offset(periods, target(changes.get(1))).orElse(standard);
        return rules(
                standard,
                List.of(
                        recurring(changes.get(0), standard, other, one),
                        recurring(changes.get(1), standard, one, other)));
    }

    private static ZoneOffsetTransitionRule recurring(
            XmlElement change, ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
        Duration time =
                Duration.parse(change.childText("TimeOffset").orElse("PT0S").strip());
        return change(
                number(change, "Month"),
                number(change, "Occurrence"),
                change.childText("DayOfWeek").orElse(""),
                LocalTime.MIDNIGHT.plus(time),
                standard,
                before,
                after);
    }

    private static String target(XmlElement change) {
        return change.childText("To").orElse("").strip();
    }

    /** The offset of the period of an id or name. */
    private static Optional<ZoneOffset> offset(List<XmlElement> periods, String wanted) {
        return periods.stream()
                .filter(period -> Stream.of("Id", "Name")
                        .anyMatch(name -> period.attribute(name).orElse("").equals(wanted)))
                .findFirst()
                .map(period -> minutes(-(int)
                        Duration.parse(period.attribute("Bias").orElse("PT0S")).toMinutes()));
    }

    private static List<XmlElement> children(XmlElement element, String list) {
        return element.child(list).map(XmlElement::children).orElse(List.of());
    }

    private static int number(XmlElement element, String name) {
        return Integer.parseInt(element.childText(name).orElse("0").strip());
    }

    private static ZoneOffset minutes(int minutes) {
        return ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    private static EwsFault unknown(String why) {
        return new EwsFault(ResponseCode.ErrorTimeZone, "The time zone is not valid: " + why + ".");
    }
}
