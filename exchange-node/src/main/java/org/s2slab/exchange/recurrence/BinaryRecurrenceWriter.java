package org.s2slab.exchange.recurrence;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.recurrence.RecurrencePattern.Daily;
import org.s2slab.exchange.recurrence.RecurrencePattern.MonthDayRule;
import org.s2slab.exchange.recurrence.RecurrencePattern.Monthly;
import org.s2slab.exchange.recurrence.RecurrencePattern.Weekly;

/**
 * Writes a series as PidLidAppointmentRecur ([MS-OXOCAL] 2.2.1.44). All times are minutes since 1601 in the time zone
 * of the series.
 */
final class BinaryRecurrenceWriter {
    private static final LocalDate ZERO = LocalDate.of(1601, 1, 1);
    private static final int DAY = 1440;
    private static final int NO_END = 0x5AE980DF;

    /** The number of occurrences for a series without an end. */
    private static final int ENDLESS = 10;

    private static final int LAST = 5;
    private static final Charset ANSI = Charset.forName("windows-1252");

    private static final int SUBJECT = 0x1;
    private static final int LOCATION = 0x10;
    private static final int BODY = 0x200;

    /** The properties that an exception can override, by their bits in OverrideFlags, in the order of the structure. */
    private static final SortedMap<Integer, String> OVERRIDES = new TreeMap<>(Map.of(
            SUBJECT,
            "item:Subject",
            0x4,
            "item:ReminderMinutesBeforeStart",
            0x8,
            "item:ReminderIsSet",
            LOCATION,
            "calendar:Location",
            0x20,
            "calendar:LegacyFreeBusyStatus",
            0x80,
            "calendar:IsAllDayEvent",
            BODY,
            "item:Body"));

    private final Buffer out = Buffer.buffer();
    private final Series series;
    private final RecurrenceRule rule;

    private BinaryRecurrenceWriter(Series series) {
        this.series = series;
        this.rule = series.expansion().rule();
    }

    static Buffer of(Series series) {
        BinaryRecurrenceWriter written = new BinaryRecurrenceWriter(series);
        written.pattern();
        written.range();
        written.exceptions();
        return written.out;
    }

    private void pattern() {
        RecurrencePattern pattern = rule.pattern();
        LocalDate first = rule.first().orElseThrow();
        shorts(0x3004, 0x3004);
        if (pattern instanceof Daily daily) {
            int period = daily.interval() * DAY;
            kind(0x200A, 0, minutes(first) % period, period);
        } else if (pattern instanceof Weekly weekly) {
            int period = weekly.interval() * 7 * DAY;
            kind(0x200B, 1, minutes(weekly.week(first)) % period, weekly.interval());
            ints(mask(weekly.on()));
        } else if (pattern instanceof Monthly monthly) {
            monthly(monthly, first);
        }
    }

    private void kind(int frequency, int type, int first, int period) {
        shorts(frequency, type, 0);
        ints(first, period, 0);
    }

    private void monthly(Monthly monthly, LocalDate first) {
        MonthDayRule day = monthly.day();
        long months = ChronoUnit.MONTHS.between(ZERO, first) % monthly.interval();
        kind(
                monthly.month() == null ? 0x200C : 0x200D,
                day.dayOfMonth() > 0 ? 2 : 3,
                minutes(ZERO.plusMonths(months)),
                monthly.interval());
        if (day.dayOfMonth() > 0) {
            ints(day.dayOfMonth());
        } else {
            ints(mask(day.among()), day.index() < 0 ? LAST : day.index());
        }
    }

    private static int mask(Set<DayOfWeek> days) {
        return days.stream().mapToInt(day -> 1 << day.getValue() % 7).sum();
    }

