package org.s2slab.authz.graph;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A successful response.
 *
 * @param body null for a response without content
 */
record GraphAnswer(int status, @Nullable JsonObject body) {
    private static final int CREATED = 201;

    static final GraphAnswer NO_CONTENT = new GraphAnswer(204, null);

    static GraphAnswer of(JsonObject body) {
        return new GraphAnswer(200, body);
    }

    static GraphAnswer created(JsonObject body) {
        return new GraphAnswer(CREATED, body);
    }
}
