package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.http.CaseInsensitivePath;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/**
 * Lync's discovery service {@code lyncdiscover}, open to every caller. It returns the URLs for the next calls of users
 * and partners. A client that accepts JSON gets links. A browser gets the older format, with every slash escaped.
 *
 * @param host the principal host name, which the links contain
 * @param domain the domain for requests that do not name one
 */
record LyncDiscoveryEndpoint(String host, String domain) implements Endpoint {
    static final String ROOT = "/Autodiscover/AutodiscoverService.svc/root";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.route(HttpMethod.GET, "/").handler(this::root);
        routes.routeWithRegex(HttpMethod.GET, CaseInsensitivePath.path(ROOT)).handler(this::root);
    }

    private void root(RoutingContext request) {
        String accept = Objects.requireNonNullElse(request.request().getHeader(HttpHeaders.ACCEPT), "");
        boolean links = accept.toLowerCase(Locale.ROOT).contains("application/json");
        String text = links ? links().encode() : older().encode().replace("/", "\\/");
        Future<Void> sent = request.response()
                .putHeader("X-MS-Server-Fqdn", host)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(text);
        sent.onFailure(request::fail);
    }

    private JsonObject links() {
        String from = "?originalDomain=" + domain;
        return new JsonObject()
                .put(
                        "_links",
                        new JsonObject()
                                .put("self", UcwaResponder.href(address("") + from))
                                .put("user", UcwaResponder.href(address("/oauth/user") + from))
                                .put("xframe", UcwaResponder.href("https://" + host + XFrameEndpoint.PATH)));
    }

    private JsonObject older() {
        JsonArray links = new JsonArray()
                .add(link("/domain", "Domain"))
                .add(link("/user", "User"))
                .add(link("/oauth/user", "OAuth"));
        return new JsonObject().put("AccessLocation", "Internal").put("Root", new JsonObject().put("Links", links));
    }

    private JsonObject link(String path, String token) {
        return UcwaResponder.href(address(path)).put("token", token);
    }

    private String address(String path) {
        return "https://" + host + ROOT + path;
    }
}
