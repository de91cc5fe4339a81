package org.s2slab.sharepoint.exchange;

import java.util.Set;
import org.s2slab.ews.EwsFailure;
import org.s2slab.ews.EwsRefusalDetail;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Maps failures of Exchange to refusals. The detail of a refusal begins with the EWS response code. UNAVAILABLE means
 * that Exchange is busy and did nothing. Only PARTNER_UNREACHABLE leaves open whether Exchange acted. So no meeting is
 * booked twice or lost.
 */
public final class SharePointFailureMapping implements EwsFailure.Mapping {
    /** The EWS code for an address whose mailbox no longer exists. */
    public static final String NO_MAILBOX = "ErrorNonExistentMailbox";

    private static final Set<String> BUSY = Set.of("ErrorServerBusy", "ErrorMailboxStoreUnavailable");

    /** A fault has status 500. Other responses that are not EWS performed nothing, except gateway failures. */
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
        String text = switch (failure.kind()) {
            case STATUS -> "Exchange answered " + failure.status();
            case NO_SOAP -> "Exchange answered " + failure.status() + " and no SOAP: " + failure.text();
            case EMPTY_BODY -> "Exchange answered " + failure.status() + " without a SOAP body";
            case FAULT, ERROR -> code + ": Exchange says: " + failure.text();
        };
        return new Refusal(kind, new EwsRefusalDetail(code, text));
    }

    @Override
    public boolean mayHaveMoved(Throwable failure) {
        return !(failure instanceof Refusal refusal)
                || refusal.code() == RefusalCode.PARTNER_UNREACHABLE
                || refusal.code() == RefusalCode.UNAVAILABLE
                || EwsRefusalDetail.isOf(failure, NO_MAILBOX);
    }
}
