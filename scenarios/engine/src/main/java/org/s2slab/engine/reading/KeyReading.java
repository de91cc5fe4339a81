package org.s2slab.engine.reading;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The key that proves the token of a hop.
 *
 * @param thumbprint the thumbprint of the key's certificate, in the spelling of Windows, or the id of a secret
 * @param owner the name of the server or client that owns the key, or null
 * @param from where the hop's node learned the key
 * @param learned {@code from} as a sentence
 */
public record KeyReading(String thumbprint, @Nullable String owner, KeyOrigin from, String learned) {
    JsonObject json() {
        StepReference step = from.step();
        JsonObject json = new JsonObject()
                .put("thumbprint", thumbprint)
                .put("shown", IdentifierNames.shortened(thumbprint))
                .put("owner", owner)
                .put("learned", learned)
                .put("before", from.isFromBefore())
                .put("line", from.line())
                .put("address", from.address());
        return step == null ? json : json.put("step", step.number()).put("stepTitle", step.title());
    }
}
