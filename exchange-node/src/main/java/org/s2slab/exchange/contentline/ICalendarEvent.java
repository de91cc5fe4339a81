package org.s2slab.exchange.contentline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.s2slab.xml.XmlElement;

/**
 * An iCalendar event, converted to a calendar item.
 *
 * @param properties the elements of the calendar item, times in UTC
 * @param exceptions the elements of each changed occurrence, by its original start
 * @param deleted the original starts of deleted occurrences
 */
public record ICalendarEvent(
        List<XmlElement> properties, Map<Instant, List<XmlElement>> exceptions, List<Instant> deleted) {
    /** No event. */
    public static final ICalendarEvent NONE = new ICalendarEvent(List.of(), Map.of(), List.of());

    public ICalendarEvent {
        properties = List.copyOf(properties);
        exceptions = Map.copyOf(exceptions);
        deleted = List.copyOf(deleted);
    }
}
