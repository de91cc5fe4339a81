package org.s2slab.rehearsal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of people's calls, by feature and by second of real time. */
final class Tally {
    /**
     * Counts up to a moment.
     *
     * @param calls that were answered
     * @param noticed those of them where the person did not get what was asked for
     */
    record Counts(Map<Feature, Integer> calls, Map<Feature, Integer> noticed) {
        Counts {
            calls = Map.copyOf(calls);
            noticed = Map.copyOf(noticed);
        }

        int calls(Feature feature) {
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

        private static Map<Feature, Integer> less(Map<Feature, Integer> now, Map<Feature, Integer> before) {
            Map<Feature, Integer> difference = new EnumMap<>(Feature.class);
            now.forEach((feature, count) -> difference.put(feature, count - before.getOrDefault(feature, 0)));
            return difference;
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            for (Feature feature : Feature.values()) {
                json.put(feature.word(), calls(feature));
            }
            return json;
        }
    }

    private final Map<Feature, Integer> calls = new EnumMap<>(Feature.class);
    private final Map<Feature, Integer> noticed = new EnumMap<>(Feature.class);
    private final Map<Long, Map<Feature, Integer>> bySecond = new TreeMap<>();

    synchronized void count(Feature feature, boolean got, long second) {
        calls.merge(feature, 1, Integer::sum);
        bySecond.computeIfAbsent(second, absent -> new EnumMap<>(Feature.class)).merge(feature, 1, Integer::sum);
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
