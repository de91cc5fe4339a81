package org.s2slab.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.RefusalCode;

/**
 * The results of a node's latest calls to one partner.
 *
 * @param target the host, or the product if the node does not know a host
 * @param accepted the latest call whose token the partner accepted, or null
 * @param failed the latest call that failed, or null
 * @param failures the number of failed calls since the latest accepted call
 */
public record PartnerCallStatus(
        String target, @Nullable Outcome accepted, @Nullable Outcome failed, long failures) {
    /**
     * The result of one call.
     *
     * @param at the time, by the node's clock
     * @param code the code of a failure that is a refusal; otherwise null
     * @param detail the call and its response, or the cause of the failure
     * @param tokenHash the actor token's hash, or null where no token was presented
     * @param traceId the trace of the call in the journals
     */
    public record Outcome(
            Instant at,
            @Nullable RefusalCode code,
            String detail,
            @Nullable String tokenHash,
            String traceId) {}

    PartnerCallStatus withAccepted(Outcome outcome) {
        return new PartnerCallStatus(target, outcome, failed, 0);
    }

    PartnerCallStatus withFailed(Outcome outcome) {
        return new PartnerCallStatus(target, accepted, outcome, failures + 1);
    }
}
