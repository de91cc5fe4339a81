package org.s2slab.scenarios.hops;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

/**
 * One hop that a node journalled, with the other side found out.
 *
 * @param at when, by the machine's clock
 * @param spanId the call it belongs to, within its trace
 * @param claimed the other side as the node knows it, or null
 * @param actual the node whose request it was, by the spans of the trace, or null
 * @param resource the node a token is asked for or issued for, or null
 * @param detail what it is about, or null
 * @param token the token that travelled or was judged; {@link TravelledToken#NONE} without one
 * @param origin what it has to do with the steps that were played
 */
public record TravelledHop(
        Instant at,
        String traceId,
        String spanId,
        HopKind kind,
        String node,
        @Nullable String claimed,
        @Nullable String actual,
        @Nullable String resource,
        @Nullable String user,
        @Nullable String rule,
        @Nullable HopDetail detail,
        TravelledToken token,
        HopOrigin origin) {

    /** The hop as a person says it. */
    public HopSentence sentence() {
        String peer = claimed != null ? claimed : actual != null ? actual : HopSentence.OUTSIDER;
        return new HopSentence(kind, node, kind == HopKind.SIGNED_IN ? null : peer, resource, user, rule);
    }

    /** The detail in words, or null. */
    public @Nullable String detailText() {
        return detail == null ? null : detail.text();
    }

    /** Whether this is what a sentence asks for; what the sentence leaves out may be anything. */
    public boolean fits(HopSentence wanted) {
        return kind == wanted.kind()
                && node.equals(wanted.node())
                && (wanted.peer() == null || fitsPeer(wanted.peer()))
                && (wanted.resource() == null || wanted.resource().equals(resource))
                && (wanted.user() == null || wanted.user().equalsIgnoreCase(user))
                && (wanted.rule() == null || wanted.rule().equals(rule));
    }

    private boolean fitsPeer(String peer) {
        boolean fromOutside = actual == null && peer.equals(HopSentence.OUTSIDER);
        return peer.equals(claimed) || peer.equals(actual) || fromOutside;
    }

    /** The same, with another origin. */
    public TravelledHop from(HopOrigin other) {
        return new TravelledHop(
                at, traceId, spanId, kind, node, claimed, actual, resource, user, rule, detail, token, other);
    }

    static HopKind kindOf(JsonObject hop) {
        return HopKind.valueOf(hop.getString("kind"));
    }
}
