package org.s2slab.rehearsal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts users' calls by feature and by second of real time. */
final class CallStatistics {
    /**
     * The number of calls up to a point in time.
     *
     * @param calls the number of completed calls by feature
     * @param noticed the number of completed calls that did not give the user the requested result
     */
    record Counts(Map<FeatureUse, Integer> calls, Map<FeatureUse, Integer> noticed) {
        Counts {
            calls = Map.copyOf(calls);
            noticed = Map.copyOf(noticed);
        }

        int calls(FeatureUse feature) {
            return calls.getOrDefault(feature, 0);
        }

        int allCalls() {
            return calls.values().stream().mapToInt(Integer::intValue).sum();
        }

        int allNoticed() {
            return noticed.values().stream().mapToInt(Integer::intValue).sum();
        }

        Counts since(Counts before) {
            return new Counts(less(calls, before.calls), less(noticed, before.noticed));
        }

        private static Map<FeatureUse, Integer> less(Map<FeatureUse, Integer> now, Map<FeatureUse, Integer> before) {
            Map<FeatureUse, Integer> difference = new EnumMap<>(FeatureUse.class);
            now.forEach((feature, count) -> difference.put(feature, count - before.getOrDefault(feature, 0)));
            return difference;
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            for (FeatureUse feature : FeatureUse.values()) {
                json.put(feature.word(), calls(feature));
            }
            return json;
        }
    }

    private final Map<FeatureUse, Integer> calls = new EnumMap<>(FeatureUse.class);
    private final Map<FeatureUse, Integer> noticed = new EnumMap<>(FeatureUse.class);
    private final Map<Long, Map<FeatureUse, Integer>> bySecond = new TreeMap<>();

    synchronized void count(FeatureUse feature, boolean got, long second) {
        calls.merge(feature, 1, Integer::sum);
        bySecond.computeIfAbsent(second, absent -> new EnumMap<>(FeatureUse.class))
                .merge(feature, 1, Integer::sum);
        if (!got) {
            noticed.merge(feature, 1, Integer::sum);
        }
    }

    synchronized Counts counts() {
        return new Counts(calls, noticed);
    }

    /** Each second with its calls by feature. */
    synchronized JsonArray seconds() {
        JsonArray seconds = new JsonArray();
        bySecond.forEach((second, counts) -> {
            JsonObject one = new JsonObject().put("second", second);
            counts.forEach((feature, count) -> one.put(feature.word(), count));
            seconds.add(one);
        });
        return seconds;
    }
}
