package org.s2slab.drill;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The result of one attempt to authenticate with the old key.
 *
 * @param since the time of the attempt, by the deployment's clock, since the start of the drill
 * @param node the attacked node
 * @param rule the rule that refused the attempt; empty if the node accepted the key
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
