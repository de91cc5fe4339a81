package org.s2slab.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Several windows of one measurement, told by their median: this kind of machine is noisy. */
record Measured(String what, List<Double> values) {
    Measured(String what) {
        this(what, new ArrayList<>());
    }

    void add(double value) {
        values.add(value);
    }

    double median() {
        return sorted().get(values.size() / 2);
    }

    /** One line of a report; {@code unit} follows each figure. */
    String line(String unit) {
        List<Double> sorted = sorted();
        return String.format(
                Locale.ROOT,
                "  %-60s median %,12.1f %s   (%,.1f to %,.1f)",
                what,
                median(),
                unit,
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    /** A ratio beside its target, and whether it holds. */
    static String ratio(String what, double value, String target, boolean holds) {
        return String.format(
                Locale.ROOT, "  %-60s %.2f   target %s: %s", what, value, target, holds ? "met" : "MISSED");
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}