    private void range() {
        long count = series.expansion().count();
        ints(rule.number() != null ? 0x2022 : rule.end() != null ? 0x2021 : 0x2023);
        ints(count == 0 ? ENDLESS : (int) count);
        ints(rule.pattern() instanceof Weekly weekly ? weekly.first().getValue() % 7 : 0);
        dates(series.changes().keySet().stream());
        dates(series.modified().stream().map(OccurrenceSpan::starts));
        ints(minutes(rule.first().orElseThrow()));
        ints(rule.last().map(BinaryRecurrenceWriter::minutes).orElse(NO_END));
    }

    private void dates(Stream<Instant> times) {
        List<Integer> days =
                times.map(time -> minutes(wall(time).toLocalDate())).sorted().toList();
        ints(days.size());
        days.forEach(this::ints);
    }

    private void exceptions() {
        int start = series.expansion().time().toSecondOfDay() / 60;
        List<OccurrenceSpan> modified = series.modified().stream()
                .sorted(Comparator.comparing(OccurrenceSpan::starts))
                .toList();
        ints(0x3006, 0x3009, start, start + (int) series.expansion().length().toMinutes());
        shorts(modified.size());
        modified.forEach(span -> exception(span, false));
        ints(0);
        modified.forEach(span -> exception(span, true));
        ints(0);
    }

    /** Writes an ExceptionInfo, or the ExtendedException with the same texts in Unicode. */
    private void exception(OccurrenceSpan span, boolean extended) {
        ItemContent own = OccurrenceItemFactory.of(series, span).content();
        SortedMap<Integer, String> values = new TreeMap<>(OVERRIDES);
        values.entrySet().removeIf(one -> !isOwn(own, one.getValue()));
        int flags = values.keySet().stream().mapToInt(flag -> flag).sum();
        if (extended) {
            ints(4, 0, 0);
            values.keySet().retainAll(Set.of(SUBJECT, LOCATION));
            if (values.isEmpty()) {
                return;
            }
        }
        ints(minutes(wall(span.starts())), minutes(wall(span.ends())), minutes(wall(span.original())));
        if (!extended) {
            shorts(flags);
        }
        values.forEach((flag, key) -> {
            String value = Objects.requireNonNullElse(text(own, key), "");
            if (flag == SUBJECT || flag == LOCATION) {
                text(value, extended);
            } else if (flag != BODY) {
                ints(value.equals("true") ? 1 : value.isEmpty() || value.equals("false") ? 0 : Integer.parseInt(value));
            }
        });
        if (extended) {
            ints(0);
        }
    }

    private boolean isOwn(ItemContent own, String key) {
        ItemContent master = series.master().content();
        return key.equals("item:Body")
                ? !own.body().equals(master.body())
                : !Objects.equals(text(own, key), text(master, key));
    }

    /** The MAPI form of a value; null if the value does not exist. */
    private static @Nullable String text(ItemContent content, String key) {
        return key.equals("item:Subject")
                ? content.subject()
                : content.value(key)
                        .map(value -> MapiValueConverter.of(
                                        PropertyTable.EXCHANGE.byUri(key).get(0), List.of(value.toString()))
                                .get(0))
                        .orElse(null);
    }

    private void text(String text, boolean extended) {
        byte[] bytes = text.getBytes(extended ? StandardCharsets.UTF_16LE : ANSI);
        shorts(extended ? text.length() : bytes.length + 1);
        if (!extended) {
            shorts(bytes.length);
        }
        out.appendBytes(bytes);
    }

    private LocalDateTime wall(Instant time) {
        return series.expansion().zone().wallTime(time);
    }

    private static int minutes(LocalDate day) {
        return minutes(day.atStartOfDay());
    }

    private static int minutes(LocalDateTime time) {
        return (int) ChronoUnit.MINUTES.between(ZERO.atStartOfDay(), time);
    }

    private void shorts(int... numbers) {
        for (int number : numbers) {
            out.appendShortLE((short) number);
        }
    }

    private void ints(int... numbers) {
        for (int number : numbers) {
            out.appendIntLE(number);
        }
    }
}
