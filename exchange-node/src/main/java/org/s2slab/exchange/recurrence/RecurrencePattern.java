package org.s2slab.exchange.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The days of a recurrence (t:RecurrencePatternTypes). A pattern divides time into periods with the same number of
 * days: every n-th day, week or month. Period 0 contains the begin of the range.
 */
public sealed interface RecurrencePattern {
    /** The days of a period, in their order. */
    List<LocalDate> days(LocalDate begin, long period);

    /** The last period that does not begin after a date. */
    long period(LocalDate begin, LocalDate date);

    /** A pattern for every n-th day. */
    record Daily(int interval) implements RecurrencePattern {
        @Override
        public List<LocalDate> days(LocalDate begin, long period) {
            return List.of(begin.plusDays(period * interval));
        }

        @Override
        public long period(LocalDate begin, LocalDate date) {
            return Math.floorDiv(ChronoUnit.DAYS.between(begin, date), interval);
        }
    }

    /**
     * A pattern for some days of every n-th week.
     *
     * @param first the first day of a week; it only matters if n is greater than 1
     */
    record Weekly(int interval, Set<DayOfWeek> on, DayOfWeek first) implements RecurrencePattern {
        @Override
        public List<LocalDate> days(LocalDate begin, long period) {
            LocalDate week = week(begin).plusWeeks(period * interval);
            return on.stream()
                    .map(day -> week.with(TemporalAdjusters.nextOrSame(day)))
                    .sorted()
                    .toList();
        }

        @Override
        public long period(LocalDate begin, LocalDate date) {
            return Math.floorDiv(ChronoUnit.WEEKS.between(week(begin), week(date)), interval);
        }

        /** The first day of the week that contains a date. */
        LocalDate week(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(first));
        }
    }

    /**
     * A pattern for one day of every n-th month. A yearly pattern has n = 12.
     *
     * @param month the month of a yearly pattern, otherwise null
     */
    record Monthly(int interval, @Nullable Month month, MonthDayRule day) implements RecurrencePattern {
        @Override
        public List<LocalDate> days(LocalDate begin, long period) {
            return List.of(day.in(month(begin).plusMonths(period * interval)));
        }

        @Override
        public long period(LocalDate begin, LocalDate date) {
            return Math.floorDiv(ChronoUnit.MONTHS.between(month(begin), YearMonth.from(date)), interval);
        }

        private YearMonth month(LocalDate begin) {
            return month == null ? YearMonth.from(begin) : YearMonth.of(begin.getYear(), month);
        }
    }

    /**
     * The rule that selects a day of a month.
     *
     * @param dayOfMonth 1 to 31, in a shorter month the last day; 0 if the other two parameters select the day
     * @param among the weekdays to count: one day, Monday to Friday, the weekend, or all days
     * @param index the position among these days, 1 to 4, or -1 for the last
     */
    public record MonthDayRule(int dayOfMonth, Set<DayOfWeek> among, int index) {
        /** The index names. The first name has the index 1. */
        public static final List<String> INDEXES = List.of("First", "Second", "Third", "Fourth", "Last");
        /** The names for several weekdays. */
        public static final Map<String, Set<DayOfWeek>> GROUPS = Map.of(
                "Day", EnumSet.allOf(DayOfWeek.class),
                "Weekday", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                "WeekendDay", EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        /** The index of a name: 1 to 4, or -1 for Last; 0 for an unknown name. */
        public static int index(String name) {
            int index = INDEXES.indexOf(name.strip()) + 1;
            return index == INDEXES.size() ? -1 : index;
        }

        LocalDate in(YearMonth month) {
            if (dayOfMonth > 0) {
                return month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
            }
            List<LocalDate> counted = IntStream.rangeClosed(1, month.lengthOfMonth())
                    .mapToObj(month::atDay)
                    .filter(date -> among.contains(date.getDayOfWeek()))
                    .sorted(index < 0 ? Comparator.reverseOrder() : Comparator.naturalOrder())
                    .toList();
            return counted.get(Math.abs(index) - 1);
        }
    }
}
