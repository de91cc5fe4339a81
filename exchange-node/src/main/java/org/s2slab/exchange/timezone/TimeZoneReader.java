package org.s2slab.exchange.timezone;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.xml.XmlElement;

/**
 * Reads the time zones in requests: by id, by full definition, or in the two forms of Exchange 2007. A definition
 * without a Windows id becomes the first Windows zone with the same current rules.
 */
public final class TimeZoneReader {
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    /** The maximum number of groups in a definition, to limit the cost of a hostile request. */
    private static final int MOST_GROUPS = 300;

    private TimeZoneReader() {}

    /**
     * Reads t:TimeZoneDefinitionType: {@code StartTimeZone} or the TimeZoneContext header's {@code TimeZoneDefinition}.
     *
     * @throws DateTimeException for an unknown id without rules, or invalid rules
     */
    public static TimeZoneDefinition definition(XmlElement zone) {
        String id = zone.attribute("Id", "").strip();
        return TimeZoneRegistry.find(id).orElseGet(() -> {
            if (zone.child("Periods").isEmpty()) {
                throw new DateTimeException("the id '" + id + "' is that of no time zone and comes without rules");
            }
            return valid(() -> groups(zone), zone.attribute("Name"));
        });
    }

    /**
     * Reads t:SerializableTimeZone from GetUserAvailability.
     *
     * @throws DateTimeException for invalid rules
     */
    public static TimeZoneDefinition legacy(XmlElement zone) {
        return ofRules(() -> serializable(zone));
    }

    /**
     * Reads t:TimeZoneType, the {@code MeetingTimeZone} of a calendar item.
     *
     * @throws DateTimeException for an unknown name without rules, or invalid rules
     */
    public static TimeZoneDefinition meeting(XmlElement zone) {
        Optional<String> name = zone.attribute("TimeZoneName");
        if (zone.child("BaseOffset").isPresent()) {
            return valid(() -> List.of(ofMeeting(zone)), name);
        }
        return TimeZoneRegistry.find(name.orElse("").strip())
                .orElseThrow(() -> new DateTimeException("the name '" + name.orElse("") + "' is that of no time zone"));
    }

    /**
     * A zone with the same rules in every year.
     *
     * @throws DateTimeException if the rules are not valid
     */
    public static TimeZoneDefinition ofRules(Supplier<TransitionsGroup> rules) {
        return valid(() -> List.of(rules.get()), Optional.empty());
    }

    private static TimeZoneDefinition valid(Supplier<List<TransitionsGroup>> source, Optional<String> name) {
        try {
            List<TransitionsGroup> groups = source.get();
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

    /** Reads the groups of a definition in their order. */
    static List<TransitionsGroup> groups(XmlElement zone) {
        Map<String, ZoneOffset> periods = byId(zone, "Periods", period -> west(period.attribute("Bias", "PT0S")));
        Map<String, TransitionsGroup> groups = byId(
                zone,
                "TransitionsGroups",
                group -> TransitionsGroup.of(
                        0,
                        group.children().stream()
                                .map(change -> transition(change, periods))
                                .toList()));
        List<TransitionsGroup> all = zone.childrenOf("Transitions").stream()
                .map(begin -> begun(begin, groups, periods))
                .toList();
        if (all.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("more than " + MOST_GROUPS + " transitions");
        }
        // A definition without a list of transitions has one group or only one period.
        return !all.isEmpty()
                ? all
                : List.of(groups.values().stream()
                        .findFirst()
                        .orElseGet(() -> new TransitionsGroup(
                                0,
                                periods.values().stream()
                                        .findFirst()
                                        .orElseThrow(() -> new IllegalArgumentException("there is no period")),
                                List.of())));
    }

    private static TransitionsGroup begun(
            XmlElement begin, Map<String, TransitionsGroup> groups, Map<String, ZoneOffset> periods) {
        int year = begin.childText("DateTime")
                .map(text -> LocalDate.parse(text.strip().substring(0, 10)).getYear())
                .orElse(0);
        TransitionsGroup group = groups.get(target(begin));
        return group == null
                ? new TransitionsGroup(year, offset(periods, target(begin)), List.of())
                : group.inYear(year);
    }

    private static <T> Map<String, T> byId(XmlElement zone, String list, Function<XmlElement, T> read) {
        Map<String, T> found = new LinkedHashMap<>();
        zone.childrenOf(list).forEach(one -> found.putIfAbsent(one.attribute("Id", ""), read.apply(one)));
        return found;
    }

    private static DayTransition transition(XmlElement change, Map<String, ZoneOffset> periods) {
        ZoneOffset to = offset(periods, target(change));
        LocalTime time = MIDNIGHT.plus(
                Duration.parse(change.childText("TimeOffset", "PT0S").strip()));
        return switch (change.name()) {
            case "RecurringDayTransition" ->
                DayTransition.of(
                        change.childNumber("Month", 0),
                        day(change, "DayOfWeek"),
                        change.childNumber("Occurrence", 0),
                        time,
                        to);
            case "RecurringDateTransition" ->
                new DayTransition(
                        Month.of(change.childNumber("Month", 0)), null, change.childNumber("Day", 0), time, to);
            default -> new DayTransition(Month.JANUARY, null, 1, MIDNIGHT, to);
        };
    }

    private static TransitionsGroup serializable(XmlElement zone) {
        int bias = zone.childNumber("Bias", 0);
        XmlElement standard = part(zone, "StandardTime");
        return standard.childNumber("Month", 0) == 0
                ? new TransitionsGroup(0, serializable(standard, bias), List.of())
                : TransitionsGroup.of(0, List.of(change(standard, bias), change(part(zone, "DaylightTime"), bias)));
    }

    private static XmlElement part(XmlElement zone, String name) {
        return zone.child(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static DayTransition change(XmlElement time, int bias) {
        return DayTransition.of(
                time.childNumber("Month", 0),
                day(time, "DayOfWeek"),
                time.childNumber("DayOrder", 0),
                LocalTime.parse(time.childText("Time", "").strip()),
                serializable(time, bias));
    }

    private static ZoneOffset serializable(XmlElement time, int bias) {
        return ZoneOffset.ofTotalSeconds(-(bias + time.childNumber("Bias", 0)) * 60);
    }

    private static TransitionsGroup ofMeeting(XmlElement zone) {
        Duration base = Duration.parse(zone.childText("BaseOffset", "").strip());
        List<DayTransition> changes = new ArrayList<>();
        for (String part : List.of("Standard", "Daylight")) {
            zone.child(part).map(change -> ofMeeting(change, base)).ifPresent(changes::add);
        }
        return changes.isEmpty()
                ? new TransitionsGroup(0, west(base.toString()), List.of())
                : TransitionsGroup.of(0, changes);
    }

    private static DayTransition ofMeeting(XmlElement change, Duration base) {
        Duration offset = Duration.parse(change.childText("Offset", "PT0S").strip());
        ZoneOffset to = west(base.plus(offset).toString());
        LocalTime time =
                LocalTime.parse(change.childText("Time", "00:00:00").strip().substring(0, 8));
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
        return change.childText("To", "").strip();
    }

    private static ZoneOffset west(String bias) {
        return ZoneOffset.ofTotalSeconds((int) -Duration.parse(bias.strip()).toSeconds());
    }

    private static DayOfWeek day(XmlElement element, String name) {
        return DayOfWeek.valueOf(upper(element, name));
    }

    private static String upper(XmlElement element, String name) {
        return element.childText(name, "").strip().toUpperCase(Locale.ROOT);
    }
}
