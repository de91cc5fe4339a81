package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.s2slab.authz.tokens.OwnAddressResolver;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.identity.Caller;
import org.s2slab.management.TrustJournal;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * Microsoft Graph below {@code /v1.0/} (<a href="https://learn.microsoft.com/graph/api/overview">Graph v1.0</a>): reads a
 * request, and sends the response.
 */
public final class GraphEndpoint implements Endpoint {
    private static final String PREFIX = "/v1.0/";
    private static final String LOGO = "/logo";

    /** Microsoft documents 100 KB for the logo of an application. */
    private static final long LARGEST_LOGO = 100 * 1024L;

    private final GraphRouter router;
    private final OwnAddressResolver address;
    private final TrustJournal changes;
    private final MailboxForwarder mailboxes;
    private final GraphErrors errors;

    /**
     * @param hosts the names of this server, the principal one first
     * @param changes records what requests change
     * @param mailboxes forwards the requests about users
     */
    public GraphEndpoint(
            GraphRouter router, List<String> hosts, TrustJournal changes, MailboxForwarder mailboxes, Clock clock) {
        this.router = router;
        this.address = new OwnAddressResolver(hosts);
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.errors = new GraphErrors(clock);
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
            List<String> segments = GraphRouter.segments(path);
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
        GraphRouter.Match match = router.match(method, segments);
        refuseCondition(http.request());
        GraphRequest request = request(http, path, match.keys());
        if (match.route().reads()) {
            return match.perform(request);
        }
        return changes.watched(
                method + " " + match.route().address(),
                () -> method + " " + PREFIX + GraphRequest.shown(path),
                context,
                () -> match.perform(request));
    }

    /** A condition that is not checked could overwrite the change of somebody else. */
    private static void refuseCondition(HttpServerRequest request) {
        String condition = request.getHeader(HttpHeaders.IF_MATCH);
        if (condition != null && !condition.equals("*")) {
            throw Refusal.invalid("If-Match is not supported here, because objects have no ETag. Leave it out.");
        }
    }

    private GraphRequest request(RoutingContext http, String path, List<String> keys) {
        Caller caller = RequestIdentity.caller(http);
        String tenant = Optional.ofNullable(caller.application()).orElseThrow().realm();
        return new GraphRequest(
                http.request().method().name(),
                address.of(http.request()) + PREFIX.substring(0, PREFIX.length() - 1),
                path,
                keys,
                new GraphQuery(http.queryParams()),
                () -> RequestJson.required(http, "A JSON object is needed as the body."),
                caller,
                router.registry().current(tenant));
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
