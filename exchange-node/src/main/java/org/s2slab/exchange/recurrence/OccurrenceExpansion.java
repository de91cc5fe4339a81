package org.s2slab.exchange.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;

/**
 * Computes the times of the occurrences of a series. All occurrences have the same local time in a time zone, also
 * after daylight saving changes.
 *
 * @param time the local start time of each occurrence
 * @param length the duration in local time
 */
public record OccurrenceExpansion(RecurrenceRule rule, TimeZoneDefinition zone, LocalTime time, Duration length) {
    /** The number of dates whose distances are compared with the duration, enough for every distance of a pattern. */
    private static final int COMPARED = 50;

    /**
     * Creates the expansion of a series.
     *
     * @param starts the start of one occurrence; only its local time matters
     */
    public static OccurrenceExpansion of(RecurrenceRule rule, TimeZoneDefinition zone, Instant starts, Instant ends) {
        LocalDateTime wall = zone.wallTime(starts);
        return new OccurrenceExpansion(rule, zone, wall.toLocalTime(), Duration.between(wall, zone.wallTime(ends)));
    }

    /**
     * Requires that each occurrence ends before the next one starts.
     *
     * @throws EwsError ErrorOccurrenceTimeSpanTooBig if an occurrence is longer than the time to the next one
     */
    OccurrenceExpansion required() {
        List<LocalDate> dates = rule.from(rule.begin()).limit(COMPARED).toList();
        for (int i = 1; i < dates.size(); i++) {
            LocalDate before = dates.get(i - 1);
            LocalDate next = dates.get(i);
            ResponseCode.ErrorOccurrenceTimeSpanTooBig.throwIf(
                    length.compareTo(Duration.between(before.atStartOfDay(), next.atStartOfDay())) > 0,
                    "An occurrence is longer than the time to the next one, from " + before + " to " + next + ".");
        }
        return this;
    }

    /**
     * All occurrences of the pattern, in the order of their starts. The stream is infinite for a series without an end.
     */
    public Stream<OccurrenceSpan> all() {
        return rule.from(rule.begin()).map(this::span);
    }

    /** The number of occurrences; 0 for a series without an end. */
    public long count() {
        return rule.last().map(last -> rule.indexOf(last).orElse(0)).orElse(0L);
    }

    /** The index, from 1, of the occurrence with this original start; 0 if there is none. */
    public long indexOf(Instant original) {
        return rule.indexOf(zone.wallTime(original).toLocalDate()).orElse(0);
    }

    /** The first occurrence, which every series has. */
    public OccurrenceSpan first() {
        return span(rule.first().orElseThrow());
    }

    /** The occurrence with an index from 1; empty after the end of the series. */
    public Optional<OccurrenceSpan> at(long index) {
        return rule.at(index).map(this::span);
    }

    /** The occurrence with this original start; empty if the series has none. */
    public Optional<OccurrenceSpan> at(Instant original) {
        LocalDate date = zone.wallTime(original).toLocalDate();
        OptionalLong index = rule.indexOf(date);
        return index.isEmpty()
                ? Optional.empty()
                : Optional.of(span(date)).filter(span -> span.original().equals(original));
    }

    /** The occurrences of a calendar view, in their order. */
    public Stream<OccurrenceSpan> within(Instant from, Instant until) {
        LocalDate first = zone.wallTime(from).minus(length).toLocalDate().minusDays(1);
        return rule.from(first)
                .map(this::span)
                .takeWhile(span -> span.starts().isBefore(until))
                .filter(span -> span.isWithin(from, until));
    }

    /** The occurrences that start at or before a time, the latest first. */
    Stream<OccurrenceSpan> until(Instant moment) {
        return rule.until(zone.wallTime(moment).toLocalDate().plusDays(1))
                .map(this::span)
                .filter(span -> !span.starts().isAfter(moment));
    }

    private OccurrenceSpan span(LocalDate date) {
        Instant starts = zone.instant(date.atTime(time));
        return new OccurrenceSpan(starts, starts, zone.instant(date.atTime(time).plus(length)));
    }
}
