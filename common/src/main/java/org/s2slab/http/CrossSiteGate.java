package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;

/** Refuses requests of other sites' pages to endpoints that accept HTTP Basic or that a browser can reach. */
public final class CrossSiteGate implements Handler<RoutingContext> {
    private final RequestGuard guard;
    private final List<RequestRule> rules;
    private final List<RequestRule> rulesForFiles;
    private final Predicate<HttpServerRequest> files;

    /** @param files whether the body of a request is a file, for which the rule of media types does not apply */
    CrossSiteGate(RequestGuard guard, List<RequestRule> rules, Predicate<HttpServerRequest> files) {
        this.guard = guard;
        this.rules = rules;
        this.rulesForFiles = rules.stream()
                .filter(rule -> !rule.id().equals(CrossSiteRules.MEDIA_TYPE))
                .toList();
        this.files = files;
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
            guard.check(files.test(request.request()) ? rulesForFiles : rules, request);
        }
    }
}
