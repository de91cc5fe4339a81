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
 * A pattern within a range (t:RecurrenceType). Computes the period of a date and the date of an index, without a search
 * from the start.
 *
 * @param begin the first possible day
 * @param end the last possible day, or null
 * @param number the number of dates, or null for no limit
 */
public record RecurrenceRule(
        RecurrencePattern pattern,
        LocalDate begin,
        @Nullable LocalDate end,
        @Nullable Integer number) {
    /** The last year of item dates ([MS-OXOCAL] 2.2.1.44.1). */
    private static final int LAST_YEAR = 4500;

    /** An upper limit for the number of dates until that year. */
    private static final int MOST = 1_100_000;

    /** The dates from a given date on, in their order; infinite if the range has no end. */
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

    /** The first date; empty if the range ends before it. */
    public Optional<LocalDate> first() {
        return from(begin).findFirst();
    }

    /** The last date; empty if the range has no end or contains no date. */
    public Optional<LocalDate> last() {
        if (number == null && end == null) {
            return Optional.empty();
        }
        return until(bound()).findFirst();
    }

    /** The dates up to a given date, the latest first. */
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

    /** The date with an index from 1; empty after the end of the range or the last year. */
    public Optional<LocalDate> at(long index) {
        if (index < 1 || index > MOST || (number != null && index > number)) {
            return Optional.empty();
        }
        return Optional.of(unlimited(index)).filter(date -> !date.isAfter(bound()) && date.getYear() <= LAST_YEAR);
    }

    /** The index, from 1, of a date; empty for a day without a recurrence. */
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

    /** The number of days in the first period before the range begins. */
    private long skipped() {
        return pattern.days(begin, 0).stream()
                .filter(day -> day.isBefore(begin))
                .count();
    }
}
