package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * A request the front door has understood: who may do it has been decided, and for whose mailbox.
 *
 * @param operation the first child of the SOAP body
 * @param mailbox the mailbox acted in: the impersonated person's, else the user's own
 * @param caller who calls
 * @param access what the caller may do by management roles
 * @param version the schema version it runs under
 * @param timeZone the {@code TimeZoneDefinition} of its SOAP header, or empty
 */
public record EwsRequest(
        XmlElement operation,
        Mailbox mailbox,
        Caller caller,
        ApplicationAccess access,
        ServerVersion version,
        Optional<XmlElement> timeZone,
        CallContext context) {}
