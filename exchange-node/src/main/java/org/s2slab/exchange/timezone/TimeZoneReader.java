package org.s2slab.exchange.timezone;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.xml.XmlElement;

/**
 * Time zones as requests name them: by id, by whole definition, or in the two forms of Exchange 2007. A definition without
 * an id of Windows becomes the first zone of Windows that follows the same rules from now on.
 */
public final class TimeZoneReader {
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    /** The groups of one definition: bounds what a hostile request can cost. */
    private static final int MOST_GROUPS = 300;

    private TimeZoneReader() {}

    /**
     * Reads t:TimeZoneDefinitionType: {@code StartTimeZone} or the TimeZoneContext header's {@code TimeZoneDefinition}.
     *
     * @throws DateTimeException where it names no zone and defines none
     */
    public static TimeZoneDefinition definition(XmlElement zone) {
        String id = zone.attribute("Id").orElse("").strip();
        return TimeZoneRegistry.find(id).orElseGet(() -> {
            if (zone.child("Periods").isEmpty()) {
                throw new DateTimeException("the id '" + id + "' is that of no time zone and comes without rules");
            }
            return valid(() -> groups(zone), zone.attribute("Name"));
        });
    }

    /**
     * Reads t:SerializableTimeZone, which GetUserAvailability has.
     *
     * @throws DateTimeException for rules that make no zone
     */
    public static TimeZoneDefinition legacy(XmlElement zone) {
        return valid(() -> List.of(serializable(zone)), Optional.empty());
    }

    /**
     * Reads t:TimeZoneType, the {@code MeetingTimeZone} of a calendar item.
     *
     * @throws DateTimeException where it names no zone and defines none
     */
    public static TimeZoneDefinition meeting(XmlElement zone) {
        Optional<String> name = zone.attribute("TimeZoneName");
        if (zone.child("BaseOffset").isPresent()) {
            return valid(() -> List.of(ofMeeting(zone)), name);
        }
        return TimeZoneRegistry.find(name.orElse("").strip())
                .orElseThrow(() -> new DateTimeException("the name '" + name.orElse("") + "' is that of no time zone"));
    }

    /** Reads groups of rules. */
    private interface GroupSource {
        List<TransitionsGroup> groups();
    }

