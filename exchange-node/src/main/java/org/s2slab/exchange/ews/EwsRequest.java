package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * An authorized EWS request, with the mailbox in which it acts.
 *
 * @param operation the first child of the SOAP body
 * @param mailbox the mailbox in which it acts: the impersonated user's, otherwise the caller's own
 * @param caller the caller
 * @param access the caller's management roles
 * @param timeZone the {@code TimeZoneDefinition} of its SOAP header, or empty
 */
public record EwsRequest(
        XmlElement operation,
        Mailbox mailbox,
        Caller caller,
        ApplicationAccess access,
        Optional<XmlElement> timeZone,
        CallContext context) {
    /** The time zone of its SOAP header, or empty. */
    public Optional<TimeZoneDefinition> zone() {
        return timeZone.map(TimeZoneReader::definition);
    }
}
