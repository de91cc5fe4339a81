package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;

/**
 * A call the caller made for the examination.
 *
 * @param line the cmdlet that made it
 * @param taken whether the resource took the caller's token
 * @param said what the cmdlet told of it
 */
public record TestCall(String line, boolean taken, String said) {
    JsonObject toJson() {
        return new JsonObject().put("line", line).put("taken", taken).put("said", said);
    }
}
