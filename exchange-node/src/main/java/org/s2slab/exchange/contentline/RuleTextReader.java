package org.s2slab.exchange.contentline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.exchange.contentline.EventZones.EventTime;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.xml.XmlElement;

/**
 * Rules of recurrence (RFC 5545 section 3.3.10) as t:RecurrenceType. EWS has six patterns; a rule that is none of
 * them is refused. A day of the month that a month does not have means its last day in EWS.
 */
final class RuleTextReader {
    static final List<String> INDEXES = List.of("First", "Second", "Third", "Fourth", "Last");
    static final List<String> WORKDAYS = List.of("MO", "TU", "WE", "TH", "FR");
    static final List<String> WEEKEND = List.of("SA", "SU");

    /** The parts that choose days, which a pattern of each frequency may have. */
    private static final Map<String, Set<String>> BY = Map.of(
            "DAILY", Set.of("BYDAY"),
            "WEEKLY", Set.of("BYDAY"),
            "MONTHLY", Set.of("BYDAY", "BYMONTHDAY", "BYSETPOS"),
            "YEARLY", Set.of("BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"));

    static final int LONGEST = 31;
    static final int SHORTEST = 28;
    private static final int YEAR = 12;

    private RuleTextReader() {}

    /** The parts of a rule by name, in upper case. */
    static Map<String, String> parts(String rule) {
        Map<String, String> parts = new HashMap<>();
        for (String part : rule.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0], pair[1]);
            }
        }
        return parts;
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw unsupported("'" + text + "' is not a number.");
        }
    }

    static DayOfWeek day(String abbreviation) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(abbreviation) && abbreviation.length() == 2)
                .findFirst()
                .orElseThrow(() -> unsupported("'" + abbreviation + "' is not a day of the week."));
    }

    private static EwsError unsupported(String why) {
        return new EwsError(ResponseCode.ErrorCalendarInvalidRecurrence, why);
    }

    /**
     * The {@code Recurrence} of a rule.
     *
     * @param until reads the value of UNTIL
     * @throws EwsError ErrorCalendarInvalidRecurrence for a rule that is no pattern of EWS
     */
    static XmlElement read(String rule, EventTime start, Function<String, EventTime> until) {
        Map<String, String> parts = parts(rule);
        LocalDate begin = start.wallTime().toLocalDate();
        List<XmlElement> range = new ArrayList<>(List.of(text("StartDate", begin)));
        Optional.ofNullable(parts.get("UNTIL"))
                .map(until)
                .map(end -> end.date()
                        ? end.wallTime().toLocalDate()
                        : start.zone().wallTime(end.moment()).toLocalDate())
                .ifPresent(end -> range.add(text("EndDate", end)));
        Optional.ofNullable(parts.get("COUNT")).ifPresent(count -> range.add(text("NumberOfOccurrences", count)));
        String kind = parts.containsKey("UNTIL")
                ? "EndDateRecurrence"
                : parts.containsKey("COUNT") ? "NumberedRecurrence" : "NoEndRecurrence";
        requirePattern(parts);
        return ElementJson.of("Recurrence", List.of(pattern(parts, begin), ElementJson.of(kind, range)));
    }

    private static void requirePattern(Map<String, String> parts) {
        Set<String> known = BY.getOrDefault(parts.getOrDefault("FREQ", ""), Set.of());
        List<String> others = parts.keySet().stream()
                .filter(part -> part.startsWith("BY") && !known.contains(part))
                .toList();
        boolean both = parts.containsKey("BYDAY") && parts.containsKey("BYMONTHDAY");
        boolean ofYear = parts.containsKey("BYDAY") && known.contains("BYMONTH") && !parts.containsKey("BYMONTH");
        if (!others.isEmpty() || both || ofYear) {
            throw unsupported("Exchange has no pattern for the rule " + new TreeMap<>(parts) + ".");
        }
    }

    private static XmlElement pattern(Map<String, String> parts, LocalDate begin) {
        int interval = number(parts.getOrDefault("INTERVAL", "1"));
        List<String> days = Arrays.stream(parts.getOrDefault("BYDAY", "").split(",", -1))
                .filter(day -> !day.isEmpty())
                .toList();
        return switch (parts.getOrDefault("FREQ", "")) {
            case "DAILY" ->
                days.isEmpty()
                        ? ElementJson.of("DailyRecurrence", List.of(text("Interval", interval)))
                        : weekly(interval, days, parts, begin);
            case "WEEKLY" -> weekly(interval, days, parts, begin);
            case "MONTHLY" -> monthly(interval, parts, days, begin);
            case "YEARLY" -> yearly(interval, parts, days, begin);
            default -> throw unsupported("Exchange has no pattern for FREQ=" + parts.get("FREQ") + ".");
        };
    }

    private static XmlElement weekly(int interval, List<String> days, Map<String, String> parts, LocalDate begin) {
        if ("DAILY".equals(parts.get("FREQ")) && interval != 1) {
            throw unsupported("Exchange has no pattern of days of the week every " + interval + " days.");
        }
        Stream<DayOfWeek> on =
                days.isEmpty() ? Stream.of(begin.getDayOfWeek()) : days.stream().map(RuleTextReader::day);
        return ElementJson.of(
                "WeeklyRecurrence",
                List.of(
                        text("Interval", interval),
                        text("DaysOfWeek", on.map(RuleTextReader::name).collect(Collectors.joining(" "))),
                        text("FirstDayOfWeek", name(day(parts.getOrDefault("WKST", "MO"))))));
    }

    private static XmlElement monthly(int interval, Map<String, String> parts, List<String> days, LocalDate begin) {
        XmlElement every = text("Interval", interval);
        return days.isEmpty()
                ? ElementJson.of("AbsoluteMonthlyRecurrence", List.of(every, dayOfMonth(parts, begin, LONGEST)))
                : ElementJson.of(
                        "RelativeMonthlyRecurrence",
                        Stream.concat(Stream.of(every), relativeDay(parts, days).stream())
                                .toList());
    }

    private static XmlElement yearly(int interval, Map<String, String> parts, List<String> days, LocalDate begin) {
        int number = number(parts.getOrDefault("BYMONTH", Integer.toString(begin.getMonthValue())));
        if (number < 1 || number > YEAR || (interval > 1 && number != begin.getMonthValue())) {
            throw unsupported("BYMONTH is " + number + ".");
        }
        if (interval > 1) {
            return monthly(interval * YEAR, parts, days, begin);
        }
        Month month = Month.of(number);
        XmlElement in = text("Month", month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        return days.isEmpty()
                ? ElementJson.of("AbsoluteYearlyRecurrence", List.of(dayOfMonth(parts, begin, month.maxLength()), in))
                : ElementJson.of(
                        "RelativeYearlyRecurrence",
                        Stream.concat(relativeDay(parts, days).stream(), Stream.of(in))
                                .toList());
    }

    /** Several days of which the last one counts, as 28 to 31, are a day that a shorter month does not have. */
    private static XmlElement dayOfMonth(Map<String, String> parts, LocalDate begin, int longest) {
        List<Integer> days = Arrays.stream(parts.getOrDefault("BYMONTHDAY", Integer.toString(begin.getDayOfMonth()))
                        .split(",", -1))
                .map(RuleTextReader::number)
                .sorted()
                .toList();
        int last = days.get(days.size() - 1);
        boolean allUntil = days.size() > 1
                && "-1".equals(parts.get("BYSETPOS"))
                && days.equals(IntStream.rangeClosed(SHORTEST, last).boxed().toList());
        if ((days.size() > 1 && !allUntil) || last < -1) {
            throw unsupported("Exchange has no pattern for BYMONTHDAY=" + parts.get("BYMONTHDAY") + ".");
        }
        return text("DayOfMonth", last == -1 ? longest : last);
    }

    private static List<XmlElement> relativeDay(Map<String, String> parts, List<String> days) {
        String only = days.get(0).replaceAll("[A-Z]", "");
        int index = number(only.isEmpty() ? parts.getOrDefault("BYSETPOS", "0") : only);
        String name = days.size() == 1
                ? name(day(days.get(0).replaceAll("[^A-Z]", "")))
                : days.size() == 7
                        ? "Day"
                        : days.containsAll(WORKDAYS)
                                ? "Weekday"
                                : days.equals(WEEKEND) || days.equals(List.of("SU", "SA")) ? "WeekendDay" : "";
        if (name.isEmpty() || index < -1 || index == 0 || index >= INDEXES.size()) {
            throw unsupported(
                    "Exchange has no pattern for BYDAY=" + parts.get("BYDAY") + " with the index " + index + ".");
        }
        return List.of(
                text("DaysOfWeek", name),
                text("DayOfWeekIndex", INDEXES.get(index < 0 ? INDEXES.size() - 1 : index - 1)));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static XmlElement text(String name, Object value) {
        return ElementJson.text(name, value.toString());
    }
}
