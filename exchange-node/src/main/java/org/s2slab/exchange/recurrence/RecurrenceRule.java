package org.s2slab.exchange.recurrence;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pattern within a range (t:RecurrenceType). No date is searched for step by step from the beginning: the period of a date
 * and the date of an index are computed.
 *
 * @param begin the first day on which it can recur
 * @param end the last day on which it can recur, or null
 * @param number how often it recurs, or null where that is not limited by a number
 */
public record RecurrenceRule(
        RecurrencePattern pattern,
        LocalDate begin,
        @Nullable LocalDate end,
        @Nullable Integer number) {
    /** Of the dates of items ([MS-OXOCAL] 2.2.1.44.1). */
    private static final int LAST_YEAR = 4500;

    /** More than a daily series has until then. */
    private static final int MOST = 1_100_000;

    /** The dates from one on, in their order; without an end of the range there is none. */
    public Stream<LocalDate> from(LocalDate date) {
        LocalDate first = date.isBefore(begin) ? begin : date;
        long period = Math.max(0, pattern.period(begin, first));
        LocalDate last = bound();
        return LongStream.iterate(period, next -> next + 1)
                .mapToObj(next -> pattern.days(begin, next))
                .flatMap(List::stream)
                .dropWhile(day -> day.isBefore(first))
                .takeWhile(day -> !day.isAfter(last));
    }

    /** The first date; empty where the range ends before it. */
    public Optional<LocalDate> first() {
        return from(begin).findFirst();
    }

    /** The last date; empty where there is no end, or no date at all. */
    public Optional<LocalDate> last() {
        if (number == null && end == null) {
            return Optional.empty();
        }
        return until(bound()).findFirst();
    }

    /** The dates until one, the last one first. */
    public Stream<LocalDate> until(LocalDate date) {
        LocalDate last = date.isAfter(bound()) ? bound() : date;
        return LongStream.iterate(pattern.period(begin, last), period -> period >= 0, period -> period - 1)
                .mapToObj(period -> pattern.days(begin, period))
                .flatMap(days -> days.stream().sorted(Comparator.reverseOrder()))
                .filter(day -> !day.isAfter(last) && !day.isBefore(begin));
    }

    private LocalDate bound() {
        return number != null ? unlimited(number) : end != null ? end : LocalDate.MAX;
    }

    /** The date of an index from 1; empty behind the end of the range, and behind the last year of calendars. */
    public Optional<LocalDate> at(long index) {
        if (index < 1 || index > MOST || (number != null && index > number)) {
            return Optional.empty();
        }
        return Optional.of(unlimited(index)).filter(date -> !date.isAfter(bound()) && date.getYear() <= LAST_YEAR);
    }

    /** The index of a date from 1; empty for a day on which it does not recur. */
    public OptionalLong indexOf(LocalDate date) {
        long period = pattern.period(begin, date);
        boolean outside = date.isBefore(begin) || date.isAfter(bound());
        int place = outside || period < 0 ? -1 : pattern.days(begin, period).indexOf(date);
        return place < 0 ? OptionalLong.empty() : OptionalLong.of(period * size() + place + 1 - skipped());
    }

    private LocalDate unlimited(long index) {
        long place = index - 1 + skipped();
        return pattern.days(begin, place / size()).get((int) (place % size()));
    }

    private int size() {
        return pattern.days(begin, 0).size();
    }

    /** The days of the first period that are before the range. */
    private long skipped() {
        return pattern.days(begin, 0).stream()
                .filter(day -> day.isBefore(begin))
                .count();
    }
}
