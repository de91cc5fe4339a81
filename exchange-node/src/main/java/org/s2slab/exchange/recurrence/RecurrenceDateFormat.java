package org.s2slab.exchange.recurrence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.xml.XmlElement;

/** Converts the dates of a recurrence (xs:date). The time zone after a date does not affect the day. */
public final class RecurrenceDateFormat {
    private static final List<String> NAMES = List.of("StartDate", "EndDate");

    /** The length of a time before its offset. */
    private static final int WITHOUT_OFFSET = "2014-03-08T00:00:00".length();

    private RecurrenceDateFormat() {}

    /** Returns the date without its zone. */
    static String plain(String date) {
        String text = date.strip();
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    /** Returns the recurrence with dates without zones, so that recurrences with the same days are equal. */
    static XmlElement plain(XmlElement recurrence) {
        return each(recurrence, RecurrenceDateFormat::plain);
    }

    /** Returns the recurrence with the zone's offset after each date, as in responses: {@code 2014-03-08-08:00}. */
    public static XmlElement zoned(XmlElement recurrence, TimeZoneDefinition zone) {
        return each(recurrence, text -> zoned(plain(text), zone));
    }

    private static String zoned(String date, TimeZoneDefinition zone) {
        try {
            Instant midnight = zone.instant(LocalDate.parse(date).atStartOfDay());
            return date + zone.text(midnight).substring(WITHOUT_OFFSET);
        } catch (DateTimeException e) {
            return date;
        }
    }

    private static XmlElement each(XmlElement element, UnaryOperator<String> change) {
        return NAMES.contains(element.name())
                ? element.withText(change.apply(element.text()))
                : element.withChildren(element.children().stream()
                        .map(child -> each(child, change))
                        .toList());
    }
}
