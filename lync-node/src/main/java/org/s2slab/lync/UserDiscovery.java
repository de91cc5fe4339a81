package org.s2slab.lync;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.AnyCase;
import org.s2slab.http.Endpoint;

/**
 * The user resource of Lync's Autodiscover service, the door at which a partner server shows its token (UCWA, root
 * resource). It links to nothing else yet: conferences are what a partner would go on to.
 */
final class UserDiscovery implements Endpoint {
    private static final String SERVICE = "/Autodiscover/AutodiscoverService.svc/root";

    private final String host;

    /** @param host the principal host name, which the links name */
    UserDiscovery(String host) {
        this.host = host;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(HttpMethod.GET, AnyCase.path(SERVICE + "/oauth/user"))
                .respond(this::user);
    }

    private Future<JsonObject> user(RoutingContext request) {
        JsonObject self = new JsonObject().put("href", "https://" + host + SERVICE + "/user");
        return Future.succeededFuture(new JsonObject().put("_links", new JsonObject().put("self", self)));
    }
}
