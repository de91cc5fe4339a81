package org.s2slab.exchange.timezone;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A change of the offset that repeats every year (t:RecurringDayTransitionType, t:RecurringDateTransitionType).
 *
 * @param day the weekday, or null for the same date every year
 * @param occurrence the position of the weekday in the month, 1 to 4, or -1 for the last; without a weekday the day of
 *     the month
 * @param time the local time before the change
 * @param to the offset after the change
 */
public record DayTransition(Month month, @Nullable DayOfWeek day, int occurrence, LocalTime time, ZoneOffset to) {
    /** The occurrence for the last such weekday of the month. */
    static final int LAST = -1;

    private static final int WEEK = 7;

    /** The maximum number of an occurrence; larger numbers mean the last. */
    private static final int MOST = 4;

    /** Creates a transition from a client's values: an occurrence above 4 means the last. */
    public static DayTransition of(int month, DayOfWeek day, int occurrence, LocalTime time, ZoneOffset to) {
        boolean last = occurrence < 1 || occurrence > MOST;
        return new DayTransition(Month.of(month), day, last ? LAST : occurrence, time.withNano(0), to);
    }

    /** The local time of the change in a year. */
    LocalDateTime in(int year) {
        LocalDate first = LocalDate.of(year, month, 1);
        LocalDate date = day == null
                ? first.withDayOfMonth(Math.min(occurrence, first.lengthOfMonth()))
                : first.with(TemporalAdjusters.dayOfWeekInMonth(occurrence, day));
        return date.atTime(time);
    }

    /** The yearly rule of java.time. */
    ZoneOffsetTransitionRule rule(ZoneOffset standard, ZoneOffset before) {
        int dayOfMonth = day == null || occurrence == LAST ? occurrence : (occurrence - 1) * WEEK + 1;
        return ZoneOffsetTransitionRule.of(
                month, dayOfMonth, day, time, false, TimeDefinition.WALL, standard, before, to);
    }
}
