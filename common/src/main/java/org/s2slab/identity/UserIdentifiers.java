package org.s2slab.identity;

import org.jspecify.annotations.Nullable;

/**
 * The identifiers of a user, as a token contains them ([MS-XOAUTH] 2.2). Each identifier is optional:
 * {@code sid} is the Windows security identifier in lower case, {@code upn} the user principal name, {@code smtp} and
 * {@code sip} addresses without scheme.
 */
public record UserIdentifiers(
        @Nullable String sid,
        @Nullable String upn,
        @Nullable String smtp,
        @Nullable String sip) {

    /** Whether the user has no identifier. */
    public boolean isEmpty() {
        return sid == null && upn == null && smtp == null && sip == null;
    }

    /** The address that people would use for this user: SMTP, else SIP, else UPN, else SID, else a dash. */
    public String label() {
        if (smtp != null) {
            return smtp;
        }
        if (sip != null) {
            return sip;
        }
        if (upn != null) {
            return upn;
        }
        return sid == null ? "-" : sid;
    }
}
