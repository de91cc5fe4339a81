package org.s2slab.cli;

import java.util.stream.Collectors;
import org.s2slab.node.MetricsText;

/** The page of the metrics. */
final class TelemetryPage {
    private TelemetryPage() {}

    static String text() {
        return "# Metrics\n\nGenerated; do not edit. [TELEMETRY](../TELEMETRY.md#metrics) explains how to get them.\n\n"
                + "| name | type | labels | meaning |\n|---|---|---|---|\n"
                + MetricsText.TABLE.stream().map(TelemetryPage::row).collect(Collectors.joining());
    }

    private static String row(MetricsText.Metric metric) {
        String labels = metric.labels().isEmpty() ? "–" : "`" + String.join("`, `", metric.labels()) + "`";
        return "| `" + metric.name() + "` | " + metric.type() + " | " + labels + " | " + metric.help() + " |\n";
    }
}
