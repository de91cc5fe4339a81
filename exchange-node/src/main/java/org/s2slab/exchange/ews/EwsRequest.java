package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * An authorized EWS request, with the mailbox in which it acts.
 *
 * @param operation the first child of the SOAP body
 * @param mailbox the mailbox in which the request acts: the impersonated user's, otherwise the caller's own
 * @param caller the authenticated caller
 * @param access the management roles of the caller
 * @param rights the caller's rights in that mailbox
 * @param budget the remaining size of the response
 * @param target the mailbox of the folder to which the request moves or copies items; otherwise {@code mailbox}
 * @param timeZone the {@code TimeZoneDefinition} of the SOAP header, or empty
 * @param version the requested schema version
 */
public record EwsRequest(
        XmlElement operation,
        Mailbox mailbox,
        Caller caller,
        CallerRoles access,
        Optional<XmlElement> timeZone,
        ServerVersion version,
        CallContext context,
        MailboxRights rights,
        ResponseBudget budget,
        Mailbox target) {
    /** Creates a request that acts in the caller's mailbox, or in the mailbox of the impersonated user. */
    public EwsRequest(
            XmlElement operation,
            Mailbox mailbox,
            Caller caller,
            CallerRoles access,
            Optional<XmlElement> timeZone,
            ServerVersion version,
            CallContext context) {
        this(
                operation,
                mailbox,
                caller,
                access,
                timeZone,
                version,
                context,
                MailboxRights.own(mailbox),
                new ResponseBudget(),
                mailbox);
    }

    /** This request, with a part of its content as the operation. */
    public EwsRequest part(XmlElement part) {
        return new EwsRequest(part, mailbox, caller, access, timeZone, version, context, rights, budget, target);
    }

    /** This request in another user's mailbox, with the caller's rights in that mailbox. */
    public EwsRequest in(Mailbox other, MailboxRights there) {
        return new EwsRequest(operation, other, caller, access, timeZone, version, context, there, budget, other);
    }

    /** This request with another mailbox as its target. */
    public EwsRequest to(Mailbox other) {
        return new EwsRequest(operation, mailbox, caller, access, timeZone, version, context, rights, budget, other);
    }

    /** The mailbox of the request. Throws ErrorAccessDenied if the element's address belongs to another mailbox. */
    public Mailbox mailboxAt(Optional<XmlElement> address) {
        ResponseCode.ErrorAccessDenied.throwIf(
                !mailbox.hasAddress(address.map(XmlElement::text).orElse("").strip()));
        return mailbox;
    }

    /** The time zone of the SOAP header, or empty. */
    public Optional<TimeZoneDefinition> zone() {
        return timeZone.map(TimeZoneReader::definition);
    }
}
