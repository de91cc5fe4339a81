package org.s2slab.exchange.availability;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.xml.XmlElement;

/**
 * The time zone of a client, parsed from its request: from {@code t:TimeZone} (the form of Exchange 2007, which most
 * libraries send), or from the TimeZoneContext header. UTC if the request has neither.
 */
record ClientTimeZone(TimeZoneDefinition zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /**
     * The time zone of a request.
     *
     * @param definition the header's {@code TimeZoneDefinition}
     * @throws EwsFault ErrorTimeZone for invalid rules, or an unknown id without rules
     */
    static ClientTimeZone of(Optional<XmlElement> timeZone, Optional<XmlElement> definition) {
        try {
            return new ClientTimeZone(timeZone.map(TimeZoneReader::legacy)
                    .or(() -> definition.map(TimeZoneReader::definition))
                    .orElse(TimeZoneDefinition.UTC));
        } catch (DateTimeException e) {
            throw new EwsFault(ResponseCode.ErrorTimeZone, "The time zone is not valid: " + e.getMessage() + ".");
        }
    }

    /** Reads a time of the request, which is local to the zone unless it has an offset. */
    Instant instant(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : zone.instant(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw new EwsFault(ResponseCode.ErrorInvalidTimeInterval, "'" + text + "' is no time: " + e.getMessage());
        }
    }

    /** Writes a time for the response, local to the zone. */
    String text(Instant time) {
        return LOCAL.format(zone.wallTime(time));
    }
}
