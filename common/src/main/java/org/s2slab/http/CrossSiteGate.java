package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Refuses requests of other sites' pages to an endpoint that accepts HTTP Basic or that a browser can reach. */
record CrossSiteGate(RequestGuard guard, Endpoint endpoint, List<RequestRule> rules)
        implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext request) {
        if (RequestFacts.of(request).isBearer()) {
            request.next();
        } else {
            boolean isFile = endpoint.takesFile(request.request());
            guard.check(
                    isFile
                            ? rules.stream()
                                    .filter(rule -> !rule.id().equals(CrossSiteRules.MEDIA_TYPE))
                                    .toList()
                            : rules,
                    request);
        }
    }
}
