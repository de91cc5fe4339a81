package org.s2slab.engine.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The list of certificates with which an application of a tenant authenticates, in Microsoft Graph PowerShell. */
public final class KeyCredentials {
    /** The name of the list as a property and as a parameter. */
    static final String PROPERTY = "KeyCredentials";

    private KeyCredentials() {}

    /** A new entry of the list; null leaves a date to the server's default. */
    public static JsonObject of(String certificate, @Nullable Instant start, @Nullable Instant end) {
        JsonObject key = new JsonObject()
                .put("Type", "AsymmetricX509Cert")
                .put("Usage", "Verify")
                .put("Key", certificate);
        if (start != null) {
            key.put("StartDateTime", start.toString());
        }
        return end == null ? key : key.put("EndDateTime", end.toString());
    }

    /** The list of an application that was read. */
    public static JsonArray in(JsonObject principal) {
        return principal.getJsonArray(PROPERTY);
    }
}
