package org.s2slab.ews;

import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalDetail;

/**
 * The detail of a refusal that follows from a response of Exchange.
 *
 * @param code the EWS code of the response
 */
public record EwsRefusalDetail(String code, String text) implements RefusalDetail {
    /** Whether a failure is a refusal that follows from a response with this EWS code. */
    public static boolean isOf(Throwable failure, String code) {
        return failure instanceof Refusal refusal
                && refusal.typedDetail() instanceof EwsRefusalDetail detail
                && detail.code.equals(code);
    }
}
