package org.s2slab.exchange.availability;

import java.time.Duration;
import java.util.Optional;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * The options of an availability request, which apply to all its mailboxes.
 *
 * @param interval the time for one digit of a merged stream
 * @param view the requested level of detail, for instance {@code DetailedMerged}
 * @param sent the time zone of the request, if it has one
 */
record AvailabilityQuery(
        ClientTimeZone zone, TimeWindow window, Duration interval, String view, Optional<XmlElement> sent) {
    /** The default interval in minutes. The minimum and maximum are the limits of the product. */
    static final int INTERVAL = 30;

    private static final int LEAST_INTERVAL = 5;
    private static final int MOST_INTERVAL = 1440;

    /**
     * Reads the options.
     *
     * @param options the {@code FreeBusyViewOptions}
     * @param definition the time zone of the SOAP header
     * @throws EwsFault for an invalid window, interval, view or time zone
     */
    static AvailabilityQuery of(XmlElement operation, XmlElement options, Optional<XmlElement> definition) {
        Optional<XmlElement> sent = operation.child("TimeZone");
        ClientTimeZone zone = ClientTimeZone.of(sent, definition);
        TimeWindow window = TimeWindow.of(zone, options.child("TimeWindow"));
        return new AvailabilityQuery(zone, window, interval(options), view(options), sent);
    }

    private static Duration interval(XmlElement options) {
        return interval(options.childNumber("MergedFreeBusyIntervalInMinutes", INTERVAL));
    }

    /** The interval of this many minutes; EwsFault if it is too short or too long. */
    static Duration interval(int interval) {
        ResponseCode.ErrorInvalidMergedFreeBusyInterval.faultIf(
                interval < LEAST_INTERVAL || interval > MOST_INTERVAL,
                "MergedFreeBusyIntervalInMinutes is " + interval + ", expected " + LEAST_INTERVAL + " to "
                        + MOST_INTERVAL + ".");
        return Duration.ofMinutes(interval);
    }

    private static String view(XmlElement options) {
        String view = options.childText("RequestedView", "FreeBusyMerged").strip();
        ResponseCode.ErrorInvalidFreeBusyViewType.faultIf(
                view.equals("None") || view.contains(" "),
                "RequestedView is '" + view + "', expected one of MergedOnly, FreeBusy, FreeBusyMerged, Detailed,"
                        + " DetailedMerged.");
        return view;
    }

    /** Whether the request asks for the merged stream. */
    boolean merged() {
        return view.endsWith("Merged") || view.equals("MergedOnly");
    }

    /** Whether the request asks for the single events. */
    boolean events() {
        return !view.equals("MergedOnly");
    }
}
