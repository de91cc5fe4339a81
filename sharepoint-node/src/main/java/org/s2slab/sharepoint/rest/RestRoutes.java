package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.RefusedNames;
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

    /** SharePoint's error for a resource or a method that it does not have, with the reason if the lab refuses it by name. */
    RestError missing(RestRequest request) {
        String name = request.path().name();
        if (!methods(request).isEmpty()) {
            return RestError.method(request.method(), RefusedNames.reason(request.method() + " " + name));
        }
        String path = unknown(name);
        String segment = path.substring(path.lastIndexOf('/') + 1);
        String function = segment.substring(segment.lastIndexOf('.') + 1);
        return RestError.noResource(
                request.path().written(segment),
                RefusedNames.reason(
                        path,
                        segment,
                        segment.substring(0, segment.length() - function.length())
                                .replaceFirst("\\.$", "")));
    }

    /** A name up to its first segment that no resource has, or the whole name. */
    private String unknown(String name) {
        StringBuilder known = new StringBuilder();
        for (String segment : name.split("/", -1)) {
            String next = known.append(segment).toString();
            if (routes.keySet().stream().noneMatch(one -> one.equals(next) || one.startsWith(next + "/"))) {
                return next;
            }
            known.append('/');
        }
        return name;
    }

    private Optional<Map<String, Route>> methods(RestRequest request) {
        return Optional.ofNullable(routes.get(request.path().name()));
    }
}
