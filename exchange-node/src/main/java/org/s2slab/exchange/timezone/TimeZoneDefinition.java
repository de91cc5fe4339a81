package org.s2slab.exchange.timezone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A time zone in EWS (t:TimeZoneDefinitionType).
 *
 * @param id the Windows id, for instance {@code W. Europe Standard Time}, or {@link #CUSTOM}
 * @param name the display name
 */
public record TimeZoneDefinition(String id, String name, ZoneRules rules) {
    /** The id of a zone whose rules match no Windows zone. */
    public static final String CUSTOM = "Customized Time Zone";

    /** The default zone. */
    public static final TimeZoneDefinition UTC =
            new TimeZoneDefinition("UTC", "(UTC) Coordinated Universal Time", ZoneOffset.UTC.getRules());

    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    /** Converts a local time to an instant. A skipped local time has the offset before the change. */
    public Instant instant(LocalDateTime wallTime) {
        return wallTime.toInstant(rules.getOffset(wallTime));
    }

    /** Converts an instant to the local time. */
    public LocalDateTime wallTime(Instant moment) {
        return LocalDateTime.ofInstant(moment, rules.getOffset(moment));
    }

    /** The instant as xs:dateTime with the zone's offset, {@code Z} for UTC. */
    public String text(Instant moment) {
        return WITH_OFFSET.format(at(moment));
    }

    /** The instant with the offset of the zone. */
    public OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, rules.getOffset(moment));
    }
}
