package org.s2slab.rehearsal;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * What became of a try to prove something with the old key.
 *
 * @param since by the deployment's clock, since the beginning of the drill
 * @param node who was tried
 * @param rule by which it was refused; empty where the key was believed
 */
record StolenKeyAttempt(Duration since, String node, String rule) {
    boolean believed() {
        return rule.isEmpty();
    }

    JsonObject json() {
        return new JsonObject()
                .put("since", since.toString())
                .put("node", node)
                .put("believed", believed())
                .put("rule", believed() ? null : rule);
    }
}
