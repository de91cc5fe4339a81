package org.s2slab.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/** Parses the JSON object in the body of a request. */
public final class RequestJson {
    private RequestJson() {}

    /** A text member; empty when absent. Refusal PARAMETER_INVALID for another type. */
    public static Optional<String> text(JsonObject json, String name) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw Refusal.invalid("'" + name + "' must be a text");
        }
        return Optional.ofNullable((String) value);
    }

    /** The object, or null without a body. DecodeException for any other body, also for a list. */
    public static @Nullable JsonObject object(RoutingContext request) {
        try {
            return request.body().asJsonObject();
        } catch (ClassCastException e) {
            throw new DecodeException("the body is not a JSON object", e);
        }
    }
}
