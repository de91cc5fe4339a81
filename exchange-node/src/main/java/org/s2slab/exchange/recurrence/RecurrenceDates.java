package org.s2slab.exchange.recurrence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.xml.XmlElement;

/** The dates of a recurrence (xs:date). A zone behind one says nothing about the day. */
public final class RecurrenceDates {
    private static final List<String> NAMES = List.of("StartDate", "EndDate");

    /** Characters of a time before its offset. */
    private static final int WITHOUT_OFFSET = "2014-03-08T00:00:00".length();

    private RecurrenceDates() {}

    /** Returns the date without its zone. */
    static String plain(String date) {
        String text = date.strip();
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    /** Returns a recurrence that is equal to another with the same days. */
    static XmlElement plain(XmlElement recurrence) {
        return each(recurrence, RecurrenceDates::plain);
    }

    /** Returns the recurrence with the offset of a zone behind each date, as responses show it: {@code 2014-03-08-08:00}. */
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
