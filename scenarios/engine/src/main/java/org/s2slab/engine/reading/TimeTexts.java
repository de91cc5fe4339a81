package org.s2slab.engine.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes times and time spans for people. */
final class TimeTexts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimeTexts() {}

    /**
     * A time as text; null for null.
     *
     * @param now the time of the hop; if the time is on another day, the text has the date
     */
    static @Nullable String of(@Nullable Instant time, Instant now) {
        if (time == null) {
            return null;
        }
        boolean isSameDay = time.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        return (isSameDay ? TIME : DAY).format(time);
    }

    /** The span between two times as text; null if a time is unknown or if the span is not positive. */
    static @Nullable String span(@Nullable Instant from, @Nullable Instant until) {
        if (from == null || until == null || !from.isBefore(until)) {
            return null;
        }
        Duration span = Duration.between(from, until);
        List<String> parts = new ArrayList<>();
        add(parts, span.toDays(), "day");
        add(parts, span.toHoursPart(), "hour");
        add(parts, span.toMinutesPart(), "minute");
        add(parts, span.toSecondsPart(), "second");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
