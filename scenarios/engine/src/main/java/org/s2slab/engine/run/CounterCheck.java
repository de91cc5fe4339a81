package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.StepTarget;

/** Compares the increase of the nodes' counters during a step with the expected increase. */
record CounterCheck(StepTarget topology) {
    /** The counters before a step, by node. */
    record Before(Map<String, JsonObject> counters) {}

    /** Reads the counters of every node that the step names. Blocks the calling thread. */
    Before before(JsonObject rises) {
        Map<String, JsonObject> counters = new LinkedHashMap<>();
        rises.fieldNames().forEach(node -> counters.put(node, read(node)));
        return new Before(counters);
    }

    /** One sentence for each counter whose increase differs from the expected increase. */
    List<String> problems(JsonObject rises, Before before) {
        List<String> problems = new ArrayList<>();
        before.counters().forEach((node, earlier) -> {
            JsonObject later = read(node);
            rises.getJsonObject(node).forEach(expected -> {
                long rise = later.getLong(expected.getKey(), 0L) - earlier.getLong(expected.getKey(), 0L);
                problems.addAll(ExpectationMatcher.differences(
                        node + "." + expected.getKey() + " rose", expected.getValue(), rise));
            });
        });
        return problems;
    }

    private JsonObject read(String node) {
        return topology.managed(topology.node(node)).counters().await();
    }
}
