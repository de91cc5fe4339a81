package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.tokens.OwnAddressResolver;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.management.TrustJournal;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * Microsoft Graph below {@code /v1.0/} (<a href="https://learn.microsoft.com/graph/api/overview">Graph v1.0</a>): finds the
 * route of a request, checks the right of its caller, and sends the response.
 */
public final class GraphEndpoint implements Endpoint {
    private static final String PREFIX = "/v1.0/";
    private static final String LOGO = "/logo";

    /** Microsoft documents 100 KB for the logo of an application. */
    private static final long LARGEST_LOGO = 100 * 1024L;

    /** The other form of a key: {@code applications(appId='…')}. */
    private static final Pattern BY_APPLICATION = Pattern.compile("(?<collection>\\w+)\\(appId='(?<id>[^']*)'\\)");

    private final TenantRegistry registry;
    private final OwnAddressResolver address;
    private final TrustJournal changes;
    private final MailboxForwarder mailboxes;
    private final GraphErrors errors;
    private final List<GraphRoute> routes;

    /**
     * @param hosts the names of this server, the principal one first
     * @param changes records what requests change
     * @param mailboxes forwards the requests about users
     */
    public GraphEndpoint(
            TenantRegistry registry,
            List<String> hosts,
            TrustJournal changes,
            MailboxForwarder mailboxes,
            NodeEnvironment environment) {
        this.registry = registry;
        this.address = new OwnAddressResolver(hosts);
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.errors = new GraphErrors(environment.clock());
        this.routes = Stream.of(
                        new ApplicationOperations(registry, environment).routes(),
                        new PrincipalOperations(registry, environment).routes(),
                        new ConsentOperations(registry, environment).routes(),
                        TenantOperations.routes())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void mount(EndpointRoutes mounted) {
        mounted.routeWithRegex("/v1\\.0/.*").handler(this::serve);
    }

    @Override
    public Optional<ErrorForm> errors() {
        return Optional.of(errors);
    }

    @Override
    public boolean takesFile(HttpServerRequest request) {
        return request.method().equals(HttpMethod.PUT) && request.path().endsWith(LOGO);
    }

    @Override
    public long largestFile() {
        return LARGEST_LOGO;
    }

    private void serve(RoutingContext http) {
        http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        CallContext context = RequestIdentity.context(http);
        http.response().putHeader("request-id", context.trace().guid());
        Future<Void> done;
        try {
            String path = http.request().path().substring(PREFIX.length());
            List<String> segments = segments(path);
            done = mailboxes.serves(segments, RequestIdentity.caller(http))
                    ? mailboxes.forward(http, segments)
                    : answer(http, path, segments, context).compose(found -> send(http, found));
        } catch (RuntimeException e) {
            done = Future.failedFuture(e);
        }
        done.onFailure(http::fail);
    }

    private Future<GraphAnswer> answer(RoutingContext http, String path, List<String> segments, CallContext context) {
        String method = http.request().method().name();
        for (GraphRoute route : routes) {
            Optional<List<String>> keys = route.keysIn(segments);
            if (keys.isPresent() && route.method().equals(method)) {
                return perform(route, request(http, path, keys.get()), context);
            }
        }
        if (routes.stream().anyMatch(route -> route.keysIn(segments).isPresent())) {
            throw new Refusal(
                    RefusalCode.METHOD_NOT_ALLOWED,
                    "Specified HTTP method is not allowed for the request target: " + method + ".");
        }
        throw Refusal.invalid("Resource not found for the segment '"
                + GraphRequest.shown(segments.get(segments.size() - 1)) + "'. The lab has applications,"
                + " servicePrincipals, domains and me.");
    }

    private GraphRequest request(RoutingContext http, String path, List<String> keys) {
        Caller caller = RequestIdentity.caller(http);
        String tenant = Optional.ofNullable(caller.application()).orElseThrow().realm();
        String base = address.of(http.request()) + PREFIX.substring(0, PREFIX.length() - 1);
        return new GraphRequest(http, caller, registry.current(tenant), base, path, keys);
    }

    private Future<GraphAnswer> perform(GraphRoute route, GraphRequest request, CallContext context) {
        request.require(route.right());
        if (route.method().equals("GET")) {
            return route.operation().perform(request);
        }
        String name = route.method() + " " + route.address();
        return changes.watched(
                name,
                () -> route.method() + " " + PREFIX + GraphRequest.shown(request.path()),
                context,
                () -> route.operation().perform(request));
    }

    /** The decoded segments of an address. The key in {@code applications(appId='…')} becomes a separate segment. */
    private static List<String> segments(String path) {
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

    private static Future<Void> send(RoutingContext http, GraphAnswer answer) {
        http.response().setStatusCode(answer.status());
        if (answer.body() == null) {
            return http.response().end();
        }
        return http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;odata.metadata=minimal;charset=utf-8")
                .end(answer.body().toBuffer());
    }
}
