package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
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
import org.s2slab.exchange.contentline.EventTimeCodec.EventTime;
import org.s2slab.exchange.recurrence.RecurrencePattern.MonthDayRule;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * Converts a recurrence rule (RFC 5545 section 3.3.10) to t:RecurrenceType. EWS has six patterns, and a rule that does
 * not match a pattern is refused. In EWS, a day of the month that does not exist in a month means its last day.
 *
 * @param parts the values of each part
 * @param begin the day of the first occurrence
 */
record RecurrenceTextReader(Map<String, List<String>> parts, LocalDate begin) {
    /** The parts that select days, for each frequency. */
    private static final Map<String, Set<String>> BY = Map.of(
            "DAILY", Set.of("BYDAY"),
            "WEEKLY", Set.of("BYDAY"),
            "MONTHLY", Set.of("BYDAY", "BYMONTHDAY", "BYSETPOS"),
            "YEARLY", Set.of("BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"));

    static final int LONGEST = 31;
    static final int SHORTEST = 28;
    private static final int YEAR = 12;

    /** The parts of a rule by name, in upper case. */
    static Map<String, List<String>> parts(String rule) {
        Map<String, List<String>> parts =
                new HashMap<>(VObjectPropertyValues.parseMultimap(rule.strip().toUpperCase(Locale.ROOT)));
        parts.values().removeIf(List::isEmpty);
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
     * Converts a rule to the {@code Recurrence} element.
     *
     * @param until reads the value of UNTIL
     * @throws EwsError ErrorCalendarInvalidRecurrence for a rule without an EWS pattern
     */
    static XmlElement read(String rule, EventTime start, Function<String, EventTime> until) {
        RecurrenceTextReader reader =
                new RecurrenceTextReader(parts(rule), start.wallTime().toLocalDate());
        XmlElement range = reader.range(start, until);
        reader.requirePattern();
        return t("Recurrence", reader.pattern(), range);
    }

    private Optional<String> part(String name) {
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return parts.getOrDefault(name, List.of());
    }

    private XmlElement range(EventTime start, Function<String, EventTime> until) {
        XmlElement begins = text("StartDate", begin);
        Optional<XmlElement> end = part("UNTIL")
                .map(until)
                .map(last -> last.date() ? last.wallTime() : start.zone().wallTime(last.moment()))
                .map(last -> t("EndDateRecurrence", begins, text("EndDate", last.toLocalDate())));
        return end.or(() ->
                        part("COUNT").map(count -> t("NumberedRecurrence", begins, text("NumberOfOccurrences", count))))
                .orElse(t("NoEndRecurrence", begins));
    }

    private void requirePattern() {
        Set<String> known = BY.getOrDefault(part("FREQ").orElse(""), Set.of());
        boolean others = parts.keySet().stream().anyMatch(part -> part.startsWith("BY") && !known.contains(part));
        boolean both = parts.containsKey("BYDAY") && parts.containsKey("BYMONTHDAY");
        boolean ofYear = parts.containsKey("BYDAY") && known.contains("BYMONTH") && !parts.containsKey("BYMONTH");
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                others || both || ofYear, "Exchange has no pattern for the rule " + new TreeMap<>(parts) + ".");
    }

    private XmlElement pattern() {
        int interval = number(part("INTERVAL").orElse("1"));
        String frequency = part("FREQ").orElse("");
        return switch (frequency) {
            case "DAILY" ->
                all("BYDAY").isEmpty() ? t("DailyRecurrence", text("Interval", interval)) : weekly(interval);
            case "WEEKLY" -> weekly(interval);
            case "MONTHLY" -> monthly(interval);
            case "YEARLY" -> yearly(interval);
            default -> throw unsupported("Exchange has no pattern for FREQ=" + frequency + ".");
        };
    }

    private XmlElement weekly(int interval) {
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                part("FREQ").equals(Optional.of("DAILY")) && interval != 1,
                "Exchange has no pattern of days of the week every " + interval + " days.");
        Stream<DayOfWeek> on = all("BYDAY").isEmpty()
                ? Stream.of(begin.getDayOfWeek())
                : all("BYDAY").stream().map(RecurrenceTextReader::day);
        return t(
                "WeeklyRecurrence",
                text("Interval", interval),
                text("DaysOfWeek", on.map(RecurrenceTextReader::name).collect(Collectors.joining(" "))),
                text("FirstDayOfWeek", name(day(part("WKST").orElse("MO")))));
    }

    private XmlElement monthly(int interval) {
        XmlElement every = text("Interval", interval);
        return all("BYDAY").isEmpty()
                ? t("AbsoluteMonthlyRecurrence", every, dayOfMonth(LONGEST))
                : t("RelativeMonthlyRecurrence", every, daysOfWeek(), index());
    }

    private XmlElement yearly(int interval) {
        int number = number(part("BYMONTH").orElse(Integer.toString(begin.getMonthValue())));
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                number < 1 || number > YEAR || (interval > 1 && number != begin.getMonthValue()),
                "BYMONTH is " + number + ".");
        if (interval > 1) {
            return monthly(interval * YEAR);
        }
        Month month = Month.of(number);
        XmlElement in = text("Month", month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        return all("BYDAY").isEmpty()
                ? t("AbsoluteYearlyRecurrence", dayOfMonth(month.maxLength()), in)
                : t("RelativeYearlyRecurrence", daysOfWeek(), index(), in);
    }

    /** The day of the month. The days 28 to 31 with the position -1 mean the last of them that the month has. */
    private XmlElement dayOfMonth(int longest) {
        List<Integer> days = parts.getOrDefault("BYMONTHDAY", List.of(Integer.toString(begin.getDayOfMonth()))).stream()
                .map(RecurrenceTextReader::number)
                .sorted()
                .toList();
        int last = days.get(days.size() - 1);
        boolean allUntil = days.size() > 1
                && part("BYSETPOS").equals(Optional.of("-1"))
                && days.equals(IntStream.rangeClosed(SHORTEST, last).boxed().toList());
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                (days.size() > 1 && !allUntil) || last < -1,
                "Exchange has no pattern for BYMONTHDAY=" + all("BYMONTHDAY") + ".");
        return text("DayOfMonth", last == -1 ? longest : last);
    }

    private XmlElement daysOfWeek() {
        List<DayOfWeek> days = all("BYDAY").stream()
                .map(day -> day(day.replaceAll("[^A-Z]", "")))
                .toList();
        String name = days.size() == 1
                ? name(days.get(0))
                : MonthDayRule.GROUPS.entrySet().stream()
                        .filter(group -> group.getValue().equals(Set.copyOf(days)))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow(() -> unsupported("Exchange has no pattern for BYDAY=" + all("BYDAY") + "."));
        return text("DaysOfWeek", name);
    }

    private XmlElement index() {
        String only = all("BYDAY").get(0).replaceAll("[A-Z]", "");
        int index = number(only.isEmpty() ? part("BYSETPOS").orElse("0") : only);
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                index < -1 || index == 0 || index >= MonthDayRule.INDEXES.size(),
                "Exchange has no pattern for BYDAY=" + all("BYDAY") + " with the index " + index + ".");
        return text(
                "DayOfWeekIndex", MonthDayRule.INDEXES.get(index < 0 ? MonthDayRule.INDEXES.size() - 1 : index - 1));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static XmlElement text(String name, Object value) {
        return t(name, value.toString());
    }
}
