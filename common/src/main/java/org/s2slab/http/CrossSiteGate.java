package org.s2slab.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;

/** Refuses requests from pages of other sites to an endpoint that accepts HTTP Basic or that a browser can reach. */
record CrossSiteGate(RequestGuard guard, Endpoint endpoint, List<RequestRule> rules) {
    Optional<Refusal> check(RoutingContext request) {
        if (RequestFacts.of(request).isBearer()) {
            return Optional.empty();
        }
        boolean isFile = endpoint.takesFile(request.request());
        return guard.check(
                rules.stream()
                        .filter(rule -> !isFile || !rule.id().equals(CrossSiteRules.MEDIA_TYPE))
                        .toList(),
                request);
    }
}
