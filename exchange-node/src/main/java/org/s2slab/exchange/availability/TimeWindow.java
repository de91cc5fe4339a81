package org.s2slab.exchange.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** The half-open time window of an availability request ({@code t:Duration}). */
record TimeWindow(Instant from, Instant until) {
    /** The maximum window: the product's default. */
    private static final Duration LONGEST = Duration.ofDays(42);

    /**
     * Reads a window.
     *
     * @throws EwsFault if the window is missing, empty or too long
     */
    static TimeWindow of(ClientTimeZone zone, Optional<XmlElement> window) {
        return of(time(zone, window, "StartTime"), time(zone, window, "EndTime"), LONGEST);
    }

    /** A window from one time to another; EwsFault if it is empty or longer than a limit. */
    static TimeWindow of(Instant from, Instant until, Duration longest) {
        ResponseCode.ErrorInvalidTimeInterval.faultIf(
                !from.isBefore(until),
                "The time window is not valid: it ends, " + until + ", before it starts, " + from + ".");
        ResponseCode.ErrorTimeIntervalTooBig.faultIf(
                Duration.between(from, until).compareTo(longest) > 0,
                "The time window is longer than " + longest.toDays() + " days.");
        return new TimeWindow(from, until);
    }

    private static Instant time(ClientTimeZone zone, Optional<XmlElement> window, String name) {
        return zone.instant(
                window.flatMap(found -> found.childText(name)).orElse("").strip());
    }
}
