package org.s2slab.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of the text format of OpenMetrics 1.0.0 for counters and gauges, which refuses what is not valid:
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
 *
 * @param types the type of each family
 * @param samples the values by name and labels
 */
public record OpenMetricsText(Map<String, String> types, Map<String, Double> samples) {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile(
            "(" + NAME + ")((?:\\{" + LABEL + "(?:," + LABEL + ")*})?) (-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern META = Pattern.compile("# (TYPE|HELP|UNIT) (" + NAME + ") ([^\\n]*)");

    public static OpenMetricsText read(String text) {
        require(text.endsWith("\n# EOF\n"), "the text does not end with # EOF");
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.subList(lines.size() - 2, lines.size()).clear();
        Map<String, String> types = new HashMap<>();
        Map<String, Double> samples = new HashMap<>();
        Set<String> seen = new HashSet<>();
        String family = "";
        for (String line : lines) {
            Matcher meta = META.matcher(line);
            if (meta.matches()) {
                if (!meta.group(2).equals(family)) {
                    family = meta.group(2);
                    require(seen.add(family), "families are not contiguous: " + family);
                }
                if (meta.group(1).equals("TYPE")) {
                    require(types.put(family, meta.group(3)) == null, "two types of " + family);
                    require(Set.of("counter", "gauge").contains(meta.group(3)), "type in " + line);
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            require(sample.matches(), "no sample: '" + line + "'");
            boolean counter = "counter".equals(types.get(family));
            require(sample.group(1).equals(counter ? family + "_total" : family), line + " is not of " + family);
            require(!family.endsWith("_total"), "a family with the suffix of its samples: " + family);
            double value = Double.parseDouble(sample.group(3));
            require(!counter || value >= 0, "a negative counter: " + line);
            require(samples.put(sample.group(1) + sample.group(2), value) == null, "twice: " + line);
        }
        return new OpenMetricsText(types, samples);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
