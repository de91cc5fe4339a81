package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.UserStore;

/**
 * The user resource of Lync's Autodiscover service, to which a partner server presents its token (UCWA, root resource).
 * For a user it contains a link to the applications. A partner that calls as itself has no applications.
 *
 * For a user whose home is another pool, it contains only a link to the Autodiscover service of that pool.
 *
 * @param pools the pools of the deployment; the links contain the name of this server's pool
 */
record UserDiscoveryEndpoint(RegistrarPools pools, UserStore users) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, "(?i)" + Pattern.quote(LyncDiscoveryEndpoint.ROOT) + "(?:/oauth)?/user")
                .respond(this::user);
    }

    private Future<JsonObject> user(RoutingContext request) {
        ActingUser acting = RequestIdentity.caller(request).user();
        if (acting == null) {
            return Future.succeededFuture(links(null));
        }
        return users.find(acting.id()).map(user -> links(user.map(pools::homeOf).orElse(pools.own())));
    }

    /** @param home the home pool of the user, or null without a user */
    private JsonObject links(@Nullable String home) {
        String host = pools.own();
        JsonObject links = new JsonObject()
                .put("self", UcwaResponder.href("https://" + host + LyncDiscoveryEndpoint.ROOT + "/user"));
        if (home != null && !home.equals(host)) {
            return new JsonObject()
                    .put(
                            "_links",
                            links.put("redirect", UcwaResponder.href("https://" + home + LyncDiscoveryEndpoint.ROOT)));
        }
        if (home != null) {
            links.put("applications", UcwaResponder.href("https://" + host + UcwaResponder.APPLICATIONS));
        }
        links.put("xframe", UcwaResponder.href("https://" + host + XFrameEndpoint.PATH));
        return new JsonObject().put("_links", links);
    }
}