    private static TimeZoneDefinition valid(GroupSource source, Optional<String> name) {
        try {
            List<TransitionsGroup> groups = source.groups();
            TransitionsGroup last = groups.get(groups.size() - 1);
            return TimeZoneRegistry.matching(last)
                    .orElseGet(() -> new TimeZoneDefinition(
                            TimeZoneDefinition.CUSTOM,
                            name.filter(text -> !text.isBlank()).orElse(TimeZoneDefinition.CUSTOM),
                            TransitionsGroup.rules(groups)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DateTimeException("the rules make no time zone: " + e.getMessage(), e);
        }
    }

    /** The groups of a definition in their order, whatever its id. */
    static List<TransitionsGroup> groups(XmlElement zone) {
        Map<String, ZoneOffset> periods = new HashMap<>();
        for (XmlElement period : children(zone, "Periods")) {
            ZoneOffset offset = west(period.attribute("Bias").orElse("PT0S"));
            periods.putIfAbsent(period.attribute("Id").orElse(""), offset);
        }
        Map<String, TransitionsGroup> groups = new HashMap<>();
        for (XmlElement group : children(zone, "TransitionsGroups")) {
            groups.put(
                    group.attribute("Id").orElse(""),
                    TransitionsGroup.of(
                            0,
                            group.children().stream()
                                    .map(change -> transition(change, periods))
                                    .toList()));
        }
        List<TransitionsGroup> all = new ArrayList<>();
        for (XmlElement begin : children(zone, "Transitions")) {
            int year = begin.childText("DateTime")
                    .map(text -> LocalDate.parse(text.strip().substring(0, 10)).getYear())
                    .orElse(0);
            all.add(Optional.ofNullable(groups.get(target(begin)))
                    .map(group -> group.inYear(year))
                    .orElseGet(() -> new TransitionsGroup(year, offset(periods, target(begin)), List.of())));
        }
        if (all.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("more than " + MOST_GROUPS + " transitions");
        }
        return all.isEmpty() ? onlyOne(groups, periods) : all;
    }

    /** A definition without a list of transitions has one group, or only one period. */
    private static List<TransitionsGroup> onlyOne(
            Map<String, TransitionsGroup> groups, Map<String, ZoneOffset> periods) {
        return List.of(groups.values().stream()
                .findFirst()
                .orElseGet(() -> new TransitionsGroup(
                        0,
                        periods.values().stream()
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("there is no period")),
                        List.of())));
    }

    private static DayTransition transition(XmlElement change, Map<String, ZoneOffset> periods) {
        ZoneOffset to = offset(periods, target(change));
        LocalTime time = MIDNIGHT.plus(
                Duration.parse(change.childText("TimeOffset").orElse("PT0S").strip()));
        return switch (change.name()) {
            case "RecurringDayTransition" ->
                DayTransition.of(
                        number(change, "Month"), day(change, "DayOfWeek"), number(change, "Occurrence"), time, to);
            case "RecurringDateTransition" ->
                new DayTransition(Month.of(number(change, "Month")), null, number(change, "Day"), time, to);
            default -> new DayTransition(Month.JANUARY, null, 1, MIDNIGHT, to);
        };
    }

    private static TransitionsGroup serializable(XmlElement zone) {
        int bias = number(zone, "Bias");
        XmlElement standard = part(zone, "StandardTime");
        return number(standard, "Month") == 0
                ? new TransitionsGroup(0, serializable(standard, bias), List.of())
                : TransitionsGroup.of(0, List.of(change(standard, bias), change(part(zone, "DaylightTime"), bias)));
    }

    private static XmlElement part(XmlElement zone, String name) {
        return zone.child(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static DayTransition change(XmlElement time, int bias) {
        return DayTransition.of(
                number(time, "Month"),
                day(time, "DayOfWeek"),
                number(time, "DayOrder"),
                LocalTime.parse(time.childText("Time").orElse("").strip()),
                serializable(time, bias));
    }

    private static ZoneOffset serializable(XmlElement time, int bias) {
        return ZoneOffset.ofTotalSeconds(-(bias + number(time, "Bias")) * 60);
    }

    private static TransitionsGroup ofMeeting(XmlElement zone) {
        Duration base = Duration.parse(zone.childText("BaseOffset").orElse("").strip());
        List<DayTransition> changes = new ArrayList<>();
        for (String part : List.of("Standard", "Daylight")) {
            zone.child(part).map(change -> ofMeeting(change, base)).ifPresent(changes::add);
        }
        return changes.isEmpty()
                ? new TransitionsGroup(0, west(base.toString()), List.of())
                : TransitionsGroup.of(0, changes);
    }

    private static DayTransition ofMeeting(XmlElement change, Duration base) {
        Duration offset =
                Duration.parse(change.childText("Offset").orElse("PT0S").strip());
        ZoneOffset to = west(base.plus(offset).toString());
        LocalTime time = LocalTime.parse(
                change.childText("Time").orElse("00:00:00").strip().substring(0, 8));
        return change.child("RelativeYearlyRecurrence")
                .map(rule -> DayTransition.of(
                        Month.valueOf(upper(rule, "Month")).getValue(),
                        day(rule, "DaysOfWeek"),
                        List.of("FIRST", "SECOND", "THIRD", "FOURTH").indexOf(upper(rule, "DayOfWeekIndex")) + 1,
                        time,
                        to))
                .orElseGet(() -> new DayTransition(Month.JANUARY, null, 1, MIDNIGHT, to));
    }

    private static ZoneOffset offset(Map<String, ZoneOffset> periods, String id) {
        return Optional.ofNullable(periods.get(id))
                .orElseThrow(() -> new IllegalArgumentException("there is no period '" + id + "'"));
    }

    private static String target(XmlElement change) {
        return change.childText("To").orElse("").strip();
    }

    private static ZoneOffset west(String bias) {
        return ZoneOffset.ofTotalSeconds((int) -Duration.parse(bias.strip()).toSeconds());
    }

    private static DayOfWeek day(XmlElement element, String name) {
        return DayOfWeek.valueOf(upper(element, name));
    }

    private static String upper(XmlElement element, String name) {
        return element.childText(name).orElse("").strip().toUpperCase(Locale.ROOT);
    }

    private static List<XmlElement> children(XmlElement element, String list) {
        return element.child(list).map(XmlElement::children).orElse(List.of());
    }

    private static int number(XmlElement element, String name) {
        return Integer.parseInt(element.childText(name).orElse("0").strip());
    }
}
