package org.s2slab.lync.exchange;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Exchange's "no" to an operation, as a Refusal whose detail begins with the EWS code. */
final class EwsError {
    private static final Set<String> MISSING =
            Set.of("ErrorItemNotFound", "ErrorFolderNotFound", "ErrorInvalidImContactId", "ErrorInvalidImGroupId");
    private static final Set<String> CONFLICTING = Set.of("ErrorImGroupDisplayNameAlreadyExists");
    /** About what was sent and nothing else: the same mailbox takes other things. */
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

    private EwsError() {}

    static Refusal of(@Nullable String code, @Nullable String message) {
        String word = code == null ? "ErrorInternalServerError" : code;
        return new Refusal(codeOf(word), word + ": " + (message == null ? "(no message)" : message));
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
}
