package org.s2slab.exchange.timezone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A time zone as EWS names it (t:TimeZoneDefinitionType).
 *
 * @param id the id of Windows, {@code W. Europe Standard Time}, or {@link #CUSTOM}
 * @param name the name that people see
 */
public record TimeZoneDefinition(String id, String name, ZoneRules rules) {
    /** The id of a zone whose rules are those of no zone of Windows. */
    public static final String CUSTOM = "Customized Time Zone";

    /** The zone that applies where nothing names another. */
    public static final TimeZoneDefinition UTC =
            new TimeZoneDefinition("UTC", "(UTC) Coordinated Universal Time", ZoneOffset.UTC.getRules());

    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    /** The moment of a wall time; a time that daylight saving skips is read with the offset before the change. */
    public Instant instant(LocalDateTime wallTime) {
        return wallTime.toInstant(rules.getOffset(wallTime));
    }

    /** The wall time of a moment. */
    public LocalDateTime wallTime(Instant moment) {
        return LocalDateTime.ofInstant(moment, rules.getOffset(moment));
    }

    /** The moment as xs:dateTime with the zone's offset, {@code Z} for none. */
    public String text(Instant moment) {
        return WITH_OFFSET.format(at(moment));
    }

    /** A moment as wall time with the offset of the zone. */
    public OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, rules.getOffset(moment));
    }
}
