package org.s2slab.exchange.responsecode;

import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.refusal.RefusalDetail;

/**
 * The error of a response of Microsoft Graph.
 *
 * @param code Graph's code, for instance {@code ErrorInvalidUser}
 */
public record GraphFault(String code, String text) implements RefusalDetail {
    /** A refusal with status 400. */
    public static Refusal invalid(String code, String text) {
        return of(RefusalCode.PARAMETER_INVALID, code, text);
    }

    public static Refusal of(RefusalCode status, String code, String text) {
        return new Refusal(status, new GraphFault(code, text));
    }

    /** The refusal for an error of EWS, because Graph uses the same codes; another failure is returned unchanged. */
    public static Throwable of(Throwable failure) {
        if (failure instanceof EwsFault fault) {
            return invalid(fault.code().name(), fault.text());
        }
        return failure instanceof EwsError error ? invalid(error.code().name(), error.text()) : failure;
    }
}
