package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.product.CmdletFix;

/**
 * What a node keeps or did says one thing, and a fresh call or write says another.
 *
 * @param sentence both, with the values of this deployment
 * @param cure lines after which the node does as the fresh call; empty where nothing is to be done, or faults have the cure
 */
public record ObservedDifference(String sentence, List<CmdletFix> cure) {
    public ObservedDifference {
        cure = List.copyOf(cure);
    }

    JsonObject toJson() {
        JsonArray lines = new JsonArray();
        cure.forEach(line -> lines.add(line.toJson()));
        return new JsonObject().put("sentence", sentence).put("cure", lines);
    }
}
