package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.AdjustableClock;

/** A change of a node's clock: a movement by a duration, a new time, or a reset to the machine's time. */
public final class ClockChange {
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?", Pattern.CASE_INSENSITIVE);

    private static final Duration LONGEST = Duration.ofDays(36_525);

    /** The moments at which certificates and tokens can have their forms. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("2199-12-31T00:00:00Z");

    private final @Nullable Duration by;
    private final @Nullable Instant moment;

    /** The clock's distance to the machine's clock, if one distance was set for several clocks; otherwise null. */
    private final @Nullable Duration distance;

    private ClockChange(@Nullable Duration by, @Nullable Instant moment, @Nullable Duration distance) {
        this.by = by;
        this.moment = moment;
        this.distance = distance;
    }

    /** Moves the clock by a duration; a negative duration moves it back. */
    public static ClockChange by(Duration duration) {
        return new ClockChange(duration, null, null);
    }

    /** Sets the clock to a moment. */
    public static ClockChange to(Instant moment) {
        return new ClockChange(null, moment, null);
    }

    /** Parses as {@link #parse} does. The message of a failure begins with the name of the value. */
    public static ClockChange of(String name, String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Parses {@code +3d}, {@code -2h30m}, {@code +P7D}, {@code machine}, or a moment as {@link #moment} does. */
    public static ClockChange parse(String text) {
        if (text.equalsIgnoreCase("machine")) {
            return new ClockChange(null, null, null);
        }
        if (text.startsWith("+") || text.startsWith("-")) {
            Duration span = span(text.substring(1).toUpperCase(Locale.ROOT));
            if (span == null || span.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "'" + text
                                + "' is not a duration of at most a century; write +3d, -2h30m, +P7D (weeks w, days d, hours h, minutes m, seconds s)");
            }
            return by(text.startsWith("-") ? span.negated() : span);
        }
        try {
            return to(moment(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", a duration such as +3d or -2h30m, or machine", e);
        }
    }

    /**
     * Parses a date (its midnight) or a date with time, in UTC unless an offset is given: {@code 2026-03-01},
     * {@code 2026-03-01T08:00}, {@code 2026-03-01T08:00+01:00}.
     */
    public static Instant moment(String text) {
        Instant moment = parsed(text);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new IllegalArgumentException("'" + text + "' is not in the years 1970 to 2199");
        }
        return moment;
    }

    private static Instant parsed(String text) {
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no date or moment; write 2026-03-01, 2026-03-01T08:00Z or 2026-03-01T08:00+01:00",
                    e);
        }
    }

    private static @Nullable Duration span(String text) {
        try {
            if (text.startsWith("P")) {
                return Duration.parse(text);
            }
            Matcher found = SPAN.matcher(text);
            if (text.isEmpty() || !found.matches()) {
                return null;
            }
            return Duration.ofDays(number(found, 1) * 7 + number(found, 2))
                    .plusHours(number(found, 3))
                    .plusMinutes(number(found, 4))
                    .plusSeconds(number(found, 5));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static long number(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /**
     * The same change for several clocks, which are equal afterwards. Without it, each clock is set at a slightly
     * different moment. A token of one node could then be older than its earlier registration at another node (rule
     * H6).
     *
     * @param machine the current time of the machine's clock
     */
    public ClockChange asOf(Instant machine) {
        return moment == null ? this : new ClockChange(null, null, Duration.between(machine, moment));
    }

    /**
     * The new distance to the machine's clock.
     *
     * @param now the time of the node's clock
     * @param moved the clock's distance until now
     */
    public Duration moved(Instant now, Duration moved) {
        if (distance != null) {
            return distance;
        }
        if (moment != null) {
            return moved.plus(Duration.between(now, moment));
        }
        return by == null ? Duration.ZERO : moved.plus(by);
    }

    /** Changes the clock of a running node; returns its new distance to the machine's clock. */
    public Future<Duration> on(ManagedNode node) {
        return node.clock().compose(shown -> {
            Duration moved = moved(shown.getInstant("now"), Duration.parse(shown.getString("moved")));
            return node.moveClock(moved).map(moved);
        });
    }

    /** Changes the clock of a stopped node, which reads the change at its next start. Blocks the calling thread. */
    public Duration whileDown(Path folder, Clock machine) {
        AdjustableClock kept = AdjustableClock.keptIn(folder, machine);
        kept.move(moved(kept.instant(), kept.moved()));
        kept.keepIn(folder);
        return kept.moved();
    }
}
