package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;

/** The resources of the REST interface by the names of {@link ResourcePath}, with their methods and the rights they need. */
final class RestRoutes {
    /** Answers a request of a caller who has the right. */
    interface Handler {
        Future<RestAnswer> answer(RestRequest request, SiteCaller visitor);
    }

    /**
     * A method of a resource.
     *
     * @param shared whether it is a resource of the site collection, so that its handler gets the caller at the top-level web
     */
    record Route(SiteRight right, boolean shared, Handler handler) {}

    private final Map<String, Map<String, Route>> routes;
    private final boolean shared;

    RestRoutes() {
        this(new HashMap<>(), false);
    }

    private RestRoutes(Map<String, Map<String, Route>> routes, boolean shared) {
        this.routes = routes;
        this.shared = shared;
    }

    /** The same routes, to which resources of the site collection are added. */
    RestRoutes shared() {
        return new RestRoutes(routes, true);
    }

    /** @param methods separated by blanks */
    RestRoutes on(String name, String methods, SiteRight right, Handler handler) {
        for (String method : methods.split(" ", -1)) {
            routes.computeIfAbsent(name, unknown -> new HashMap<>()).put(method, new Route(right, shared, handler));
        }
        return this;
    }

    /** The method of a resource; null if there is no such resource or method. */
    @Nullable
    Route find(RestRequest request) {
        return methods(request).map(methods -> methods.get(request.method())).orElse(null);
    }

    /** SharePoint's error for a resource or a method that it does not have. */
    RestError missing(RestRequest request) {
        return methods(request).isEmpty()
                ? RestError.noResource(
                        request.path().written(unknown(request.path().name())))
                : RestError.method(request.method());
    }

    /** The first segment of a name that no resource has, or the last one. */
    private String unknown(String name) {
        String[] segments = name.split("/", -1);
        StringBuilder known = new StringBuilder();
        for (String segment : segments) {
            String next = known.append(segment).toString();
            if (routes.keySet().stream().noneMatch(one -> one.equals(next) || one.startsWith(next + "/"))) {
                return segment;
            }
            known.append('/');
        }
        return segments[segments.length - 1];
    }

    private Optional<Map<String, Route>> methods(RestRequest request) {
        return Optional.ofNullable(routes.get(request.path().name()));
    }
}
