package org.s2slab.ews;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/**
 * A failure that Exchange Web Services returned in place of a result.
 *
 * @param status the HTTP status of the response
 * @param code the EWS code (ResponseCode), or null if the response has none
 * @param faultCode the local part of the code element of a fault, or null
 * @param text the message of the response, or why the response cannot be read; otherwise null
 */
public record EwsFailure(
        Kind kind,
        int status,
        @Nullable String code,
        @Nullable String faultCode,
        @Nullable String text) {

    /** The kind of failure of a call. */
    public enum Kind {
        /** An HTTP status. The caller does not read the body. */
        STATUS,
        /** The response is not XML, or has no SOAP body. */
        NO_SOAP,
        /** The SOAP body is empty. */
        EMPTY_BODY,
        /** A SOAP fault, which states that no part of the request was performed. */
        FAULT,
        /** A response message of the class Error, or the warning that the object was not processed. */
        ERROR
    }

    /** Codes after which the operation may have been performed. */
    private static final Set<String> OPEN =
            Set.of("ErrorInternalServerError", "ErrorInternalServerTransientError", "ErrorTimeoutExpired");

    /** Maps failures to a caller's refusals. Callers differ on purpose: some may repeat a call and others may not. */
    public interface Mapping {
        /** The refusal for a failure. */
        Refusal refusal(EwsFailure failure);

        /** Whether the body of a response with this HTTP status is read. */
        default boolean reads(int status) {
            return true;
        }

        /** Whether the mailbox may have moved after this failure, so that the next call locates it again. */
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

    /** Whether the request may have been performed in spite of the failure; after a definite failure it was not. */
    public boolean isOpen() {
        return switch (kind) {
            case STATUS -> status > 500;
            case NO_SOAP, EMPTY_BODY -> true;
            case FAULT, ERROR -> code != null && OPEN.contains(code);
        };
    }
}
