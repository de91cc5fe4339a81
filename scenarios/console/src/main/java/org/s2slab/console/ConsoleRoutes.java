package org.s2slab.console;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.PortDescription;

/** Adds the described routes of the console. A route refuses query parameters that its description does not have. */
record ConsoleRoutes(Router router) {
    /** Delays the reading of the file until it is needed, because the console must start quickly. */
    private static final class Holder {
        private static final PortDescription VALUE = PortDescription.read(ConsoleRoutes.class, "/openapi/console.yaml");
    }

    static PortDescription description() {
        return Holder.VALUE;
    }

    Route get(String path) {
        return route(HttpMethod.GET, path);
    }

    Route post(String path) {
        return route(HttpMethod.POST, path);
    }

    private Route route(HttpMethod method, String path) {
        assert description().has(method, path) : "the description of the console lacks " + method + " " + path;
        return router.route(method, path).handler(request -> checkQuery(request, method, path));
    }

    private static void checkQuery(RoutingContext request, HttpMethod method, String path) {
        if (request.request().query() != null) {
            description().wrongParameter(request, method, path).ifPresent(wrong -> {
                throw ConsoleError.PARAMETER_WRONG.because(wrong);
            });
        }
        request.next();
    }

    /** Sends the description itself. */
    static void describe(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8")
                .end(description().yaml());
    }
}
