package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/** Reports to any caller that the node is running, and nothing else. */
public record HealthEndpoint(String node) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/health")
                .respond(request -> Future.succeededFuture(
                        new JsonObject().put("status", "up").put("node", node)));
    }
}
