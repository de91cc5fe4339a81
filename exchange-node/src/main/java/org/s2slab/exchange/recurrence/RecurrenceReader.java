package org.s2slab.exchange.recurrence;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.recurrence.RecurrencePattern.Daily;
import org.s2slab.exchange.recurrence.RecurrencePattern.MonthDayRule;
import org.s2slab.exchange.recurrence.RecurrencePattern.Monthly;
import org.s2slab.exchange.recurrence.RecurrencePattern.Weekly;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * Reads t:RecurrenceType. The four regenerating patterns of tasks have no fixed dates: the next date depends on the day
 * of completion.
 */
public final class RecurrenceReader {
    /** The latest end of a series ([MS-OXOCAL] 2.2.1.44.1). */
    private static final LocalDate LATEST = LocalDate.of(4500, 9, 1);

    /**
     * The maximum interval of a daily pattern in the product. {@link #MOST_OTHERS} is the maximum in weeks, months and
     * years.
     */
    private static final int MOST_DAYS = 999;

    private static final int MOST_OTHERS = 99;

    /** An upper limit for the number of occurrences of a series that ends before {@link #LATEST}. */
    private static final int MOST_OCCURRENCES = 1_000_000;

    private static final int MONTH_DAYS = 31;
    private static final int YEAR = 12;

    private RecurrenceReader() {}

    /**
     * Reads the {@code Recurrence} of a calendar item.
     *
     * @throws EwsError for an invalid recurrence, with the product's code
     */
    public static RecurrenceRule read(XmlElement recurrence) {
        XmlElement pattern = part(recurrence, 0);
        XmlElement range = part(recurrence, 1);
        LocalDate begin = date(range, "StartDate");
        Optional<LocalDate> end = range.child("EndDate").map(found -> date(range, "EndDate"));
        Optional<Integer> number =
                range.child("NumberOfOccurrences").map(found -> number(range, "NumberOfOccurrences"));
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                number.filter(times -> times < 1).isPresent(), "NumberOfOccurrences is below 1.");
        if (end.filter(LATEST::isBefore).isPresent()
                || number.filter(times -> times > MOST_OCCURRENCES).isPresent()) {
            throw tooLate();
        }
        RecurrenceRule rule = new RecurrenceRule(pattern(pattern), begin, end.orElse(null), number.orElse(null));
        LocalDate first = rule.first().orElseThrow(() -> new EwsError(ResponseCode.ErrorRecurrenceHasNoOccurrence));
        if (first.isAfter(LATEST) || rule.last().filter(LATEST::isBefore).isPresent()) {
            throw tooLate();
        }
        return rule;
    }

    private static EwsError tooLate() {
        return new EwsError(
                ResponseCode.ErrorRecurrenceEndDateTooBig, "The recurrence ends after " + LATEST + ", the last day.");
    }

    private static XmlElement part(XmlElement recurrence, int place) {
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                recurrence.children().size() != 2, "A recurrence has a pattern and a range.");
        return recurrence.children().get(place);
    }

    private static RecurrencePattern pattern(XmlElement pattern) {
        return switch (pattern.name()) {
            case "DailyRecurrence" -> new Daily(interval(pattern, MOST_DAYS));
            case "WeeklyRecurrence" -> new Weekly(interval(pattern, MOST_OTHERS), weekdays(pattern), firstDay(pattern));
            case "AbsoluteMonthlyRecurrence" ->
                new Monthly(interval(pattern, MOST_OTHERS), null, dayOfMonth(pattern, MONTH_DAYS));
            case "RelativeMonthlyRecurrence" -> new Monthly(interval(pattern, MOST_OTHERS), null, relativeDay(pattern));
            case "AbsoluteYearlyRecurrence" ->
                new Monthly(
                        YEAR, month(pattern), dayOfMonth(pattern, month(pattern).maxLength()));
            case "RelativeYearlyRecurrence" -> new Monthly(YEAR, month(pattern), relativeDay(pattern));
            default -> throw invalid(pattern.name() + " is not a pattern of calendar items.");
        };
    }

    private static int interval(XmlElement pattern, int most) {
        return within(pattern, "Interval", most);
    }

    private static int within(XmlElement pattern, String name, int most) {
        int found = number(pattern, name);
        ResponseCode.ErrorCalendarOutOfRange.throwIf(
                found < 1 || found > most, name + " is " + found + ", expected 1 to " + most + ".");
        return found;
    }

    private static MonthDayRule dayOfMonth(XmlElement pattern, int most) {
        return new MonthDayRule(within(pattern, "DayOfMonth", most), Set.of(), 0);
    }

    private static MonthDayRule relativeDay(XmlElement pattern) {
        int index = MonthDayRule.index(text(pattern, "DayOfWeekIndex"));
        ResponseCode.ErrorCalendarInvalidRecurrence.throwIf(
                index == 0, "DayOfWeekIndex is '" + text(pattern, "DayOfWeekIndex") + "'.");
        String days = text(pattern, "DaysOfWeek");
        Set<DayOfWeek> group = MonthDayRule.GROUPS.get(days);
        return new MonthDayRule(
                0, group != null ? group : Set.of(day(days, ResponseCode.ErrorCalendarInvalidRecurrence)), index);
    }

    private static Set<DayOfWeek> weekdays(XmlElement pattern) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(text(pattern, "DaysOfWeek").split("\\s+"))
                .map(day -> day(day, ResponseCode.ErrorCalendarInvalidDayForWeeklyRecurrence))
                .forEach(days::add);
        return days;
    }

    private static DayOfWeek firstDay(XmlElement pattern) {
        return pattern.child("FirstDayOfWeek").isEmpty()
                ? DayOfWeek.SUNDAY
                : day(text(pattern, "FirstDayOfWeek"), ResponseCode.ErrorCalendarInvalidRecurrence);
    }

    private static DayOfWeek day(String name, ResponseCode otherwise) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new EwsError(otherwise, "'" + name + "' is not a day of the week."));
    }

    private static Month month(XmlElement pattern) {
        return Arrays.stream(Month.values())
                .filter(month -> month.name().equals(text(pattern, "Month").toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> invalid("Month is '" + text(pattern, "Month") + "'."));
    }

    private static LocalDate date(XmlElement range, String name) {
        String text = text(range, name);
        try {
            return LocalDate.parse(RecurrenceDateFormat.plain(text));
        } catch (DateTimeException e) {
            throw invalid(name + " is '" + text + "', not a date.");
        }
    }

    private static int number(XmlElement element, String name) {
        try {
            return Integer.parseInt(text(element, name));
        } catch (NumberFormatException e) {
            throw invalid(name + " is '" + text(element, name) + "', not a number.");
        }
    }

    private static String text(XmlElement element, String name) {
        return element.childText(name, "").strip();
    }

    private static EwsError invalid(String why) {
        return new EwsError(ResponseCode.ErrorCalendarInvalidRecurrence, why);
    }
}
