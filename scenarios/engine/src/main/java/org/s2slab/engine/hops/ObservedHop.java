package org.s2slab.engine.hops;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
 * @param token the token that travelled or was judged; {@link ObservedToken#NONE} without one
 * @param origin what it has to do with the steps that were played
 */
public record ObservedHop(
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
        ObservedToken token,
        HopOrigin origin) {

    /** The hop as a person says it. */
    public HopSentence sentence() {
        return new HopSentence(kind, node, kind == HopKind.SIGNED_IN ? null : peer(), resource, user, rule);
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
    public ObservedHop from(HopOrigin other) {
        return new ObservedHop(
                at, traceId, spanId, kind, node, claimed, actual, resource, user, rule, detail, token, other);
    }

    /** Members by which an object is known to be a hop. */
    public static boolean isOne(JsonObject json) {
        return json.getValue("kind") instanceof String kind
                && json.getValue("node") instanceof String
                && json.getValue("at") instanceof String
                && Stream.of(HopKind.values()).anyMatch(known -> known.name().equals(kind));
    }

    /**
     * A hop as a journal, or a report made of journals, has it.
     *
     * @param at when, by the machine's clock
     * @param named gives the name of a node for its name, a host or a product; any other word as it is
     * @param spans of all journals
     */
    public static ObservedHop of(JsonObject hop, Instant at, UnaryOperator<String> named, SpanTree spans) {
        HopKind kind = HopKind.valueOf(hop.getString("kind"));
        String self = hop.getString("node");
        String claimed = hop.getString("peer", hop.getString("claimed"));
        String caller = hop.getString("sender", spans.callerOf(hop));
        HopDetail detail = HopTextParser.detail(hop);
        boolean asks = kind == HopKind.TOKEN_ASKED || kind == HopKind.TOKEN_ISSUED;
        String resource = asks && detail instanceof HopDetail.TokenFor token ? named.apply(token.host()) : null;
        return new ObservedHop(
                at,
                hop.getString("traceId", ""),
                hop.getString("spanId", ""),
                kind,
                self,
                claimed == null || claimed.isBlank() || claimed.equals("-") ? null : named.apply(claimed),
                self.equals(caller) ? null : caller,
                hop.getString("resource", resource),
                hop.getString("user"),
                hop.getString("rule"),
                detail,
                ObservedToken.of(hop),
                HopOrigin.of(spans.causesOf(hop)));
    }

    /** The other side, by the name that is told of it. */
    public String peer() {
        return claimed != null ? claimed : actual != null ? actual : HopSentence.OUTSIDER;
    }

    /** Whether something was declined, or did not come about. */
    public boolean isRefusal() {
        return switch (kind) {
            case REFUSED, TOKEN_DENIED, METADATA_REFUSED, FAILED -> true;
            default -> false;
        };
    }
}
