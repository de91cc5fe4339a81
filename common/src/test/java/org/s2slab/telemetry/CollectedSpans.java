package org.s2slab.telemetry;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.testing.OtlpCollector;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** A collector and the parts of a node that make spans, for tests of what the collector gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectedSpans {
    static final Duration SOON = Duration.ofSeconds(20);

    final IdGenerator ids = IdGenerator.seeded(1);
    final TestClock nodeClock = new TestClock();
    Vertx vertx;
    OtlpCollector collector;

    @BeforeAll
    void begin() {
        vertx = Vertx.vertx();
    }

    @BeforeEach
    void open() {
        collector = OtlpCollector.open(vertx);
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @AfterAll
    void end() {
        vertx.close().await();
    }

    SpanExport export() {
        return export(new TelemetryConfig("http://127.0.0.1:" + collector.port(), null, null));
    }

    static SpanExport export(TelemetryConfig config) {
        return export(config, Map.of());
    }

    static SpanExport export(TelemetryConfig config, Map<String, String> variables) {
        return new SpanExport(config, "lync", "contoso", () -> "lync", variables, Clock.systemUTC());
    }

    CallContext context() {
        return new CallContext(null, TraceParent.start(ids), "id-1");
    }
}
