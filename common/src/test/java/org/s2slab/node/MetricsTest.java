package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.OpenMetricsText;
import org.s2slab.testing.TestCall;

/** The metrics of a node at its port for administrators. */
class MetricsTest extends StartedNode {
    private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** The field of a request of Prometheus 2.53. */
    private static final String PROMETHEUS = "application/openmetrics-text;version=1.0.0;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private OpenMetricsText metrics() {
        TestCall.Answer answer = admin().header("Accept", PROMETHEUS).get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo(OPEN);
        return OpenMetricsText.read(answer.body());
    }

    @Test
    void onlyTheAdministratorReadsThem() {
        TestCall.Answer answer = call(node.managementPort(), "localhost").get("/metrics");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("s2slab_calls");
        assertThat(call().get("/metrics").status()).isEqualTo(404);
    }

    @Test
    void countsCallsByOperationAndResultAndRefusalsByRule() {
        OpenMetricsText before = metrics();
        call().header("Authorization", "Bearer a.b.c").get("/partners");
        call().header("Authorization", "Bearer evil.b.c").get("/partners?secret=1");
        call().header("Authorization", "Bearer evil.b.c").get("/partners");
        call().get("/broken");
        call().get("/anything-a-caller-chose");
        call().get("/waiting-not");

        OpenMetricsText after = metrics();

        assertThat(before.samples().keySet()).noneMatch(name -> name.contains("G2"));
        assertThat(after.types())
                .containsEntry("s2slab_calls", "counter")
                .containsEntry("s2slab_open_connections", "gauge");
        assertThat(after.samples())
                .containsEntry("s2slab_calls_total{operation=\"GET /partners\",result=\"ok\"}", 1.0)
                .containsEntry("s2slab_calls_total{operation=\"GET /partners\",result=\"refused\"}", 2.0)
                .containsEntry("s2slab_calls_total{operation=\"GET /broken\",result=\"failed\"}", 1.0)
                .containsEntry("s2slab_calls_total{operation=\"other\",result=\"refused\"}", 2.0)
                .containsEntry("s2slab_calls_total{operation=\"GET /metrics\",result=\"ok\"}", 1.0)
                .containsEntry("s2slab_refusals_total{code=\"TOKEN_AUDIENCE\",rule=\"G2\"}", 2.0)
                .containsEntry("s2slab_hops_total{kind=\"ACCEPTED\"}", 1.0)
                .containsEntry("s2slab_internal_failures_total", 1.0)
                .containsEntry("s2slab_clock_offset_seconds", 0.0)
                .containsEntry("s2slab_spans_total{result=\"sent\"}", 0.0)
                .containsKeys(
                        "s2slab_operations_total{operation=\"signatures\"}",
                        "s2slab_database_size_bytes{file=\"log\"}",
                        "s2slab_open_connections{port=\"management\"}",
                        "jvm_memory_used_bytes{area=\"heap\"}");
        assertThat(after.samples().get("s2slab_open_connections{port=\"management\"}"))
                .isPositive();
        assertThat(after.samples().keySet()).noneMatch(name -> name.contains("chose") || name.contains("secret"));
    }

    @Test
    void aClientWithoutOpenMetricsGetsTheTextOfPrometheus() {
        call().get("/partners");

        TestCall.Answer answer = admin().get("/metrics");

        assertThat(answer.headers().get("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("# TYPE s2slab_hops_total counter", "# TYPE jvm_threads gauge")
                .doesNotContain("# EOF");
    }

    @Test
    void theReaderRefusesWhatIsNotOpenMetrics() {
        String right = "# TYPE a counter\n# HELP a Text.\na_total{b=\"c\"} 1.0\n# EOF\n";
        assertThat(OpenMetricsText.read(right).samples()).containsEntry("a_total{b=\"c\"}", 1.0);
        for (String wrong : List.of(
                right.replace("# EOF\n", ""),
                right.replace("a_total", "a"),
                right.replace("1.0", "-1.0"),
                right.replace("c\"}", "c\"d\"}"),
                right.replace("# EOF", "a_total{b=\"c\"} 2.0\n# EOF"),
                right.replace("# EOF", "# TYPE b gauge\n# TYPE a counter\n# EOF"))) {
            assertThatThrownBy(() -> OpenMetricsText.read(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void eachMetricHasANameAndAHelpByTheConventions() {
        assertThat(MetricsText.TABLE)
                .extracting(MetricsText.Metric::family)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("(s2slab|jvm|process)_[a-z_]+") && !name.endsWith("_total"));
        assertThat(MetricsText.TABLE)
                .allMatch(row -> row.help().endsWith(".") && row.labels().size() <= 2)
                .allMatch(row -> row.type().equals("counter") || row.type().equals("gauge"));
        call().get("/partners");
        assertThat(metrics().samples().keySet())
                .as("each row has its values, except for the refusals and queues that this node does not have")
                .extracting(name -> name.replaceFirst("\\{.*", ""))
                .containsAll(MetricsText.TABLE.stream()
                        .map(MetricsText.Metric::name)
                        .filter(name -> !name.matches("s2slab_(refusals_total|queue_length)"))
                        .toList());
    }

    @Test
    void aLabelIsEscaped() {
        String text = MetricsText.write(Map.of("s2slab_hops", Map.of(List.of("a\"b\\c\nd"), 1L)), true);

        assertThat(OpenMetricsText.read(text).samples()).containsKey("s2slab_hops_total{kind=\"a\\\"b\\\\c\\nd\"}");
    }
}
