package org.s2slab.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A collector of OpenTelemetry that decodes OTLP with the published classes, and refuses with 400 what is not valid:
 * https://opentelemetry.io/docs/specs/otlp/ and the comments of trace.proto.
 */
public final class OtlpCollector implements AutoCloseable {
    /** A received span, with the attributes of its resource. */
    public record Received(Map<String, String> resource, Span span) {
        public String node() {
            return resource.getOrDefault("service.name", "");
        }

        public String traceId() {
            return hex(span.getTraceId().toByteArray());
        }

        public String spanId() {
            return hex(span.getSpanId().toByteArray());
        }

        public String parentId() {
            return hex(span.getParentSpanId().toByteArray());
        }

        public Map<String, String> attributes() {
            return values(span.getAttributesList());
        }
    }

    private final HttpServer server;
    private final List<Received> spans = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int requests;

    /** Answers a request in place of the collector; a consumer that does nothing never answers. */
    public volatile Consumer<HttpServerRequest> instead;

    private OtlpCollector(Vertx vertx, HttpServerOptions options) {
        server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen()
                .await();
    }

    public static OtlpCollector open(Vertx vertx) {
        return new OtlpCollector(vertx, new HttpServerOptions());
    }

    /** A collector with TLS and a certificate for localhost from {@link TestTls}. */
    public static OtlpCollector openWithTls(Vertx vertx) {
        return new OtlpCollector(vertx, TestTls.server("localhost"));
    }

    public int port() {
        return server.actualPort();
    }

    private synchronized void answer(HttpServerRequest request, Buffer body) {
        requests++;
        Consumer<HttpServerRequest> other = instead;
        if (other != null) {
            other.accept(request);
            return;
        }
        try {
            require(
                    request.path().equals("/v1/traces")
                            && request.method().name().equals("POST"),
                    "address");
            require("application/x-protobuf".equals(request.getHeader("Content-Type")), "content type");
            byte[] bytes = body.getBytes();
            if ("gzip".equals(request.getHeader("Content-Encoding"))) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            accept(ExportTraceServiceRequest.parseFrom(bytes));
            request.response()
                    .putHeader("Content-Type", "application/x-protobuf")
                    .end();
        } catch (IOException | IllegalStateException e) {
            problems.add(e.toString());
            request.response().setStatusCode(400).end();
        }
    }

    private void accept(ExportTraceServiceRequest request) throws InvalidProtocolBufferException {
        known(request);
        require(request.getResourceSpansCount() > 0, "no spans");
        for (ResourceSpans resource : request.getResourceSpansList()) {
            known(resource.getResource());
            Map<String, String> origin = values(resource.getResource().getAttributesList());
            require(origin.containsKey("service.name"), "resource without service.name");
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                require(scope.getScope().getName().equals("org.s2slab"), "scope");
                for (Span span : scope.getSpansList()) {
                    check(span);
                    spans.add(new Received(origin, span));
                    texts.add(span.toString() + origin);
                }
            }
        }
    }

    private void check(Span span) {
        known(span);
        require(
                span.getTraceId().size() == 16
                        && !hex(span.getTraceId().toByteArray()).matches("0*"),
                "trace id");
        require(
                span.getSpanId().size() == 8
                        && !hex(span.getSpanId().toByteArray()).matches("0*"),
                "span id");
        require(span.getParentSpanId().isEmpty() || span.getParentSpanId().size() == 8, "parent id");
        require(
                ids.add(hex(span.getTraceId().toByteArray())
                        + hex(span.getSpanId().toByteArray())),
                "span id twice");
        require(!span.getName().isEmpty(), "no name");
        require(span.getKind() != Span.SpanKind.SPAN_KIND_UNSPECIFIED, "no kind");
        require(
                span.getStartTimeUnixNano() > 0 && span.getStartTimeUnixNano() <= span.getEndTimeUnixNano(),
                "times of " + span.getName());
        span.getLinksList().forEach(link -> require(link.getTraceId().size() == 16, "link"));
        span.getEventsList()
                .forEach(event ->
                        require(event.getTimeUnixNano() > 0 && !event.getName().isEmpty(), "event"));
        values(span.getAttributesList());
    }

    private static void known(Message message) {
        require(message.getUnknownFields().asMap().isEmpty(), "unknown fields");
    }

    private static Map<String, String> values(List<KeyValue> list) {
        Map<String, String> values = new TreeMap<>();
        for (KeyValue one : list) {
            AnyValue value = one.getValue();
            require(!one.getKey().isEmpty(), "attribute without key");
            String text = value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
            require(values.put(one.getKey(), text) == null, "attribute twice: " + one.getKey());
        }
        return values;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not valid: " + what);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The spans received so far. */
    public synchronized List<Received> spans() {
        return List.copyOf(spans);
    }

    /** What was not valid. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** Everything received, as text. */
    public synchronized String text() {
        return String.join("\n", texts);
    }

    public synchronized int requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close().await();
    }
}
