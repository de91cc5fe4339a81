package org.s2slab.http;

import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.OperationCounters;

/** The checks of a port, in the order in which a request passes them. {@code PortChecksTest} proves the order. */
public final class PortChecks {
    private static final Endpoint WITHOUT_FILES = routes -> {};

    final OpenConnections connections;
    final RefusedBodies refused;
    final RequestGuard guard;
    private final CallerTurns turns;
    private final BodyReader bodies;
    private final long largestBody;
    private final long largestAnonymousBody;

    PortChecks(RequestGuard guard, OperationCounters counters, RequestLimits limits, long largestBody) {
        this.guard = guard;
        this.connections = new OpenConnections(limits, counters, OpenFiles.ofProcess());
        this.refused = new RefusedBodies(limits);
        this.turns = new CallerTurns(limits, counters);
        this.bodies = new BodyReader(connections, guard, limits.count(RequestLimit.LIST_ENTRIES));
        this.largestBody = largestBody;
        this.largestAnonymousBody = Math.min(largestBody, limits.of(RequestLimit.ANONYMOUS_BODY));
    }

    /** First: the limits on connections, as soon as a connection is accepted and before TLS. */
    void accept(Channel connection) {
        connections.opened(connection);
    }

    /** Second: the bytes of a header. Without TLS, the connection has not been recorded before. */
    void read(HttpConnection connection, HttpServerOptions options) {
        accept(OpenConnection.channelOf(connection));
        StrictHeaderDecoder.readFrom(connection, options, connections::bytesCame);
    }

    /** Third: the request can be decoded, has a host, and the end of its connection was not announced. */
    Handler<HttpServerRequest> route(Router router) {
        return request -> {
            if (guard.isRouted(request)) {
                router.handle(request);
            }
        };
    }

    /** Fourth: the checks of every request, even without an endpoint for it. */
    List<RequestCheck> ofEveryRequest() {
        return List.of(
                work("trace", guard.traces()::begin),
                work("time", new RequestEnd(connections, refused)::watch),
                check("form", request -> guard.check(RequestRules.HEAD, request)));
    }

    /**
     * Fifth: the checks of requests to an endpoint for people and partners.
     *
     * @param names the host names of the endpoint, if people or browsers use it: in lower case and without port
     * @param authenticator null for an endpoint that anyone may use
     */
    public List<RequestCheck> ofEndpoint(
            Endpoint endpoint, @Nullable Set<String> names, @Nullable CallerAuthenticator authenticator) {
        var callers = Optional.ofNullable(authenticator);
        return Stream.of(
                        Optional.ofNullable(names).map(own -> crossSite(own, endpoint)),
                        callers.map(known -> new RequestCheck("authentication", known)),
                        callers.map(known -> new RequestCheck("turns", request -> turns.enter(request, endpoint))),
                        Optional.of(body(callers.isPresent() ? largestBody : largestAnonymousBody, endpoint)),
                        Optional.of(content()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Or the checks of requests to a port for administrators, except for the state of the node ({@link #ofAnyone}). */
    public List<RequestCheck> ofAdministrators(Set<String> names, Handler<RoutingContext> authenticator) {
        return List.of(
                crossSite(names, WITHOUT_FILES),
                new RequestCheck("authentication", authenticator),
                body(largestBody, WITHOUT_FILES),
                content());
    }

    /** The only check for the state of the node, which anyone may read on the port for administrators. */
    public List<RequestCheck> ofAnyone(Set<String> names) {
        return List.of(crossSite(names, WITHOUT_FILES));
    }

    private RequestCheck crossSite(Set<String> names, Endpoint endpoint) {
        var rules = CrossSiteRules.of(names, endpoint.bodyTypes(), endpoint.isLinkedTo());
        return check("cross-site", new CrossSiteGate(guard, endpoint, rules)::check);
    }

    private RequestCheck body(long largest, Endpoint endpoint) {
        return new RequestCheck("body", request -> bodies.read(request, largest, endpoint));
    }

    private RequestCheck content() {
        return check("content", bodies::checkContent);
    }

    /** A check that decides without waiting. */
    private static RequestCheck check(String name, Function<RoutingContext, Optional<Refusal>> refusal) {
        return new RequestCheck(name, request -> refusal.apply(request).ifPresentOrElse(request::fail, request::next));
    }

    /** Work on every request, which refuses no request. */
    static RequestCheck work(String name, Consumer<RoutingContext> work) {
        return check(name, request -> {
            work.accept(request);
            return Optional.empty();
        });
    }
}
