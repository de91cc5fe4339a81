package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Refuses requests of other sites' pages to endpoints that accept HTTP Basic or that a browser can reach. */
public final class CrossSiteGate implements Handler<RoutingContext> {
    private final RequestGuard guard;
    private final List<RequestRule> rules;

    CrossSiteGate(RequestGuard guard, List<RequestRule> rules) {
        this.guard = guard;
        this.rules = rules;
    }

    /** Wraps a router for an endpoint: each route that it adds is guarded. */
    public Router inFrontOf(Router router) {
        return AuthenticatedRouter.of(router, this);
    }

    @Override
    public void handle(RoutingContext request) {
        if (RequestFacts.of(request).isBearer()) {
            request.next();
        } else {
            guard.check(rules, request);
        }
    }
}
