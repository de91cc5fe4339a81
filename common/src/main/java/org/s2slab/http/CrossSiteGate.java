package org.s2slab.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.refusal.Refusal;

/** Refuses requests from pages of other sites to an endpoint that accepts HTTP Basic or that a browser can reach. */
record CrossSiteGate(RequestGuard guard, Endpoint endpoint, List<RequestRule> rules) {
    static RequestCheck check(RequestGuard guard, Set<String> names, Endpoint endpoint) {
        var rules = CrossSiteRules.of(names, endpoint.bodyTypes(), endpoint.isLinkedTo());
        return RequestCheck.of("cross-site", new CrossSiteGate(guard, endpoint, rules)::refusal);
    }

    private Optional<Refusal> refusal(RoutingContext request) {
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
