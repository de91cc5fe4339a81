package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Stands in front of what takes HTTP Basic or is reached by a browser, and refuses what another site's page sends. */
public final class CrossSiteGate implements Handler<RoutingContext> {
    private final RequestGuard guard;
    private final List<RequestRule> rules;

    CrossSiteGate(RequestGuard guard, List<RequestRule> rules) {
        this.guard = guard;
        this.rules = rules;
    }

    /** The same router for an endpoint behind this gate: each route it adds is guarded. */
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
