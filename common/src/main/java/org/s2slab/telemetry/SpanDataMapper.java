package org.s2slab.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.telemetry.OpenSpan.Noted;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.SpanObserver.Exchange;
import org.s2slab.trace.TokenRedactor;

/**
 * Converts collected spans to the data of OpenTelemetry. It takes values from the hops, never their texts, because the
 * texts repeat what a caller sent. docs/TELEMETRY.md lists the attributes.
 *
 * @param resource the node
 */
record SpanDataMapper(Resource resource) {
    /** Maximum length of a value, for example of a path. */
    private static final int LONGEST = 512;

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private static final Set<HopKind> REFUSING =
            EnumSet.of(HopKind.REFUSED, HopKind.TOKEN_DENIED, HopKind.METADATA_REFUSED, HopKind.FAILED);

    SpanData of(OpenSpan span) {
        AttributesBuilder values = Attributes.builder();
        String operation = span.operation;
        Hop refusal = null;
        for (Noted noted : span.hops) {
            Hop hop = noted.hop();
            refusal = REFUSING.contains(hop.kind()) ? hop : hop.kind() == HopKind.CALLED ? null : refusal;
            operation = hop.detail() instanceof HopDetail.Call call && call.operation() != null
                    ? call.operation()
                    : operation;
            put(values, hop, span.isServer());
        }
        put(values, "s2slab.operation", operation);
        Exchange exchange = span.exchange;
        if (exchange != null) {
            put(values, "http.request.method", exchange.method());
            put(values, "url.path", exchange.path());
            put(values, "server.address", exchange.host());
            put(values, "server.port", exchange.port() > 0 ? exchange.port() : null);
            put(values, "http.response.status_code", span.status > 0 ? span.status : null);
        }
        StatusData status = status(values, span, refusal);
        SpanKind kind = span.isServer() ? SpanKind.SERVER : span.isClient() ? SpanKind.CLIENT : SpanKind.INTERNAL;
        var events = span.hops.stream().map(SpanDataMapper::event).toList();
        return new OtlpSpan(span, shown(name(span, operation)), kind, status, values.build(), events, resource);
    }

    private static String name(OpenSpan span, @Nullable String operation) {
        Exchange exchange = span.exchange;
        if (exchange == null) {
            return span.hops.isEmpty()
                    ? "deferred work"
                    : span.hops.get(0).hop().kind().name();
        }
        // The name of a route begins with the method already.
        boolean whole = operation != null && operation.startsWith(exchange.method() + " ");
        return operation == null ? exchange.method() : whole ? operation : exchange.method() + " " + operation;
    }

    /** The values of a hop that describe its span. */
    private static void put(AttributesBuilder values, Hop hop, boolean server) {
        put(values, server ? "s2slab.caller" : "s2slab.partner", hop.peer().equals("-") ? null : hop.peer());
        put(values, "s2slab.user", hop.user());
        put(values, "s2slab.request.id", hop.cause().requestId());
        HopDetail detail = hop.detail();
        put(values, "s2slab.audience", detail instanceof HopDetail.TokenFor token ? token.audience() : null);
        put(
                values,
                "server.address",
                detail == null ? null : detail.address().map(URI::getHost).orElse(null));
    }

    /** A refusal is an error, and a response with an error status, too. The public sentence describes the refusal. */
    private static StatusData status(AttributesBuilder values, OpenSpan span, @Nullable Hop refusal) {
        if (refusal != null) {
            RefusalCode code = refusal.code();
            String sentence = code == null ? "The request was refused." : code.sentence();
            put(values, "s2slab.rule", refusal.rule());
            put(values, "error.type", code == null ? refusal.kind() : code);
            String rule = refusal.rule();
            return StatusData.create(StatusCode.ERROR, rule == null ? sentence : shown(rule) + ": " + sentence);
        }
        boolean failed = span.status >= (span.isServer() ? SERVER_ERROR : CLIENT_ERROR);
        put(values, "error.type", failed ? String.valueOf(span.status) : null);
        return failed ? StatusData.error() : StatusData.unset();
    }

    private static EventData event(Noted noted) {
        Hop hop = noted.hop();
        HopDetail detail = hop.detail();
        AttributesBuilder values = Attributes.builder();
        put(values, "s2slab.hop", hop.entry().sequence());
        put(values, "s2slab.node.time", hop.entry().at());
        put(values, "s2slab.token.hash", hop.tokenHash());
        put(values, "s2slab.code", hop.code());
        put(values, "s2slab.rule", hop.rule());
        put(values, "s2slab.audience", detail instanceof HopDetail.TokenFor token ? token.audience() : null);
        put(values, "s2slab.failure", detail instanceof HopDetail.Failure failure ? failure.cause() : null);
        return EventData.create(OtlpSpan.nanos(noted.at()), hop.kind().name(), values.build());
    }

    private static void put(AttributesBuilder values, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            values.put(name, number.longValue());
        } else if (value != null) {
            values.put(name, shown(value.toString()));
        }
    }

    /** A text without signatures of tokens, and not longer than a collector accepts. */
    static String shown(String text) {
        String redacted = TokenRedactor.redact(text);
        return redacted.length() > LONGEST ? redacted.substring(0, LONGEST) : redacted;
    }

    static SpanContext context(String trace, String span) {
        return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
    }
}
