package org.s2slab.exchange.recurrence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.timezone.TimeZoneRegistry;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The lists of dates are those of the examples in RFC 5545, 3.8.5.3, where the pattern is one of EWS. */
class RecurrenceRuleTest {
    private static final String NEVER = "<NoEndRecurrence><StartDate>1997-09-02</StartDate></NoEndRecurrence>";

    @Test
    void repeatsDaily() {
        assertThat(dates("<DailyRecurrence><Interval>10</Interval></DailyRecurrence>" + numbered("1997-09-02", 5)))
                .containsExactly("1997-09-02", "1997-09-12", "1997-09-22", "1997-10-02", "1997-10-12");
        assertThat(dates("<DailyRecurrence><Interval>2</Interval></DailyRecurrence>"
                        + ended("1997-12-20", "1997-12-24")))
                .containsExactly("1997-12-20", "1997-12-22", "1997-12-24");
    }

    @Test
    void repeatsOnDaysOfWeeks() {
        assertThat(dates(weekly(2, "Monday Wednesday Friday", "Sunday") + ended("1997-09-01", "1997-09-30")))
                .containsExactly(
                        "1997-09-01",
                        "1997-09-03",
                        "1997-09-05",
                        "1997-09-15",
                        "1997-09-17",
                        "1997-09-19",
                        "1997-09-29");
        assertThat(dates(weekly(2, "Tuesday Thursday", "Sunday") + numbered("1997-09-02", 8)))
                .containsExactly(
                        "1997-09-02",
                        "1997-09-04",
                        "1997-09-16",
                        "1997-09-18",
                        "1997-09-30",
                        "1997-10-02",
                        "1997-10-14",
                        "1997-10-16");
    }

    /** The RFC's example in which the first day of the week makes the difference. */
    @Test
    void beginsWeeksOnTheirFirstDay() {
        assertThat(dates(weekly(2, "Tuesday Sunday", "Monday") + numbered("1997-08-05", 4)))
                .containsExactly("1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24");
        assertThat(dates(weekly(2, "Tuesday Sunday", "Sunday") + numbered("1997-08-05", 4)))
                .containsExactly("1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31");
    }

    @Test
    void repeatsOnDaysOfMonths() {
        assertThat(dates(relative("Friday", "First") + numbered("1997-09-05", 4)))
                .containsExactly("1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05");
        assertThat(dates("<RelativeMonthlyRecurrence><Interval>1</Interval><DaysOfWeek>Weekday</DaysOfWeek>"
                        + "<DayOfWeekIndex>Last</DayOfWeekIndex></RelativeMonthlyRecurrence>"
                        + numbered("1997-09-29", 5)))
                .containsExactly("1997-09-30", "1997-10-31", "1997-11-28", "1997-12-31", "1998-01-30");
        assertThat(dates(relative("WeekendDay", "Second") + numbered("1997-09-02", 3)))
                .containsExactly("1997-09-07", "1997-10-05", "1997-11-02");
        assertThat(dates(relative("Day", "Last") + numbered("1997-09-02", 3)))
                .containsExactly("1997-09-30", "1997-10-31", "1997-11-30");
        assertThat(dates(absolute(18, 15) + numbered("1997-09-10", 3)))
                .containsExactly("1997-09-15", "1999-03-15", "2000-09-15");
    }

    /** Where RFC 5545 skips a short month, the product takes its last day ([MS-OXOCAL] 2.2.1.44.1). */
    @Test
    void takesTheLastDayOfAShortMonth() {
        assertThat(dates(absolute(1, 31) + numbered("2024-01-31", 5)))
                .containsExactly("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31");
        assertThat(dates("<AbsoluteYearlyRecurrence><DayOfMonth>29</DayOfMonth><Month>February</Month>"
                        + "</AbsoluteYearlyRecurrence>" + numbered("2024-01-01", 3)))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28");
    }

