package org.s2slab.sharepoint.exchange;

import java.util.Set;
import org.s2slab.ews.EwsFailure;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Exchange's "no" as SharePoint takes it; the detail begins with the EWS code. UNAVAILABLE says that Exchange is busy and did
 * nothing, and PARTNER_UNREACHABLE alone leaves open whether Exchange did it: a meeting is neither booked twice nor given up.
 */
public final class SharePointFailureMapping implements EwsFailure.Mapping {
    /** The EWS code of an address that has no mailbox any more. */
    public static final String NO_MAILBOX = "ErrorNonExistentMailbox";

    private static final Set<String> BUSY = Set.of("ErrorServerBusy", "ErrorMailboxStoreUnavailable");

    /** A fault has 500; whatever else is no answer of EWS did nothing either, but for a failure on the way. */
    @Override
    public boolean reads(int status) {
        return status < 300 || status == 500;
    }

    @Override
    public Refusal refusal(EwsFailure failure) {
        String code = failure.code() == null ? "Fault" : failure.code();
        RefusalCode kind = failure.isOpen()
                ? RefusalCode.PARTNER_UNREACHABLE
                : BUSY.contains(code) ? RefusalCode.UNAVAILABLE : RefusalCode.PARTNER_REFUSED;
        return new Refusal(
                kind,
                switch (failure.kind()) {
                    case STATUS -> "Exchange answered " + failure.status();
                    case NO_SOAP -> "Exchange answered " + failure.status() + " and no SOAP: " + failure.text();
                    case EMPTY_BODY -> "Exchange answered " + failure.status() + " without a SOAP body";
                    case FAULT, ERROR -> code + ": Exchange says: " + failure.text();
                });
    }

    @Override
    public boolean mayHaveMoved(Throwable failure) {
        return !(failure instanceof Refusal refusal)
                || refusal.code() == RefusalCode.PARTNER_UNREACHABLE
                || refusal.code() == RefusalCode.UNAVAILABLE
                || isAbout(refusal, NO_MAILBOX);
    }

    /** Whether a failure is Exchange's word that an EWS code names. */
    public static boolean isAbout(Throwable failure, String ewsCode) {
        return failure instanceof Refusal refusal && refusal.detail().startsWith(ewsCode + ":");
    }
}
