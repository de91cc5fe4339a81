package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;

/**
 * The user resource of Lync's Autodiscover service, to which a partner server presents its token (UCWA, root resource).
 * For a user it contains a link to the applications. A partner that calls as itself has no applications.
 *
 * @param host the principal host name, which the links contain
 */
record UserDiscoveryEndpoint(String host) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, "(?i)" + Pattern.quote(LyncDiscoveryEndpoint.ROOT) + "(?:/oauth)?/user")
                .respond(this::user);
    }

    private Future<JsonObject> user(RoutingContext request) {
        JsonObject links = new JsonObject()
                .put("self", UcwaResponder.href("https://" + host + LyncDiscoveryEndpoint.ROOT + "/user"));
        if (RequestIdentity.caller(request).user() != null) {
            links.put("applications", UcwaResponder.href("https://" + host + UcwaResponder.APPLICATIONS));
        }
        links.put("xframe", UcwaResponder.href("https://" + host + XFrameEndpoint.PATH));
        return Future.succeededFuture(new JsonObject().put("_links", links));
    }
}
