package org.s2slab.exchange.contentline;

import static org.s2slab.exchange.contentline.RecurrenceTextReader.LONGEST;
import static org.s2slab.exchange.contentline.RecurrenceTextReader.SHORTEST;
import static org.s2slab.exchange.contentline.RecurrenceTextReader.number;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.exchange.recurrence.RecurrencePattern.MonthDayRule;
import org.s2slab.xml.XmlElement;

/** Converts t:RecurrenceType to recurrence rules (RFC 5545 section 3.3.10). */
final class RecurrenceTextWriter {
    private RecurrenceTextWriter() {}

    /**
     * The rule of a {@code Recurrence} that was read before.
     *
     * @param until formats a day as the UNTIL value
     */
    static String write(XmlElement recurrence, Function<LocalDate, String> until) {
        XmlElement pattern = recurrence.children().get(0);
        XmlElement range = recurrence.children().get(1);
        String interval = pattern.childText("Interval", "1").strip();
        String rule = switch (pattern.name()) {
            case "DailyRecurrence" -> "FREQ=DAILY;INTERVAL=" + interval;
            case "WeeklyRecurrence" ->
                "FREQ=WEEKLY;INTERVAL=" + interval + ";BYDAY=" + days(pattern) + ";WKST="
                        + abbreviation(pattern.childText("FirstDayOfWeek", "Sunday"));
            case "AbsoluteMonthlyRecurrence" -> "FREQ=MONTHLY;INTERVAL=" + interval + monthDay(pattern);
            case "RelativeMonthlyRecurrence" -> "FREQ=MONTHLY;INTERVAL=" + interval + byDay(pattern);
            case "AbsoluteYearlyRecurrence" -> "FREQ=YEARLY" + monthDay(pattern) + byMonth(pattern);
            default -> "FREQ=YEARLY" + byDay(pattern) + byMonth(pattern);
        };
        return rule
                + range.childText("EndDate")
                        .map(end -> ";UNTIL="
                                + until.apply(LocalDate.parse(end.strip().substring(0, 10))))
                        .orElse("")
                + range.childText("NumberOfOccurrences")
                        .map(count -> ";COUNT=" + count.strip())
                        .orElse("");
    }

    private static String monthDay(XmlElement pattern) {
        int day = number(pattern.childText("DayOfMonth", "1"));
        String days = IntStream.rangeClosed(Math.min(day, SHORTEST), day)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return day <= SHORTEST
                ? ";BYMONTHDAY=" + day
                : day == LONGEST ? ";BYMONTHDAY=-1" : ";BYMONTHDAY=" + days + ";BYSETPOS=-1";
    }

    private static String byDay(XmlElement pattern) {
        String index = Integer.toString(MonthDayRule.index(pattern.childText("DayOfWeekIndex", "First")));
        String days = days(pattern);
        return days.length() == 2 ? ";BYDAY=" + index + days : ";BYDAY=" + days + ";BYSETPOS=" + index;
    }

    private static String byMonth(XmlElement pattern) {
        String month = pattern.childText("Month", "January").strip().toUpperCase(Locale.ROOT);
        return ";BYMONTH=" + Month.valueOf(month).getValue();
    }

    private static String days(XmlElement pattern) {
        return Arrays.stream(pattern.childText("DaysOfWeek", "").strip().split("\\s+", -1))
                .flatMap(day -> MonthDayRule.GROUPS.containsKey(day)
                        ? MonthDayRule.GROUPS.get(day).stream().map(DayOfWeek::name)
                        : Stream.of(day))
                .map(RecurrenceTextWriter::abbreviation)
                .collect(Collectors.joining(","));
    }

    private static String abbreviation(String day) {
        return day.strip().substring(0, 2).toUpperCase(Locale.ROOT);
    }
}
