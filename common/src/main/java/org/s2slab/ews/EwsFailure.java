package org.s2slab.ews;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/**
 * What Exchange Web Services answered in place of what was asked for.
 *
 * @param status the HTTP status of the answer
 * @param code the EWS code (ResponseCode), or null where none was said
 * @param faultCode the local part of the code element of a fault, or null
 * @param text what was said about it, or why there is nothing to read; null for neither
 */
public record EwsFailure(
        Kind kind,
        int status,
        @Nullable String code,
        @Nullable String faultCode,
        @Nullable String text) {

    /** In which way a call failed. */
    public enum Kind {
        /** An HTTP status of which the caller does not read more. */
        STATUS,
        /** The answer is no XML, or has no SOAP body. */
        NO_SOAP,
        /** The SOAP body is empty. */
        EMPTY_BODY,
        /** A SOAP fault: nothing of the request was done, or so it says. */
        FAULT,
        /** A response message of the class Error. */
        ERROR
    }

    /** Codes after which the operation may have been carried out. */
    private static final Set<String> OPEN =
            Set.of("ErrorInternalServerError", "ErrorInternalServerTransientError", "ErrorTimeoutExpired");

    /** What a caller takes failures for. The callers differ on purpose: a call may be repeated by one and not by another. */
    public interface Mapping {
        /** The refusal that a failure is to this caller. */
        Refusal refusal(EwsFailure failure);

        /** Whether an answer of that HTTP status is read; of any other the status is all there is. */
        default boolean reads(int status) {
            return true;
        }

        /** Whether the mailbox may be served elsewhere after this failure, so that the next call has to look for it. */
        default boolean mayHaveMoved(Throwable failure) {
            return false;
        }
    }

    static EwsFailure unread(Kind kind, int status, @Nullable String why) {
        return new EwsFailure(kind, status, null, null, why);
    }

    static EwsFailure fault(int status, XmlElement fault) {
        String faultCode = fault.textAt("faultcode");
        return new EwsFailure(
                Kind.FAULT,
                status,
                fault.textAt("detail", "ResponseCode"),
                faultCode == null ? null : faultCode.substring(faultCode.indexOf(':') + 1),
                fault.textAt("faultstring"));
    }

    static EwsFailure error(int status, XmlElement message) {
        return new EwsFailure(Kind.ERROR, status, message.textAt("ResponseCode"), null, message.textAt("MessageText"));
    }

    /** Whether what was asked for may have been done all the same; a definite failure says that it was not. */
    public boolean isOpen() {
        return switch (kind) {
            case STATUS -> status > 500;
            case NO_SOAP, EMPTY_BODY -> true;
            case FAULT, ERROR -> code != null && OPEN.contains(code);
        };
    }
}
