package org.s2slab.exchange.content;

import java.time.DateTimeException;
import java.util.Optional;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.xml.XmlElement;

/** The time zones in which the start and the end of a calendar item were set; UTC if they were not set. */
public record CalendarTimeZones(TimeZoneDefinition start, TimeZoneDefinition end) {
    /** The element that stores the time zone of the start. */
    public static final String START = "StartTimeZone";

    /** The element that stores the time zone of the end if it differs from that of the start. */
    public static final String END = "EndTimeZone";

    public static CalendarTimeZones of(ItemContent content) {
        TimeZoneDefinition start = zone(content, START).orElse(TimeZoneDefinition.UTC);
        return new CalendarTimeZones(start, zone(content, END).orElse(start));
    }

    private static Optional<TimeZoneDefinition> zone(ItemContent content, String name) {
        return content.property(name).map(CalendarTimeZones::stored);
    }

    /** Reads a stored zone. Items of earlier versions may contain invalid zones, which count as UTC. */
    private static TimeZoneDefinition stored(XmlElement zone) {
        try {
            return TimeZoneReader.definition(zone);
        } catch (DateTimeException e) {
            return TimeZoneDefinition.UTC;
        }
    }
}
