package org.s2slab.trace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.RefusalCode;

/**
 * One event as one node recorded it.
 *
 * @param entry the place of the hop in the journal
 * @param peer the other side as far as this node knows it: a product's short name, a host, or a dash
 * @param user the user for whom the call was made, or null
 * @param code the code of a refusal in the catalogue; null for other hops
 * @param rule id of the rule that refused, or null
 * @param detail its subject: both values of a refusal, the audience of a token, the address of a call; or null
 * @param tokenHash hash of the actor token's signed bytes, on both sides of a call; never the token
 * @param cause the request in which the hop happened
 * @param opened the content of a token that was signed, issued, refused or validated for the first time; null if an
 *     earlier hop with the same hash has the content, or if the hop is so old that the content was discarded
 */
public record Hop(
        Entry entry,
        HopKind kind,
        String peer,
        @Nullable String user,
        @Nullable RefusalCode code,
        @Nullable String rule,
        @Nullable HopDetail detail,
        @Nullable String tokenHash,
        Cause cause,
        @Nullable TokenInspection opened) {
    /**
     * The place of a hop in a journal.
     *
     * @param sequence rises by one for each hop of this node
     * @param node the name of the node that recorded it
     */
    public record Entry(long sequence, Instant at, String node) {}

    /**
     * The request in which a hop happened.
     *
     * @param trace its place in a trace
     * @param links the earlier requests that caused deferred work
     * @param requestId the caller's {@code client-request-id}, or null
     */
    public record Cause(
            TraceParent trace,
            List<TraceParent> links,
            @Nullable String requestId) {}

    /** Whether the hop is in a trace, or a request of that trace caused it. */
    boolean isOf(String traceId) {
        return cause.trace().traceId().equals(traceId)
                || cause.links().stream().anyMatch(link -> link.traceId().equals(traceId));
    }

    /** Returns the hop for readers: with the content of the token, and without token signatures in any text. */
    Hop shown(@Nullable TokenInspection token) {
        return new Hop(
                entry,
                kind,
                TokenRedactor.redact(peer),
                TokenRedactor.redactIfAny(user),
                code,
                TokenRedactor.redactIfAny(rule),
                detail == null ? null : detail.with(TokenRedactor::redact),
                TokenRedactor.redactIfAny(tokenHash),
                new Cause(cause.trace(), cause.links(), TokenRedactor.redactIfAny(cause.requestId())),
                token == null ? null : token.redacted());
    }
}
