package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.Deployment;

/** Compares the nodes' counters before and after a step with the rise that the step expects. */
record CounterCheck(Deployment topology) {
    /** The counters before a step, by node. */
    record Before(Map<String, JsonObject> counters) {}

    /** Reads the counters of every node that the step names; blocks. */
    Before before(JsonObject rises) {
        Map<String, JsonObject> counters = new LinkedHashMap<>();
        rises.fieldNames().forEach(node -> counters.put(node, read(node)));
        return new Before(counters);
    }

    /** One sentence per counter that rose by another amount than expected. */
    List<String> problems(JsonObject rises, Before before) {
        List<String> problems = new ArrayList<>();
        before.counters().forEach((node, earlier) -> {
            JsonObject later = read(node);
            rises.getJsonObject(node).forEach(wanted -> {
                long rise = later.getLong(wanted.getKey(), 0L) - earlier.getLong(wanted.getKey(), 0L);
                problems.addAll(ExpectationMatcher.differences(
                        node + "." + wanted.getKey() + " rose", wanted.getValue(), rise));
            });
        });
        return problems;
    }

    private JsonObject read(String node) {
        return topology.managed(topology.node(node)).counters().await();
    }
}
