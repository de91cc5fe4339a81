package org.s2slab.exchange.autodiscover;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.Endpoint;

/**
 * Tells everyone, before they have proved who they are, which ways of asking and of signing in Autodiscover has. The EWS
 * Managed API reads this from the 401 to its first, anonymous GET, and goes on to SOAP with a token only if it is there.
 * Stands in front of the authenticator and lets every request pass.
 */
public final class AutodiscoverProbeEndpoint implements Endpoint {
    private static final String PATH = "(?i)/autodiscover/autodiscover\\.(?:xml|svc)";

    @Override
    public void mount(Router router) {
        router.routeWithRegex(PATH).handler(AutodiscoverProbeEndpoint::announce);
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
