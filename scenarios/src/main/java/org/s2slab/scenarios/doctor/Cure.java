package org.s2slab.scenarios.doctor;

import io.vertx.core.json.JsonObject;

/**
 * One line that an administrator types to mend a fault.
 *
 * @param node on which node
 * @param line a cmdlet with its parameters; {@code $name = cmdlet} keeps what it writes for a later line, {@code $name.Property};
 *     a line that begins with # says what no cmdlet can do
 */
public record Cure(String node, String line) {
    /** Whether an administrator's shell can do it. */
    public boolean isCmdlet() {
        return !line.startsWith("#");
    }

    JsonObject toJson() {
        return new JsonObject().put("node", node).put("line", line);
    }
}
