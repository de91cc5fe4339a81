package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.s2slab.refusal.Refusal;

/**
 * One check in front of an endpoint. Its handler ends a request, holds it, or passes it on to the next check.
 *
 * @param name its name in the list of a port
 */
public record RequestCheck(String name, Handler<RoutingContext> handler) {
    /** A check that decides without waiting. */
    static RequestCheck of(String name, Function<RoutingContext, Optional<Refusal>> refusal) {
        return new RequestCheck(name, request -> refusal.apply(request).ifPresentOrElse(request::fail, request::next));
    }

    /** Work on every request, which refuses no request. */
    static RequestCheck work(String name, Consumer<RoutingContext> work) {
        return of(name, request -> {
            work.accept(request);
            return Optional.empty();
        });
    }

    /** The check in front of the router, which passes a request on to the checks that have a name. */
    static Handler<HttpServerRequest> host(RequestGuard guard, Router router) {
        return request -> {
            if (guard.isRouted(request)) {
                router.handle(request);
            }
        };
    }
}
