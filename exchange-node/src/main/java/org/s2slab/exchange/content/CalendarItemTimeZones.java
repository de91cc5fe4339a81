package org.s2slab.exchange.content;

import java.util.Optional;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;

/** The time zones in which the start and the end of a calendar item were set; UTC if they were not set. */
public record CalendarItemTimeZones(TimeZoneDefinition start, TimeZoneDefinition end) {
    /** The element that stores the time zone of the start. */
    public static final String START = "StartTimeZone";

    /** The element that stores the time zone of the end if it differs from that of the start. */
    public static final String END = "EndTimeZone";

    public static CalendarItemTimeZones of(ItemContent content) {
        TimeZoneDefinition start = zone(content, START).orElse(TimeZoneDefinition.UTC);
        return new CalendarItemTimeZones(start, zone(content, END).orElse(start));
    }

    private static Optional<TimeZoneDefinition> zone(ItemContent content, String name) {
        return content.property(name).map(TimeZoneReader::definition);
    }
}
