package org.s2slab.ews;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/**
 * Converts recurrences in clients' JSON to {@code t:RecurrenceType}. A recurrence has a {@code pattern} and a
 * {@code range}, as in Microsoft Graph (https://learn.microsoft.com/graph/api/resources/patternedrecurrence). Exchange
 * decides whether it accepts the series.
 */
public final class RecurrenceJson {
    private static final int LONGEST_MONTH = 31;
    private static final int LONGEST_YEAR = 366;
    private static final int WEEK = 7;

    private RecurrenceJson() {}

    /** The {@code t:Recurrence} of a JSON object. Fails with PARAMETER_INVALID for unknown or missing members. */
    public static XmlElement element(JsonObject recurrence) {
        return t("Recurrence", pattern(part(recurrence, "pattern")), range(part(recurrence, "range")));
    }

    /**
     * A time at which the last occurrence has certainly ended; empty for a recurrence without an end.
     *
     * @param length the length of an occurrence
     */
    public static Optional<Instant> over(JsonObject recurrence, Duration length) {
        JsonObject pattern = part(recurrence, "pattern");
        JsonObject range = part(recurrence, "range");
        String unit =
                word(pattern, "type").replaceFirst("^(absolute|relative)", "").toLowerCase(Locale.ROOT);
        int days = switch (unit) {
            case "daily" -> 1;
            case "weekly" -> WEEK;
            case "monthly" -> LONGEST_MONTH;
            default -> LONGEST_YEAR;
        };
        Optional<LocalDate> last = switch (word(range, "type")) {
            case "endDate" -> Optional.of(date(range, "endDate"));
            case "numbered" ->
                Optional.of(date(range, "startDate")
                        .plusDays((long) days * number(pattern, "interval", 1) * number(range, "numberOfOccurrences")));
            default -> Optional.empty();
        };
        return last.map(date ->
                date.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant().plus(length));
    }

    private static XmlElement pattern(JsonObject pattern) {
        String type = word(pattern, "type");
        XmlElement interval = t("Interval", Integer.toString(number(pattern, "interval", 1)));
        return switch (type) {
            case "daily" -> t("DailyRecurrence", interval);
            case "weekly" ->
                t(
                        "WeeklyRecurrence",
                        interval,
                        days(pattern),
                        t("FirstDayOfWeek", capital(text(pattern, "firstDayOfWeek", "sunday"))));
            case "absoluteMonthly" -> t("AbsoluteMonthlyRecurrence", interval, dayOfMonth(pattern));
            case "relativeMonthly" -> t("RelativeMonthlyRecurrence", interval, days(pattern), index(pattern));
            case "absoluteYearly" -> t("AbsoluteYearlyRecurrence", dayOfMonth(pattern), month(pattern));
            case "relativeYearly" -> t("RelativeYearlyRecurrence", days(pattern), index(pattern), month(pattern));
            default ->
                throw Refusal.invalid("'recurrence.pattern.type' is '" + type + "', expected one of daily, weekly,"
                        + " absoluteMonthly, relativeMonthly, absoluteYearly, relativeYearly");
        };
    }

    private static XmlElement range(JsonObject range) {
        XmlElement start = t("StartDate", date(range, "startDate").toString());
        return switch (word(range, "type")) {
            case "noEnd" -> t("NoEndRecurrence", start);
            case "endDate" ->
                t(
                        "EndDateRecurrence",
                        start,
                        t("EndDate", date(range, "endDate").toString()));
            case "numbered" ->
                t(
                        "NumberedRecurrence",
                        start,
                        t("NumberOfOccurrences", Integer.toString(number(range, "numberOfOccurrences"))));
            default ->
                throw Refusal.invalid("'recurrence.range.type' is '" + word(range, "type")
                        + "', expected one of noEnd, endDate, numbered");
        };
    }

    private static XmlElement days(JsonObject pattern) {
        if (!(pattern.getValue("daysOfWeek") instanceof JsonArray days) || days.isEmpty()) {
            throw Refusal.invalid("'recurrence.pattern.daysOfWeek' must be a list of days such as [\"monday\"]");
        }
        return t(
                "DaysOfWeek",
                days.stream().map(day -> capital(String.valueOf(day))).collect(Collectors.joining(" ")));
    }

    private static XmlElement dayOfMonth(JsonObject pattern) {
        return t("DayOfMonth", Integer.toString(number(pattern, "dayOfMonth")));
    }

    private static XmlElement index(JsonObject pattern) {
        return t("DayOfWeekIndex", capital(text(pattern, "index", "first")));
    }

    private static XmlElement month(JsonObject pattern) {
        int month = number(pattern, "month");
        if (month < 1 || month > Month.values().length) {
            throw Refusal.invalid("'recurrence.pattern.month' is " + month + ", expected 1 to 12");
        }
        return t("Month", capital(Month.of(month).name().toLowerCase(Locale.ROOT)));
    }

    private static JsonObject part(JsonObject recurrence, String name) {
        List<String> known = List.of("pattern", "range");
        if (!known.containsAll(recurrence.fieldNames()) || !(recurrence.getValue(name) instanceof JsonObject part)) {
            throw Refusal.invalid("'recurrence' must have the members 'pattern' and 'range' and no others");
        }
        return part;
    }

    private static String text(JsonObject json, String name, String otherwise) {
        return json.containsKey(name) ? word(json, name) : otherwise;
    }

    private static String word(JsonObject json, String name) {
        return String.valueOf(json.getValue(name));
    }

    private static LocalDate date(JsonObject range, String name) {
        try {
            return LocalDate.parse(word(range, name));
        } catch (DateTimeException e) {
            throw Refusal.invalid("'recurrence.range." + name + "' is '" + word(range, name)
                    + "', expected a date such as 2030-03-04");
        }
    }

    private static int number(JsonObject json, String name, int otherwise) {
        return json.containsKey(name) ? number(json, name) : otherwise;
    }

    private static int number(JsonObject json, String name) {
        if (json.getValue(name) instanceof Integer number) {
            return number;
        }
        throw Refusal.invalid("'" + name + "' in 'recurrence' is '" + word(json, name) + "', expected a whole number");
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
