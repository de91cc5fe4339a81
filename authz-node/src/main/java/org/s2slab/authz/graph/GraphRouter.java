package org.s2slab.authz.graph;

import io.vertx.core.Future;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Finds the operation of a request, which comes over HTTP or from a cmdlet. */
public final class GraphRouter {
    /** The other form of a key: {@code applications(appId='…')}. */
    private static final Pattern BY_APPLICATION = Pattern.compile("(?<collection>\\w+)\\(appId='(?<id>[^']*)'\\)");

    private final TenantRegistry registry;
    private final List<GraphRoute> routes;

    /** A route, with the keys that the address of a request has in it. */
    record Match(GraphRoute route, List<String> keys) {
        /** Does what the request asks for, if its caller has the right. */
        Future<GraphAnswer> perform(GraphRequest request) {
            request.require(route.right());
            if (!route.reads()) {
                request.query().requireNone();
            }
            return route.operation().perform(request);
        }
    }

    public GraphRouter(TenantRegistry registry, TenantPeople people, NodeEnvironment environment) {
        this.registry = registry;
        this.routes = Stream.of(
                        new ApplicationOperations(registry, environment).routes(),
                        new PrincipalOperations(registry, environment).routes(),
                        new ConsentOperations(registry, environment).routes(),
                        new TenantOperations(people).routes())
                .flatMap(List::stream)
                .toList();
    }

    TenantRegistry registry() {
        return registry;
    }

    /**
     * The route of a request; Refusal if Graph does not have it.
     *
     * @param segments the segments of the address behind {@code /v1.0/}
     */
    Match match(String method, List<String> segments) {
        boolean isKnown = false;
        for (GraphRoute route : routes) {
            Optional<List<String>> keys = route.keysIn(segments);
            if (keys.isPresent() && route.method().equals(method)) {
                return new Match(route, keys.get());
            }
            isKnown |= keys.isPresent();
        }
        if (isKnown) {
            throw new Refusal(
                    RefusalCode.METHOD_NOT_ALLOWED,
                    "Specified HTTP method is not allowed for the request target: " + method + ".");
        }
        throw Refusal.invalid("Resource not found for the segment '"
                + GraphRequest.shown(segments.get(segments.size() - 1)) + "'. The lab has applications,"
                + " servicePrincipals, domains and me.");
    }

    /** The decoded segments of an address. The key in {@code applications(appId='…')} becomes a separate segment. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String written : path.split("/", -1)) {
            String segment = decoded(written);
            Matcher key = BY_APPLICATION.matcher(segment);
            if (key.matches()) {
                segments.add(key.group("collection"));
                segments.add(GraphObject.BY_APPLICATION + key.group("id"));
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The address cannot be decoded: '" + GraphRequest.shown(segment) + "'.");
        }
    }
}
