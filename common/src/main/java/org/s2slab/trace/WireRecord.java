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
 * @param spanId the span id of the request at the called node; the node's hops about the request have the same span id
 * @param parentSpanId the caller's span id from the field {@code traceparent}; null without this field
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

    /** The record as JSON, which {@link #of} reads. */
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
     * Reads a record from JSON. Converts its times from the node's clock to the machine's clock.
     *
     * @param moved the difference between the node's clock and the machine's clock
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