    @Test
    void repeatsOnADayOfTheYear() {
        assertThat(dates("<AbsoluteYearlyRecurrence><DayOfMonth>10</DayOfMonth><Month>June</Month>"
                        + "</AbsoluteYearlyRecurrence>" + numbered("1997-06-11", 2)))
                .containsExactly("1998-06-10", "1999-06-10");
        assertThat(dates("<RelativeYearlyRecurrence><DaysOfWeek>Thursday</DaysOfWeek><DayOfWeekIndex>Last"
                        + "</DayOfWeekIndex><Month>March</Month></RelativeYearlyRecurrence>"
                        + numbered("1997-03-13", 3)))
                .containsExactly("1997-03-27", "1998-03-26", "1999-03-25");
    }

    /** Against an expansion that looks at each day by itself. */
    @Test
    void agreesWithAnExpansionDayByDay() {
        Random random = new Random(7);
        for (int run = 0; run < 400; run++) {
            LocalDate begin = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(800));
            LocalDate end = begin.plusDays(random.nextInt(2500));
            int kind = random.nextInt(4);
            int interval = 1 + random.nextInt(5);
            String pattern = random(random, kind, interval);
            List<LocalDate> expected = naive(pattern, begin, end);
            String range = ended(begin.toString(), end.toString());
            if (expected.isEmpty()) {
                requireCode(pattern + range, "ErrorRecurrenceHasNoOccurrence");
                continue;
            }
            RecurrenceRule rule = read(pattern + range);
            assertThat(rule.from(begin).toList()).as(pattern + begin).isEqualTo(expected);
            assertThat(rule.last()).hasValue(expected.get(expected.size() - 1));
            LocalDate middle = begin.plusDays(random.nextInt(2000));
            assertThat(rule.from(middle).toList())
                    .isEqualTo(expected.stream()
                            .filter(day -> !day.isBefore(middle))
                            .toList());
            assertThat(rule.until(middle).toList())
                    .isEqualTo(expected.stream()
                            .filter(day -> !day.isAfter(middle))
                            .sorted(Comparator.reverseOrder())
                            .toList());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(rule.at(i + 1)).hasValue(expected.get(i));
                assertThat(rule.indexOf(expected.get(i))).hasValue(i + 1);
            }
            assertThat(rule.at(expected.size() + 1)).isEmpty();
            assertThat(rule.indexOf(middle).isPresent()).isEqualTo(expected.contains(middle));
        }
    }

    private static String random(Random random, int kind, int interval) {
        List<String> days = IntStream.rangeClosed(1, 7)
                .filter(day -> random.nextBoolean())
                .mapToObj(day -> name(DayOfWeek.of(day)))
                .toList();
        String first = name(DayOfWeek.of(1 + random.nextInt(7)));
        String index = List.of("First", "Second", "Third", "Fourth", "Last").get(random.nextInt(5));
        String counted = random.nextInt(3) == 0 ? "Weekday" : random.nextInt(2) == 0 ? "WeekendDay" : first;
        return switch (kind) {
            case 0 -> "<DailyRecurrence><Interval>" + interval + "</Interval></DailyRecurrence>";
            case 1 -> weekly(interval, days.isEmpty() ? "Friday" : String.join(" ", days), first);
            case 2 -> absolute(interval, 1 + random.nextInt(31));
            default ->
                "<RelativeMonthlyRecurrence><Interval>" + interval + "</Interval><DaysOfWeek>" + counted
                        + "</DaysOfWeek><DayOfWeekIndex>" + index + "</DayOfWeekIndex></RelativeMonthlyRecurrence>";
        };
    }

    private static List<LocalDate> naive(String pattern, LocalDate begin, LocalDate end) {
        XmlElement element = XmlReader.read(pattern.getBytes(UTF_8));
        int interval = Integer.parseInt(element.childText("Interval").orElseThrow());
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate day = begin; !day.isAfter(end); day = day.plusDays(1)) {
            if (recurs(element, interval, begin, day)) {
                dates.add(day);
            }
        }
        return dates;
    }

    private static boolean recurs(XmlElement pattern, int interval, LocalDate begin, LocalDate day) {
        long months = ChronoUnit.MONTHS.between(YearMonth.from(begin), YearMonth.from(day));
        return switch (pattern.name()) {
            case "DailyRecurrence" -> ChronoUnit.DAYS.between(begin, day) % interval == 0;
            case "WeeklyRecurrence" -> {
                DayOfWeek first = weekday(pattern.childText("FirstDayOfWeek").orElseThrow());
                LocalDate week = begin;
                while (week.getDayOfWeek() != first) {
                    week = week.minusDays(1);
                }
                yield ChronoUnit.DAYS.between(week, day) / 7 % interval == 0
                        && Arrays.stream(pattern.childText("DaysOfWeek")
                                        .orElseThrow()
                                        .split(" "))
                                .anyMatch(name -> weekday(name) == day.getDayOfWeek());
            }
            case "AbsoluteMonthlyRecurrence" -> {
                int expected = Integer.parseInt(pattern.childText("DayOfMonth").orElseThrow());
                yield months % interval == 0
                        && (day.getDayOfMonth() == expected
                                || (expected > day.lengthOfMonth() && day.getDayOfMonth() == day.lengthOfMonth()));
            }
            default -> months % interval == 0 && isIndexed(pattern, day);
        };
    }

    private static boolean isIndexed(XmlElement pattern, LocalDate day) {
        String among = pattern.childText("DaysOfWeek").orElseThrow();
        String index = pattern.childText("DayOfWeekIndex").orElseThrow();
        if (!counts(among, day)) {
            return false;
        }
        long before = IntStream.range(1, day.getDayOfMonth())
                .filter(other -> counts(among, day.withDayOfMonth(other)))
                .count();
        boolean last = IntStream.rangeClosed(day.getDayOfMonth() + 1, day.lengthOfMonth())
                .noneMatch(other -> counts(among, day.withDayOfMonth(other)));
        return index.equals("Last")
                ? last
                : before == List.of("First", "Second", "Third", "Fourth").indexOf(index);
    }

    private static boolean counts(String among, LocalDate day) {
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        return among.equals("Weekday")
                ? !weekend
                : among.equals("WeekendDay") ? weekend : weekday(among) == day.getDayOfWeek();
    }

    @Test
    void keepsTheWallTimeThroughDaylightSaving() {
        OccurrenceExpansion expansion = OccurrenceExpansion.of(
                read("<DailyRecurrence><Interval>1</Interval></DailyRecurrence>" + numbered("2030-03-09", 3)),
                TimeZoneRegistry.find("Eastern Standard Time").orElseThrow(),
                Instant.parse("2030-03-09T15:00:00Z"),
                Instant.parse("2030-03-09T16:00:00Z"));
        assertThat(expansion
                        .within(Instant.EPOCH, Instant.parse("2040-01-01T00:00:00Z"))
                        .map(OccurrenceSpan::starts))
                .containsExactly(
                        Instant.parse("2030-03-09T15:00:00Z"),
                        Instant.parse("2030-03-10T14:00:00Z"),
                        Instant.parse("2030-03-11T14:00:00Z"));
        assertThat(expansion.at(Instant.parse("2030-03-11T14:00:00Z"))).isPresent();
        assertThat(expansion.at(Instant.parse("2030-03-11T15:00:00Z"))).isEmpty();
    }

    @Test
    void findsThoseOfAViewIncludingWhatEndsAtItsBeginning() {
        OccurrenceExpansion expansion = OccurrenceExpansion.of(
                read("<DailyRecurrence><Interval>1</Interval></DailyRecurrence>" + NEVER),
                TimeZoneRegistry.find("UTC").orElseThrow(),
                Instant.parse("1997-09-02T22:00:00Z"),
                Instant.parse("1997-09-03T04:00:00Z"));
        assertThat(expansion.within(Instant.parse("2397-01-02T04:00:00Z"), Instant.parse("2397-01-03T22:00:00Z")))
                .extracting(span -> span.starts().toString())
                .containsExactly("2397-01-01T22:00:00Z", "2397-01-02T22:00:00Z");
    }

    @Test
    void refusesWhatMakesNoSeries() {
        String daily = "<DailyRecurrence><Interval>1</Interval></DailyRecurrence>";
        requireCode(weekly(1, "Weekday", "Monday") + NEVER, "ErrorCalendarInvalidDayForWeeklyRecurrence");
        requireCode(weekly(1, "Frogday", "Monday") + NEVER, "ErrorCalendarInvalidDayForWeeklyRecurrence");
        requireCode(daily + numbered("2030-01-01", 0), "ErrorCalendarInvalidRecurrence");
        requireCode(
                "<DailyRegeneration><Interval>1</Interval></DailyRegeneration>" + NEVER,
                "ErrorCalendarInvalidRecurrence");
        requireCode(daily + ended("2030-01-02", "2030-01-01"), "ErrorRecurrenceHasNoOccurrence");
        requireCode(absolute(1, 5) + ended("2030-01-06", "2030-02-04"), "ErrorRecurrenceHasNoOccurrence");
        requireCode(daily + ended("2030-01-01", "4500-09-02"), "ErrorRecurrenceEndDateTooBig");
        requireCode(absolute(99, 5) + numbered("2030-01-01", 900_000), "ErrorRecurrenceEndDateTooBig");
        requireCode(daily + numbered("2030-01-01", Integer.MAX_VALUE), "ErrorRecurrenceEndDateTooBig");
        requireCode(absolute(1, 32) + NEVER, "ErrorCalendarOutOfRange");
        requireCode("<DailyRecurrence><Interval>0</Interval></DailyRecurrence>" + NEVER, "ErrorCalendarOutOfRange");
        assertThatThrownBy(() -> OccurrenceExpansion.of(
                                read(weekly(1, "Monday Tuesday", "Monday") + NEVER),
                                TimeZoneRegistry.find("UTC").orElseThrow(),
                                Instant.parse("1997-09-02T10:00:00Z"),
                                Instant.parse("1997-09-03T10:00:01Z"))
                        .required())
                .isInstanceOfSatisfying(
                        EwsError.class,
                        error -> assertThat(error.code().name()).isEqualTo("ErrorOccurrenceTimeSpanTooBig"));
    }

    private static void requireCode(String recurrence, String code) {
        assertThatThrownBy(() -> read(recurrence))
                .as(recurrence)
                .isInstanceOfSatisfying(
                        EwsError.class, error -> assertThat(error.code().name()).isEqualTo(code));
    }

    private static List<String> dates(String recurrence) {
        RecurrenceRule rule = read(recurrence);
        return rule.from(rule.begin()).map(LocalDate::toString).toList();
    }

    private static RecurrenceRule read(String recurrence) {
        return RecurrenceReader.read(XmlReader.read(("<Recurrence>" + recurrence + "</Recurrence>").getBytes(UTF_8)));
    }

    private static String weekly(int interval, String days, String first) {
        return "<WeeklyRecurrence><Interval>" + interval + "</Interval><DaysOfWeek>" + days
                + "</DaysOfWeek><FirstDayOfWeek>" + first + "</FirstDayOfWeek></WeeklyRecurrence>";
    }

    private static String absolute(int interval, int day) {
        return "<AbsoluteMonthlyRecurrence><Interval>" + interval + "</Interval><DayOfMonth>" + day
                + "</DayOfMonth></AbsoluteMonthlyRecurrence>";
    }

    private static String relative(String days, String index) {
        return "<RelativeMonthlyRecurrence><Interval>1</Interval><DaysOfWeek>" + days + "</DaysOfWeek><DayOfWeekIndex>"
                + index + "</DayOfWeekIndex></RelativeMonthlyRecurrence>";
    }

    private static String numbered(String begin, int number) {
        return "<NumberedRecurrence><StartDate>" + begin + "</StartDate><NumberOfOccurrences>" + number
                + "</NumberOfOccurrences></NumberedRecurrence>";
    }

    private static String ended(String begin, String end) {
        return "<EndDateRecurrence><StartDate>" + begin + "</StartDate><EndDate>" + end
                + "</EndDate></EndDateRecurrence>";
    }

    private static DayOfWeek weekday(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
