package org.s2slab.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts users' calls by feature and by second of real time. */
public final class CallStatistics<F extends Enum<F>> {
    /**
     * The number of calls up to a point in time.
     *
     * @param calls the number of completed calls by feature
     * @param noticed the number of completed calls that did not give the user the requested result
     */
    public record Counts<F extends Enum<F>>(Map<F, Integer> calls, Map<F, Integer> noticed) {
        public Counts {
            calls = new TreeMap<>(calls);
            noticed = new TreeMap<>(noticed);
        }

        public int calls(F feature) {
            return calls.getOrDefault(feature, 0);
        }

        /** Calls in which the user did not get the requested result. */
        public int noticed(F feature) {
            return noticed.getOrDefault(feature, 0);
        }

        int allCalls() {
            return calls.values().stream().mapToInt(Integer::intValue).sum();
        }

        int allNoticed() {
            return noticed.values().stream().mapToInt(Integer::intValue).sum();
        }

        Counts<F> since(Counts<F> before) {
            return new Counts<>(less(calls, before.calls), less(noticed, before.noticed));
        }

        private static <F> Map<F, Integer> less(Map<F, Integer> now, Map<F, Integer> before) {
            Map<F, Integer> difference = new TreeMap<>(now);
            difference.replaceAll((feature, count) -> count - before.getOrDefault(feature, 0));
            return difference;
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            calls.forEach((feature, count) -> json.put(word(feature), count));
            return json;
        }
    }

    private final Class<F> features;
    private final Map<F, Integer> calls;
    private final Map<F, Integer> noticed;
    private final Map<Long, Map<F, Integer>> bySecond = new TreeMap<>();

    CallStatistics(Class<F> features) {
        this.features = features;
        this.calls = new EnumMap<>(features);
        this.noticed = new EnumMap<>(features);
        for (F feature : features.getEnumConstants()) {
            calls.put(feature, 0);
        }
    }

    synchronized void count(F feature, boolean got, long second) {
        calls.merge(feature, 1, Integer::sum);
        bySecond.computeIfAbsent(second, absent -> new EnumMap<>(features)).merge(feature, 1, Integer::sum);
        if (!got) {
            noticed.merge(feature, 1, Integer::sum);
        }
    }

    public synchronized Counts<F> counts() {
        return new Counts<>(calls, noticed);
    }

    /** Each second with its calls by feature. */
    synchronized JsonArray seconds() {
        JsonArray seconds = new JsonArray();
        bySecond.forEach((second, counts) -> {
            JsonObject one = new JsonObject().put("second", second);
            counts.forEach((feature, count) -> one.put(word(feature), count));
            seconds.add(one);
        });
        return seconds;
    }

    private static String word(Enum<?> feature) {
        return feature.name().toLowerCase(Locale.ROOT);
    }
}
