package org.s2slab.lync.exchange;

import java.util.Set;
import org.s2slab.ews.EwsFailure;
import org.s2slab.ews.EwsRefusalDetail;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Maps failures of Exchange to Lync's refusals. The detail begins with the EWS code. Lync can repeat each of its calls
 * without harm, so it does not matter whether Exchange has performed the failed call.
 */
public final class LyncFailureMapping implements EwsFailure.Mapping {
    private static final Set<String> MISSING =
            Set.of("ErrorItemNotFound", "ErrorFolderNotFound", "ErrorInvalidImContactId", "ErrorInvalidImGroupId");
    private static final Set<String> CONFLICTING = Set.of("ErrorImGroupDisplayNameAlreadyExists");
    /** Codes that concern only the content of a call. The same mailbox accepts other content. */
    private static final Set<String> UNACCEPTABLE = Set.of(
            "ErrorInvalidImDistributionGroupSmtpAddress",
            "ErrorSchemaValidation",
            "ErrorInvalidPropertySet",
            "ErrorMimeContentInvalid",
            "ErrorContentConversionFailed",
            "ErrorMessageSizeExceeded",
            "ErrorAttachmentSizeLimitExceeded",
            "ErrorDataSizeLimitExceeded");

    private static final Set<String> LATER = Set.of(
            "ErrorServerBusy",
            "ErrorMailboxStoreUnavailable",
            "ErrorMailboxMoveInProgress",
            "ErrorConnectionFailed",
            "ErrorInternalServerTransientError",
            "ErrorTimeoutExpired");

    @Override
    public Refusal refusal(EwsFailure failure) {
        int status = failure.status();
        return switch (failure.kind()) {
            case STATUS, NO_SOAP ->
                new Refusal(
                        status >= 500 ? RefusalCode.UNAVAILABLE : RefusalCode.PARTNER_REFUSED,
                        "EWS answered HTTP status " + status + " without a SOAP answer: " + failure.text());
            case EMPTY_BODY ->
                new Refusal(RefusalCode.PARTNER_REFUSED, "EWS answered " + status + " with an empty body");
            case FAULT, ERROR -> said(failure);
        };
    }

    private static Refusal said(EwsFailure failure) {
        String code = failure.code() == null ? failure.faultCode() : failure.code();
        String word = code == null ? "ErrorInternalServerError" : code;
        String text = word + ": " + (failure.text() == null ? "(no message)" : failure.text());
        return new Refusal(codeOf(word), new EwsRefusalDetail(word, text));
    }

    /** The refusal of a response without a required part, which is an internal error of Exchange. */
    public static Refusal incomplete(String what) {
        return new Refusal(RefusalCode.PARTNER_REFUSED, "ErrorInternalServerError: " + what);
    }

    private static RefusalCode codeOf(String word) {
        if (MISSING.contains(word)) {
            return RefusalCode.NOT_FOUND;
        }
        if (CONFLICTING.contains(word)) {
            return RefusalCode.CONFLICT;
        }
        if (UNACCEPTABLE.contains(word)) {
            return RefusalCode.PARAMETER_INVALID;
        }
        return LATER.contains(word) ? RefusalCode.UNAVAILABLE : RefusalCode.PARTNER_REFUSED;
    }

    @Override
    public boolean mayHaveMoved(Throwable failure) {
        return !(failure instanceof Refusal refusal) || refusal.code().family() == RefusalCode.Family.INTERNAL;
    }
}
