package org.s2slab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.OtlpCollector;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.LabelledCounters;

/** How spans reach a collector, also if it does not work. */
class SpanExportTest extends CollectedSpans {
    @Test
    void spansTravelByTlsToACollectorOfATrustedRoot() {
        try (OtlpCollector secure = OtlpCollector.openWithTls(vertx)) {
            String address = "https://localhost:" + secure.port();
            try (SpanExport trusting = export(
                    new TelemetryConfig(address, null, TestTls.authority().rootFile()))) {
                hop(trusting);
            }
            assertThat(secure.spans()).hasSize(1);

            SpanExport doubting = export(new TelemetryConfig(address, null, null));
            hop(doubting);
            doubting.close();
            assertThat(secure.spans()).hasSize(1);
            assertThat(doubting.sent()).isZero();
        }
    }

    /** The environment of a machine has the key of its own collector, which another one must not get. */
    @Test
    void fieldsOfTheEnvironmentGoOnlyToTheCollectorOfTheEnvironment() {
        List<MultiMap> fields = new CopyOnWriteArrayList<>();
        collector.instead = request -> {
            fields.add(request.headers());
            request.response().end();
        };
        String address = "http://127.0.0.1:" + collector.port();
        Map<String, String> variables = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                address,
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key = s%20p+1%2C , Authorization=Basic%20YQ==",
                "OTEL_EXPORTER_OTLP_CERTIFICATE",
                TestTls.authority().rootFile().toString());
        for (String endpoint : List.of(address, TelemetryConfig.ENVIRONMENT)) {
            try (SpanExport export = export(new TelemetryConfig(endpoint, null, null), variables)) {
                hop(export);
            }
        }
        assertThat(fields).hasSize(2);
        assertThat(fields.get(0).contains("api-key") || fields.get(0).contains("Authorization"))
                .isFalse();
        assertThat(fields.get(1).get("api-key")).isEqualTo("s p+1,");
        assertThat(fields.get(1).get("Authorization")).isEqualTo("Basic YQ==");
    }

    @Test
    void aCertificateOfTheEnvironmentIsReadOnlyForItsCollector() {
        Map<String, String> variables = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "https://localhost:1",
                "OTEL_EXPORTER_OTLP_CERTIFICATE", "/absent.pem");
        export(new TelemetryConfig("https://localhost:1", null, null), variables)
                .close();
        assertThatThrownBy(() -> export(new TelemetryConfig(TelemetryConfig.ENVIRONMENT, null, null), variables))
                .hasMessageContaining("the certificate file '/absent.pem' cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2", "=hunter2", "a b=hunter2", "key=hunter2%0D%0AX: y", "key=hunter2%", "key=hünter2"})
    void aFieldThatCannotBeSentIsRefusedWithoutItsValue(String fields) {
        var environment = new TelemetryConfig(TelemetryConfig.ENVIRONMENT, null, null);
        assertThatThrownBy(() -> export(
                        environment,
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c", "OTEL_EXPORTER_OTLP_HEADERS", fields)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS")
                .hasMessageNotContaining("nter2")
                .hasNoCause();
    }

    private void hop(SpanExport export) {
        new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer())
                .record(HopKind.CALLED, "exchange", context(), null, new HopDetail.Call("GET", "https://h/"), null);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void repeatsWhenTheCollectorSays(int status) {
        collector.instead = request -> {
            collector.instead = null;
            request.response()
                    .setStatusCode(status)
                    .putHeader("Retry-After", "1")
                    .end();
        };
        try (SpanExport export = export()) {
            hop(export);
            await().atMost(SOON).until(() -> export.sent() == 1);
            assertThat(export.lost()).isZero();
        }
        assertThat(collector.requests()).isEqualTo(2);
    }

    @Test
    void losesSpansAndSaysSoOnceIfTheCollectorAnswersNonsense() {
        collector.instead = request -> request.response().setStatusCode(418).end("\u001b[31mnonsense");
        try (CapturedLog log = CapturedLog.of(SpanExport.class);
                SpanExport export = export()) {
            hop(export);
            await().atMost(SOON).until(() -> export.lost() == 1);
            hop(export);
            await().atMost(SOON).until(() -> export.lost() == 2);
            assertThat(log.messages()).hasSize(1);
            collector.instead = null;
            hop(export);
            await().atMost(SOON).until(() -> export.sent() == 1);
            assertThat(log.messages()).hasSize(2);
            assertThat(log.messages().get(0))
                    .contains("does not accept spans", "its answer is an error")
                    .doesNotContain("\u001b");
            assertThat(log.messages().get(1)).contains("accepts spans again; 2 spans are lost");
        }
    }

    @Test
    void aCollectorThatIsDownOrSilentDelaysNothing() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        collector.instead = request -> {};
        for (int port : List.of(free, collector.port())) {
            SpanExport export = export(new TelemetryConfig("http://127.0.0.1:" + port, null, null));
            Instant begun = Instant.now();
            for (int i = 0; i < 3 * SpanCollector.MOST_WAITING; i++) {
                hop(export);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(export.lost()).as("memory is bounded").isPositive();
            Instant ending = Instant.now();
            export.close();
            assertThat(Duration.between(ending, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(export.sent()).isZero();
        }
    }

    @Test
    void anUnusableAddressIsRefusedWithoutItsPassword() {
        for (String wrong : List.of(
                "",
                "localhost:4318",
                "ftp://host",
                "http://",
                "http://user:hunter2@host",
                "http://h:x y",
                "http://h/?key=1",
                "http://h/#a")) {
            assertThatThrownBy(() -> new TelemetryConfig(wrong, null, null))
                    .hasMessageContaining("telemetry: expected the address of a collector")
                    .hasMessageNotContaining("hunter2");
        }
        assertThatThrownBy(() -> new TelemetryConfig("http://h/?key=1", null, null))
                .hasMessageContaining("query");
        var environment = new TelemetryConfig(TelemetryConfig.ENVIRONMENT, null, null);
        assertThatThrownBy(() -> environment.address(Map.of())).hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT");
        assertThat(environment.address(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c/")))
                .isEqualTo("https://c/v1/traces");
        assertThat(new TelemetryConfig("http://c:4318/v1/traces", null, null).address(Map.of()))
                .isEqualTo("http://c:4318/v1/traces");
        assertThat(new TelemetryConfig("http://c/v1/traces/", null, null).address(Map.of()))
                .isEqualTo("http://c/v1/traces");
        assertThat(new TelemetryConfig("http://c/otlp", null, null).address(Map.of()))
                .isEqualTo("http://c/otlp/v1/traces");
    }
}
