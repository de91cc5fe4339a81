package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import org.s2slab.http.Endpoint;

/** Reports to anyone that the node is running, and nothing else. */
public record HealthEndpoint(String node) implements Endpoint {
    @Override
    public void mount(Router router) {
        router.get("/health")
                .respond(request -> Future.succeededFuture(
                        new JsonObject().put("status", "up").put("node", node)));
    }
}
