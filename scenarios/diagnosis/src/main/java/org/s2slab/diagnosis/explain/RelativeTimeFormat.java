package org.s2slab.diagnosis.explain;

import java.time.Duration;
import java.time.Instant;

/** Formats points in time relative to the current time. */
final class RelativeTimeFormat {
    private RelativeTimeFormat() {}

    /** A time with its distance, for instance {@code 2026-03-02T09:00:00Z, in 7 h 59 min}. */
    static String of(Instant moment, Instant now) {
        Duration distance = Duration.between(now, moment);
        if (distance.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return moment + ", now";
        }
        return moment + ", " + (distance.isNegative() ? length(distance.abs()) + " ago" : "in " + length(distance));
    }

    /** A duration in its two largest units, for instance {@code 8 h} or {@code 1 d 5 min}. */
    static String length(Duration length) {
        long[] amounts = {length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()};
        String[] units = {"d", "h", "min", "s"};
        StringBuilder words = new StringBuilder();
        int said = 0;
        for (int i = 0; i < amounts.length && said < 2; i++) {
            if (amounts[i] > 0) {
                words.append(said++ == 0 ? "" : " ")
                        .append(amounts[i])
                        .append(' ')
                        .append(units[i]);
            }
        }
        return words.isEmpty() ? "0 s" : words.toString();
    }
}
