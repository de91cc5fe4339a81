package org.s2slab.exchange.autodiscover;

import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/**
 * Announces the protocols and authentication schemes of Autodiscover to unauthenticated callers. The EWS Managed API
 * expects these header fields in the 401 response to its first, anonymous GET. Without the fields, the API does not
 * continue with SOAP and a token. This endpoint runs before the authentication and passes on every request.
 */
public final class AutodiscoverProbeEndpoint implements Endpoint {
    private static final String PATH = "(?i)/autodiscover/autodiscover\\.(?:xml|svc)";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(PATH).handler(AutodiscoverProbeEndpoint::announce);
    }

    private static void announce(RoutingContext request) {
        request.response()
                .putHeader("X-SOAP-Enabled", "True")
                .putHeader("X-WSSecurity-Enabled", "True")
                .putHeader("X-WSSecurity-For", "None")
                .putHeader("X-OAuth-Enabled", "True");
        request.next();
    }
}
