package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the doctor observed on a node before any call, and what is wrong with the node itself.
 *
 * @param observed what it keeps and does, a sentence each, without full stop
 * @param differences where a fresh write says something else
 */
public record NodeState(
        String node, List<String> observed, List<TrustFault> faults, List<ObservedDifference> differences) {
    public NodeState {
        observed = List.copyOf(observed);
        faults = List.copyOf(faults);
        differences = List.copyOf(differences);
    }

    JsonObject toJson() {
        JsonArray found = new JsonArray();
        faults.forEach(fault -> found.add(fault.toJson()));
        JsonArray other = new JsonArray();
        differences.forEach(difference -> other.add(difference.toJson()));
        return new JsonObject()
                .put("node", node)
                .put("observed", new JsonArray(observed))
                .put("faults", found)
                .put("differences", other);
    }
}
