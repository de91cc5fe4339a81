package org.s2slab.exchange.ediscovery;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and formats durations in days: {@code 30}, {@code 30.00:00:00}, and {@code Unlimited}. */
public final class HoldDurationFormat {
    /** The accepted formats, for error messages. */
    public static final String FORMS = "a number of days such as 30, or 30.00:00:00";

    private static final String UNLIMITED = "Unlimited";
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5})(?:\\.([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}))?");

    private HoldDurationFormat() {}

    static boolean isUnlimited(String text) {
        return text.isBlank() || text.strip().equalsIgnoreCase(UNLIMITED);
    }

    /** Reads a duration; empty for an invalid text. */
    public static Optional<Duration> parse(String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches()) {
            return Optional.empty();
        }
        Duration days = Duration.ofDays(Long.parseLong(span.group(1)));
        return Optional.of(
                span.group(2) == null
                        ? days
                        : days.plusHours(Long.parseLong(span.group(2)))
                                .plusMinutes(Long.parseLong(span.group(3)))
                                .plusSeconds(Long.parseLong(span.group(4))));
    }

    /**
     * The duration of a hold for each item; null for an unlimited hold.
     *
     * @throws IllegalArgumentException with the accepted formats
     */
    public static @Nullable Duration ofHold(String text) {
        if (isUnlimited(text)) {
            return null;
        }
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "ItemHoldPeriod: '" + text + "', expected Unlimited, " + FORMS + "."));
    }

    /** The duration in the product's format. */
    public static String shown(@Nullable Duration period) {
        return period == null
                ? UNLIMITED
                : "%d.%02d:%02d:%02d"
                        .formatted(
                                period.toDays(), period.toHoursPart(), period.toMinutesPart(), period.toSecondsPart());
    }
}
