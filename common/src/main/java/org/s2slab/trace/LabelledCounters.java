package org.s2slab.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts events by the values of their labels. Callers of a node must not choose these values. */
public final class LabelledCounters {
    /** The value of all labels for further combinations of values, if there are too many of them. */
    public static final String OTHER = "other";

    /** Maximum number of combinations of values: more than a node has operations and rules. */
    private static final int MOST = 1_000;

    private final Map<List<String>, LongAdder> adders = new ConcurrentHashMap<>();

    /** Counts an event with these values of its labels. */
    public void increment(String... values) {
        List<String> labels = List.of(values);
        LongAdder adder = adders.get(labels);
        if (adder == null) {
            List<String> known = adders.size() < MOST
                    ? labels
                    : Arrays.stream(values).map(value -> OTHER).toList();
            adder = adders.computeIfAbsent(known, first -> new LongAdder());
        }
        adder.increment();
    }

    /** The counts by the values of the labels, in the order of the values. */
    public Map<List<String>, Long> snapshot() {
        Map<List<String>, Long> counts =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        adders.forEach((labels, adder) -> counts.put(labels, adder.sum()));
        return counts;
    }
}
