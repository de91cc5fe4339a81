package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The state of a node before the test calls, and the faults of the node itself.
 *
 * @param observed the stored state and latest calls, one sentence each, without a full stop
 * @param differences the differences between the observed state and a test write
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
