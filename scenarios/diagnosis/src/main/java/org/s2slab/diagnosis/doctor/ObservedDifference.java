package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.product.CmdletFix;

/**
 * A difference between the observed state of a node and a fresh call or write.
 *
 * @param sentence both results, with the values of this deployment
 * @param cure the cmdlets that remove the difference; empty if no action is needed or the faults contain the fix
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
