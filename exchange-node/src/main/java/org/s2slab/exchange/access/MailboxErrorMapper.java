package org.s2slab.exchange.access;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** Maps mailbox exceptions to the response codes of item and folder operations. */
public final class MailboxErrorMapper {
    private MailboxErrorMapper() {}

    /** Replaces a failure with a MailboxException by an EwsError with the response code for that exception. */
    public static <T> Future<T> told(Future<T> attempt) {
        return attempt.recover(failure -> Future.failedFuture(
                failure instanceof MailboxException problem ? new EwsError(code(problem.kind())) : failure));
    }

    /** Returns a value; replaces a failure with the given reason by the given error. */
    public static <T> T told(Supplier<T> attempt, MailboxException.Kind reason, EwsError error) {
        try {
            return attempt.get();
        } catch (MailboxException problem) {
            throw problem.kind() == reason ? error : problem;
        }
    }

    /** Reads an id of a request. */
    public static MailboxObjectId id(String text) {
        ResponseCode.ErrorInvalidIdEmpty.throwIf(text.isEmpty());
        try {
            return MailboxObjectId.read(text);
        } catch (MailboxException e) {
            throw new EwsError(code(e.kind()));
        }
    }

    private static ResponseCode code(MailboxException.Kind kind) {
        return switch (kind) {
            case FOLDER_UNKNOWN -> ResponseCode.ErrorFolderNotFound;
            case FOLDER_EXISTS -> ResponseCode.ErrorFolderExists;
            case FOLDER_DISTINGUISHED -> ResponseCode.ErrorDeleteDistinguishedFolder;
            case FOLDER_IN_ITSELF -> ResponseCode.ErrorMoveCopyFailed;
            case FOLDER_TOO_DEEP -> ResponseCode.ErrorQuotaExceeded;
            case FOLDER_PRESERVING -> ResponseCode.ErrorCreateItemAccessDenied;
            case ITEM_UNCHANGEABLE -> ResponseCode.ErrorAccessDenied;
            case ITEM_PRESERVED -> ResponseCode.ErrorCannotDeleteObject;
            case ID_MALFORMED -> ResponseCode.ErrorInvalidIdMalformed;
            case ID_LEGACY -> ResponseCode.ErrorInvalidIdMalformedEwsLegacyIdFormat;
            case ID_MONIKER_TOO_LONG -> ResponseCode.ErrorInvalidIdMonikerTooLong;
            case ID_STORE_OBJECT_TOO_LONG -> ResponseCode.ErrorInvalidIdStoreObjectIdTooLong;
            case ATTACHMENT_UNKNOWN -> ResponseCode.ErrorInvalidAttachmentId;
            case ATTACHMENT_TOO_LARGE -> ResponseCode.ErrorMessageSizeExceeded;
            default -> ResponseCode.ErrorItemNotFound;
        };
    }
}
