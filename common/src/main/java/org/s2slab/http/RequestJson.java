package org.s2slab.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Parses the JSON object in the body of a request. */
public final class RequestJson {
    private RequestJson() {}

    /** The object, or null without a body. DecodeException for any other body, also for a list. */
    public static @Nullable JsonObject object(RoutingContext request) {
        try {
            return request.body().asJsonObject();
        } catch (ClassCastException e) {
            throw new DecodeException("the body is not a JSON object", e);
        }
    }
}
