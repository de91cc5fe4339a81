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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.trace.OperationCounters;

/** The checks of a port, in the order in which a request passes them. {@code PortChecksTest} proves the order. */
public final class PortChecks {
    private static final Endpoint WITHOUT_FILES = routes -> {};

    final OpenConnections connections;
    final RefusedBodyCounter refused;
    final RequestGuard guard;
    private final CallerTurns turns;
    private final BodyReader bodies;
    private final long largestBody;
    private final long largestAnonymousBody;

    PortChecks(RequestGuard guard, OperationCounters counters, RequestLimits limits, long largestBody) {
        this.guard = guard;
        this.connections = new OpenConnections(limits, counters, OpenFileMeter.ofProcess());
        this.refused = new RefusedBodyCounter(limits);
        this.turns = new CallerTurns(limits, counters);
        this.bodies = new BodyReader(connections, guard, limits.count(RequestLimit.LIST_ENTRIES));
        this.largestBody = largestBody;
        this.largestAnonymousBody = Math.min(largestBody, limits.of(RequestLimit.ANONYMOUS_BODY));
    }

    /** 1. The limits on connections, as soon as a connection is accepted and before TLS. */
    void accept(Channel connection) {
        connections.opened(connection);
    }

    /** 2. The bytes of a header. Without TLS, this method also records the connection, because accept was not called. */
    void read(HttpConnection connection, HttpServerOptions options) {
        accept(OpenConnection.channelOf(connection));
        StrictHeaderDecoder.readFrom(connection, options, connections::bytesCame);
    }

    /** 3. The request can be decoded, has a host, and the end of its connection was not announced. */
    Handler<HttpServerRequest> route(Router router) {
        return RequestCheck.host(guard, router);
    }

    /** 4. The checks of every request, even without an endpoint for it. */
    List<RequestCheck> ofEveryRequest() {
        return List.of(
                RequestCheck.work("trace", guard.traces()::begin),
                RequestCheck.work("time", new RequestDeadline(connections, refused)::watch),
                RequestCheck.of("form", request -> guard.check(RequestRules.HEAD, request)));
    }

    /**
     * 5. The checks of requests to an endpoint for people and partners.
     *
     * @param names the host names of the endpoint, if people or browsers use it: in lower case and without port
     * @param authenticator null for an endpoint that anyone may use
     */
    public List<RequestCheck> ofEndpoint(
            Endpoint endpoint, @Nullable Set<String> names, @Nullable CallerAuthenticator authenticator) {
        var callers = Optional.ofNullable(authenticator);
        return Stream.of(
                        endpoint.errors()
                                .map(form -> RequestCheck.work(
                                        "errors", request -> request.put(FailureHandler.ERRORS, form))),
                        Optional.ofNullable(names).map(own -> CrossSiteGate.check(guard, own, endpoint)),
                        callers.map(known -> new RequestCheck("authentication", known)),
                        callers.flatMap(known -> endpoint.policy())
                                .map(policy -> RequestCheck.of("policy", policy::refusal)),
                        callers.map(known -> turns.check(endpoint)),
                        Optional.of(bodies.check(callers.isPresent() ? largestBody : largestAnonymousBody, endpoint)),
                        Optional.of(RequestCheck.of("content", bodies::checkContent)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * 5. Or the checks of requests to a port for administrators, except for the state of the node ({@link #ofAnyone}).
     */
    public List<RequestCheck> ofAdministrators(Set<String> names, Handler<RoutingContext> authenticator) {
        return List.of(
                CrossSiteGate.check(guard, names, WITHOUT_FILES),
                new RequestCheck("authentication", authenticator),
                bodies.check(largestBody, WITHOUT_FILES),
                RequestCheck.of("content", bodies::checkContent));
    }

    /** 5. Or the only check for the state of the node, which anyone may read on the port for administrators. */
    public List<RequestCheck> ofAnyone(Set<String> names) {
        return List.of(CrossSiteGate.check(guard, names, WITHOUT_FILES));
    }
}
