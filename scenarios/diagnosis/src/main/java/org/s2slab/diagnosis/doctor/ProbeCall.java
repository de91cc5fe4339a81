package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;

/**
 * A call that the caller made for the examination.
 *
 * @param line the cmdlet that made the call
 * @param taken whether the resource accepted the caller's token
 * @param said the result in the output of the cmdlet
 */
public record ProbeCall(String line, boolean taken, String said) {
    JsonObject toJson() {
        return new JsonObject().put("line", line).put("taken", taken).put("said", said);
    }
}
