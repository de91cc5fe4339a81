package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.refusal.Refusal;

/**
 * Reports to any caller whether the node runs ({@code /health/live}) and whether it can do its work ({@code
 * /health/ready}). A node that is not ready answers 503, and says to administrators only why ({@code /ready}).
 *
 * @param ready succeeds if the node is ready, read on each request
 */
public record HealthEndpoint(String node, Supplier<Future<Void>> ready) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/health/live").respond(request -> Future.succeededFuture(status("up")));
        routes.get("/health/ready")
                .respond(request -> ready.get()
                        .map(done -> status("ready"))
                        .recover(failure -> Future.failedFuture(Refusal.unavailable("not ready"))));
    }

    private JsonObject status(String word) {
        return new JsonObject().put("status", word).put("node", node);
    }
}
