package org.s2slab.node;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.resource.ResourceTable;

/**
 * The table of the metrics of a node, and their text in the format of OpenMetrics 1.0.0
 * (https://github.com/prometheus/OpenMetrics) or in the older format of Prometheus.
 */
public final class MetricsText {
    /** All metrics, in the order of responses. */
    public static final List<Metric> TABLE = ResourceTable.rows("/metrics/metrics.tsv").stream()
            .map(row -> new Metric(row[0], row[1], row[2].isEmpty() ? List.of() : List.of(row[2].split(",")), row[3]))
            .toList();

    /**
     * A row of the table.
     *
     * @param family the name without the suffix of counters
     * @param type counter or gauge
     * @param labels the names of its labels
     * @param help its meaning
     */
    public record Metric(String family, String type, List<String> labels, String help) {
        /** The name of its samples. */
        public String name() {
            return type.equals("counter") ? family + "_total" : family;
        }
    }

    private MetricsText() {}

    /**
     * Writes metrics.
     *
     * @param values the values of each metric by the values of its labels
     * @param open whether the format is OpenMetrics
     */
    static String write(Map<String, Map<List<String>, ? extends Number>> values, boolean open) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : TABLE) {
            String family = open ? metric.family() : metric.name();
            text.append("# TYPE " + family + " " + metric.type() + "\n# HELP " + family + " " + metric.help() + "\n");
            Map<List<String>, Number> sorted =
                    new TreeMap<>(Comparator.comparing((List<String> labels) -> labels.toString()));
            sorted.putAll(values.getOrDefault(metric.family(), Map.of()));
            sorted.forEach((labels, value) -> text.append(metric.name() + labels(metric, labels) + " " + value + "\n"));
        }
        return text + (open ? "# EOF\n" : "");
    }

    private static String labels(Metric metric, List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String value =
                    values.get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            text.append((i == 0 ? "{" : ",") + metric.labels().get(i) + "=\"" + value + "\"");
        }
        return text.isEmpty() ? "" : text + "}";
    }
}
