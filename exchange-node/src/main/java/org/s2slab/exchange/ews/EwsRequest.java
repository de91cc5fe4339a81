package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.identity.Caller;
import org.s2slab.store.ReadTransaction;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/**
 * An authorized EWS request, with the mailbox in which it acts.
 *
 * @param operation the first child of the SOAP body
 * @param mailbox the mailbox in which the request acts: the impersonated user's, otherwise the caller's own
 * @param caller the authenticated caller
 * @param access the management roles of the caller
 * @param granted what the caller may do in that mailbox
 * @param budget the remaining size of the response
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
        GrantedAccess granted,
        ResponseBudget budget) {
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
                GrantedAccess.of(MailboxRights.own(mailbox), mailbox),
                new ResponseBudget());
    }

    /** This request, with a part of its content as the operation. */
    public EwsRequest part(XmlElement part) {
        return new EwsRequest(part, mailbox, caller, access, timeZone, version, context, granted, budget);
    }

    /** This request in another user's mailbox, with the caller's access to that mailbox. */
    public EwsRequest in(Mailbox other, GrantedAccess there) {
        return new EwsRequest(operation, other, caller, access, timeZone, version, context, there, budget);
    }

    /** The caller's rights in the mailbox of the request. */
    public MailboxRights rights() {
        return granted.rights();
    }

    /** The mailbox of the folder to which the request moves or copies items; otherwise the mailbox of the request. */
    public Mailbox target() {
        return granted.target();
    }

    /**
     * Checks again whether the caller has access. Call this in the transaction that reads or changes the items of the request:
     * rights and items may have changed since the first check.
     */
    public void requireAccess(ReadTransaction rx) {
        granted.check().accept(rx);
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
