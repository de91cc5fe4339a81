package org.s2slab.engine.hops;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

/**
 * One hop from a node's journal, with its caller from the trace.
 *
 * @param place the place of the hop in time and in a trace
 * @param peers the other server
 * @param resource the node that is the audience of a token, or null
 * @param detail the details of the hop's kind, or null
 * @param token the token that was sent or validated; {@link ObservedToken#NONE} without a token
 * @param origin the steps that caused the hop
 */
public record ObservedHop(
        Place place,
        HopKind kind,
        String node,
        Peers peers,
        @Nullable String resource,
        @Nullable String user,
        @Nullable String rule,
        @Nullable HopDetail detail,
        ObservedToken token,
        HopOrigin origin) {
    /**
     * The place of a hop in time and in a trace.
     *
     * @param at the hop's time, by the machine's clock
     * @param spanId the span of the hop's call, within its trace
     */
    public record Place(Instant at, String traceId, String spanId) {}

    /**
     * The other server of a hop, and the pools of the servers.
     *
     * @param claimed the other server according to the node, or null
     * @param actual the node that sent the request, according to the spans of the trace, or null
     * @param answerer the node that answered the request of this hop, according to the spans of the trace, or null
     * @param pools the pool of each server of the deployment that has one
     */
    public record Peers(
            @Nullable String claimed,
            @Nullable String actual,
            @Nullable String answerer,
            Map<String, String> pools) {
        /** The other server in a deployment without pools. */
        public Peers(@Nullable String claimed, @Nullable String actual) {
            this(claimed, actual, null, Map.of());
        }
    }

    /** The hop as a sentence, in which the pool of a server follows its name. */
    public HopSentence sentence() {
        return new HopSentence(
                kind,
                label(node),
                hasPeer() ? label(peer()) : null,
                resource == null ? null : label(resource),
                user,
                rule,
                null);
    }

    /** The name of a server for people, in which its pool follows. */
    public String label(String server) {
        return Pools.label(server, peers.pools.get(server));
    }

    private boolean hasPeer() {
        return kind != HopKind.SIGNED_IN && kind != HopKind.TRUST_CHANGED;
    }

    /** The detail as text, or null. */
    public @Nullable String detailText() {
        return detail == null ? null : detail.text();
    }

    /**
     * Whether the hop matches an expected sentence. A missing part of the sentence matches any value. The name of a pool
     * matches each of its servers.
     */
    public boolean fits(HopSentence expected) {
        return kind == expected.kind()
                && isOneOf(node, expected.node())
                && (expected.peer() == null || fitsPeer(expected.peer()))
                && (expected.resource() == null || isOneOf(resource, expected.resource()))
                && (expected.user() == null || expected.user().equalsIgnoreCase(user))
                && (expected.rule() == null || expected.rule().equals(rule))
                && (expected.operation() == null || fitsOperation(expected.operation()));
    }

    private boolean fitsOperation(String operation) {
        return detail instanceof HopDetail.Call call && operation.equals(call.operation());
    }

    private boolean fitsPeer(String peer) {
        boolean fromOutside = peers.actual == null && peer.equals(HopSentence.OUTSIDER);
        return isOneOf(peers.claimed, peer) || isOneOf(peers.actual, peer) || fromOutside;
    }

    private boolean isOneOf(@Nullable String server, String nodeOrPool) {
        return nodeOrPool.equals(server) || (server != null && nodeOrPool.equals(peers.pools.get(server)));
    }

    /** A copy with another origin. */
    public ObservedHop from(HopOrigin other) {
        return new ObservedHop(place, kind, node, peers, resource, user, rule, detail, token, other);
    }

    /** Whether a JSON object has the members of a hop. */
    public static boolean isOne(JsonObject json) {
        return json.getValue("kind") instanceof String kind
                && json.getValue("node") instanceof String
                && json.getValue("at") instanceof String
                && Stream.of(HopKind.values()).anyMatch(known -> known.name().equals(kind));
    }

    /**
     * Reads a hop from a journal, or from a report with journals.
     *
     * @param at the hop's time, by the machine's clock
     * @param named returns a node's name for its name, a host name or a product, and any other word unchanged
     * @param spans the spans of all journals
     * @param pools the pool of each server that has one
     */
    public static ObservedHop of(
            JsonObject hop, Instant at, UnaryOperator<String> named, SpanTree spans, Map<String, String> pools) {
        HopKind kind = HopKind.valueOf(hop.getString("kind"));
        String self = hop.getString("node");
        String told = hop.getString("peer", hop.getString("claimed"));
        String claimed = told == null || told.isBlank() || told.equals("-") ? null : named.apply(told);
        String caller = hop.getString("sender", spans.callerOf(hop));
        HopDetail detail = HopTextParser.detail(hop);
        boolean asks = kind == HopKind.TOKEN_ASKED || kind == HopKind.TOKEN_ISSUED;
        String resource = asks && detail instanceof HopDetail.TokenFor token ? named.apply(token.host()) : null;
        return new ObservedHop(
                new ObservedHop.Place(at, hop.getString("traceId", ""), hop.getString("spanId", "")),
                kind,
                self,
                new ObservedHop.Peers(
                        claimed,
                        self.equals(caller) ? null : caller,
                        spans.answererOf(
                                hop, node -> pools.getOrDefault(node, node).equals(claimed) || node.equals(claimed)),
                        pools),
                hop.getString("resource", resource),
                hop.getString("user"),
                hop.getString("rule"),
                detail,
                ObservedToken.of(hop),
                HopOrigin.of(spans.causesOf(hop)));
    }

    /** The name of the other server, as in reports. */
    public String peer() {
        return peers.claimed != null ? peers.claimed : peers.actual != null ? peers.actual : HopSentence.OUTSIDER;
    }

    /** Whether the hop is a refusal or a failure. */
    public boolean isRefusal() {
        return switch (kind) {
            case REFUSED, TOKEN_DENIED, METADATA_REFUSED, FAILED -> true;
            default -> false;
        };
    }
}
