package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as the called node had them on the wire, without credentials.
 *
 * @param node the called node
 * @param traceId the trace of the request
 * @param spanId the span that the called node gave to the request; its hops about this request have the same
 * @param parentSpanId the span of the caller, as its {@code traceparent} names it; null if it sent none
 * @param at the time at which the header of the request was read
 * @param until the time at which the end of the response was written
 */
public record WireRecord(
        String node,
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        Instant at,
        Instant until,
        WireMessage request,
        WireMessage response) {
    /** A copy with every text of both messages changed, for instance redacted. */
    public WireRecord with(UnaryOperator<String> change) {
        return new WireRecord(
                node, traceId, spanId, parentSpanId, at, until, request.with(change), response.with(change));
    }

    /** As JSON; {@link #of} reads it. */
    public JsonObject json() {
        return new JsonObject()
                .put("node", node)
                .put("traceId", traceId)
                .put("spanId", spanId)
                .put("parentSpanId", parentSpanId)
                .put("at", at)
                .put("until", until)
                .put("request", request.json())
                .put("response", response.json());
    }

    /**
     * Reads a record from JSON.
     *
     * @param moved the distance of the node's clock to the machine's; the times of the result are the machine's
     */
    public static WireRecord of(JsonObject json, Duration moved) {
        return new WireRecord(
                json.getString("node"),
                json.getString("traceId"),
                json.getString("spanId"),
                json.getString("parentSpanId"),
                Instant.parse(json.getString("at")).minus(moved),
                Instant.parse(json.getString("until")).minus(moved),
                WireMessage.of(json.getJsonObject("request")),
                WireMessage.of(json.getJsonObject("response")));
    }
}
