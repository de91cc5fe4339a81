package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.s2slab.http.Callers;
import org.s2slab.http.Endpoint;

/**
 * The user resource of Lync's Autodiscover service, the door at which a partner server shows its token (UCWA, root
 * resource). For a user it links to the applications; a partner that calls as itself has none.
 */
final class UserDiscovery implements Endpoint {
    private final String host;

    /** @param host the principal host name, which the links name */
    UserDiscovery(String host) {
        this.host = host;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(HttpMethod.GET, "(?i)" + Pattern.quote(Discovery.ROOT) + "(?:/oauth)?/user")
                .respond(this::user);
    }

    private Future<JsonObject> user(RoutingContext request) {
        JsonObject links = new JsonObject().put("self", Ucwa.href("https://" + host + Discovery.ROOT + "/user"));
        if (Callers.caller(request).user() != null) {
            links.put("applications", Ucwa.href("https://" + host + Ucwa.APPLICATIONS));
        }
        links.put("xframe", Ucwa.href("https://" + host + XFrameEndpoint.PATH));
        return Future.succeededFuture(new JsonObject().put("_links", links));
    }
}
