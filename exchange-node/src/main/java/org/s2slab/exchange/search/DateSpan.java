package org.s2slab.exchange.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * The time range of a date in a query: half-open, in epoch seconds. A date without a time covers the whole day. Times
 * without a zone are UTC.
 */
record DateSpan(long from, long until) {
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);

    /** The accepted words and formats, for an error message. */
    static final String FORMS = "a date such as 2013-03-12, 3/12/2013 or 2013-03-12T09:30:00Z, or today, yesterday,"
            + " tomorrow, \"this week\", \"last week\", \"this month\", \"last month\", \"this year\", \"last year\"";

    /** Reads a date; empty if the text is not a date. */
    static Optional<DateSpan> of(String text, Instant now) {
        Optional<DateSpan> relative = relative(text, now.atZone(ZoneOffset.UTC).toLocalDate());
        if (relative.isPresent()) {
            return relative;
        }
        try {
            return Optional.of(absolute(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateSpan absolute(String text) {
        if (text.indexOf('T') < 0) {
            LocalDate day = text.indexOf('/') < 0 ? LocalDate.parse(text) : LocalDate.parse(text, AMERICAN);
            return days(day, day.plusDays(1));
        }
        boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        long second = zoned
                ? OffsetDateTime.parse(text).toEpochSecond()
                : LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
        return new DateSpan(second, second + 1);
    }

    private static Optional<DateSpan> relative(String text, LocalDate today) {
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        LocalDate first = today.withDayOfMonth(1);
        LocalDate newYear = today.with(TemporalAdjusters.firstDayOfYear());
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "today" -> Optional.of(days(today, today.plusDays(1)));
            case "yesterday" -> Optional.of(days(today.minusDays(1), today));
            case "tomorrow" -> Optional.of(days(today.plusDays(1), today.plusDays(2)));
            case "last week" -> Optional.of(days(monday.minusWeeks(1), monday));
            case "this week" -> Optional.of(days(monday, monday.plusWeeks(1)));
            case "this month" -> Optional.of(days(first, first.plusMonths(1)));
            case "last month" -> Optional.of(days(first.minusMonths(1), first));
            case "this year" -> Optional.of(days(newYear, newYear.plusYears(1)));
            case "last year" -> Optional.of(days(newYear.minusYears(1), newYear));
            default -> Optional.empty();
        };
    }

    private static DateSpan days(LocalDate from, LocalDate until) {
        return new DateSpan(
                from.atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                until.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    }
}
