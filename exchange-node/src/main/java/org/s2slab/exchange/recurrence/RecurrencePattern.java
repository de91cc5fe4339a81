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
 * The days on which something recurs (t:RecurrencePatternTypes). A pattern divides time into periods that each have the same
 * number of days: days, weeks or months, every n-th of them. Period 0 is the one in which the range begins.
 */
public sealed interface RecurrencePattern {
    /** The days of a period, in their order. */
    List<LocalDate> days(LocalDate begin, long period);

    /** The last period that does not begin after a date. */
    long period(LocalDate begin, LocalDate date);

    /** Every n-th day. */
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
     * Some days of every n-th week.
     *
     * @param first the day with which weeks begin; it matters where n is above 1
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

        /** The day with which the week of a date begins. */
        LocalDate week(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(first));
        }
    }

    /**
     * One day of every n-th month; of a yearly pattern n is 12.
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
     * A day of a month.
     *
     * @param dayOfMonth 1 to 31, in a shorter month the last day; 0 where it is said by the other two
     * @param among the days of the week that count: one, the weekdays, the days of the weekend, or all
     * @param index which of them, 1 to 4, or -1 for the last
     */
    public record MonthDayRule(int dayOfMonth, Set<DayOfWeek> among, int index) {
        /** The names of the indexes. The first index is 1. */
        public static final List<String> INDEXES = List.of("First", "Second", "Third", "Fourth", "Last");
        /** The names of several days of the week. */
        public static final Map<String, Set<DayOfWeek>> GROUPS = Map.of(
                "Day", EnumSet.allOf(DayOfWeek.class),
                "Weekday", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                "WeekendDay", EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

        /** The index of a name: 1 to 4, or -1 for Last; 0 if there is no such name. */
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
