package org.s2slab.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds the routes of an endpoint to the router of a port, each behind the checks of the endpoint. A path without an
 * endpoint gets the response that it is unknown, not a challenge.
 *
 * @param description describes all routes of the port, and is read at the first request; null for a port with the wire
 *     forms of a product
 */
public record EndpointRoutes(
        Router router, List<RequestCheck> checks, @Nullable Supplier<PortDescription> description) {
    /** The marks of a regular expression in the name of a route. */
    private static final Pattern REGEX = Pattern.compile("\\(\\?i\\)|\\\\[QE]?");

    /** The routes of a port without a description. */
    public EndpointRoutes(Router router, List<RequestCheck> checks) {
        this(router, checks, null);
    }

    public Route get(String path) {
        return route(HttpMethod.GET, path);
    }

    public Route post(String path) {
        return route(HttpMethod.POST, path);
    }

    public Route put(String path) {
        return route(HttpMethod.PUT, path);
    }

    public Route patch(String path) {
        return route(HttpMethod.PATCH, path);
    }

    public Route delete(String path) {
        return route(HttpMethod.DELETE, path);
    }

    public Route route(HttpMethod method, String path) {
        return checked(router.route(method, path));
    }

    /** Adds a route for every method. */
    public Route routeWithRegex(String regex) {
        return checked(router.routeWithRegex(regex));
    }

    public Route routeWithRegex(HttpMethod method, String regex) {
        return checked(router.routeWithRegex(method, regex));
    }

    /** The path of a route or its regular expression, without the parts that only a matcher needs. */
    static String shown(String name) {
        return REGEX.matcher(name).replaceAll("");
    }

    private static void describe(Route route, Supplier<PortDescription> description) {
        HttpMethod method =
                Objects.requireNonNull(route.methods(), "methods").iterator().next();
        String path = String.valueOf(route.getPath());
        assert description.get().has(method, path) : "the description of the port lacks " + method + " " + path;
        route.handler(
                request -> description.get().parameters(method, path).handler().handle(request));
    }

    private Route checked(Route route) {
        String methods = route.methods() == null
                ? ""
                : String.valueOf(route.methods().iterator().next()) + " ";
        String operation = methods + shown(String.valueOf(route.getName()));
        route.handler(RequestCheck.work("operation", request -> RequestIdentity.operation(request, operation))
                .handler());
        checks.forEach(check -> route.handler(check.handler()));
        if (description != null) {
            describe(route, description);
        }
        return route;
    }
}
