package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.WireJournal;

/** The common parts of every listening port of a node: limits, traces, request rules, one failure handler. */
public final class HttpListener {
    /** Seconds a connection may be silent; longer than any pause between the requests of one client's sign-in. */
    private static final int IDLE_SECONDS = 60;

    /** Milliseconds until a request without response is cancelled. */
    private static final long REQUEST_TIME = 60_000;

    /** Milliseconds for which the allowance for refused bodies holds. */
    private static final long MINUTE = 60_000;

    private final Vertx vertx;
    private final RequestTrace traces;
    private final RequestGuard guard;
    private final FailureHandler responder;
    private final OpenConnections connections;
    private final RefusedBodies refused;
    private final CallerTurns turns;
    private final BodyReader bodies;
    private final BodyReader anonymousBodies;
    private @Nullable HttpServer server;
    private final long headerTime;
    private final List<Long> timers = new ArrayList<>();

    /**
     * @param limits of connections, times and anonymous bodies
     * @param largestBody maximum bytes of the body of an authenticated caller
     */
    public HttpListener(
            Vertx vertx,
            RequestTrace traces,
            HopJournal journal,
            OperationCounters counters,
            FailureHandler responder,
            RequestLimits limits,
            long largestBody) {
        this.vertx = vertx;
        this.traces = traces;
        this.guard = new RequestGuard(journal, traces);
        this.responder = responder;
        this.headerTime = limits.of(RequestLimit.HEADER_TIME);
        this.connections = new OpenConnections(limits, counters, OpenFiles.ofProcess());
        int entries = limits.count(RequestLimit.LIST_ENTRIES);
        long anonymous = Math.min(largestBody, limits.of(RequestLimit.ANONYMOUS_BODY));
        this.turns = new CallerTurns(limits, counters);
        this.refused = new RefusedBodies(limits);
        this.bodies = new BodyReader(connections, guard, refused, largestBody, entries);
        this.anonymousBodies = new BodyReader(connections, guard, refused, anonymous, entries);
    }

    /** The router for endpoints; the handlers that run before all endpoints are in place. */
    public Router router() {
        Router router = Router.router(vertx);
        responder.mount(router);
        router.route().handler(traces);
        router.route().handler(this::limitTime);
        router.route().handler(guard::checkHead);
        return router;
    }

    /** The reader of the bodies of authenticated callers. */
    public BodyReader bodies() {
        return bodies;
    }

    /** Wraps a router for an endpoint behind an authenticator: the requests of a caller take turns. */
    public Router inTurns(Endpoint endpoint, Router router) {
        return turns.inFrontOf(router, endpoint::refuseBusy);
    }

    /** The reader of the bodies of anonymous callers. */
    public BodyReader anonymousBodies() {
        return anonymousBodies;
    }

    /**
     * The gate in front of an endpoint that accepts HTTP Basic or is reached by a browser.
     *
     * @param names the host names of the endpoint, in lower case and without port
     */
    public CrossSiteGate gate(Set<String> names, Endpoint endpoint) {
        return new CrossSiteGate(
                guard, CrossSiteRules.of(names, endpoint.bodyTypes(), endpoint.isLinkedTo()), endpoint::takesFile);
    }

    /** The gate in front of endpoints whose bodies are JSON. */
    public CrossSiteGate gate(Set<String> names) {
        return new CrossSiteGate(guard, CrossSiteRules.of(names, MediaTypes.JSON, false), request -> false);
    }

    /** Starts accepting requests, with the given TLS settings and the limits. */
    public Future<Void> listen(HttpServerOptions tls, ListenerConfig where, Router router) {
        return listen(tls, where, router, null);
    }

    /**
     * Starts accepting requests as {@link #listen(HttpServerOptions, ListenerConfig, Router)} does.
     *
     * @param wire where requests and responses are recorded; null if they are not
     */
    public Future<Void> listen(HttpServerOptions tls, ListenerConfig where, Router router, @Nullable WireJournal wire) {
        HttpServerOptions options = new HttpServerOptions(tls)
                .setSslEngineOptions(new AnnouncedTls(connections::opened))
                // Only a second net: the time of the header, TLS included, is the listener's own.
                .setSslHandshakeTimeout(2 * headerTime)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHost(where.address())
                .setPort(where.port())
                .setUseAlpn(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setHttp2ClearTextEnabled(false)
                // Nobody opens a WebSocket here, and Netty refuses the 129th pipelined request where its handler for
                // them stands.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true)
                // The body reader sends it once the credential is accepted.
                .setHandle100ContinueAutomatically(false)
                .setMaxHeaderSize(RequestRules.MAX_HEADER)
                .setMaxFormAttributeSize(RequestRules.MAX_FORM_FIELD)
                .setMaxInitialLineLength(RequestRules.MAX_HEADER)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    // Without TLS nobody has announced it.
                    connections.opened(OpenConnection.channelOf(connection));
                    StrictHeaderDecoder.readFrom(connection, options, connections::bytesCame);
                    if (wire != null) {
                        WireRecorder.record(connection, wire);
                    }
                })
                .invalidRequestHandler(guard::refuseUndecodable)
                .requestHandler(guard.before(router))
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    timers.add(vertx.setPeriodic(connections.tickLength(), tick -> connections.tick()));
                    timers.add(vertx.setPeriodic(MINUTE, minute -> refused.renew()));
                })
                .mapEmpty();
    }

    /** The listening port, after {@link #listen}. */
    public int port() {
        return Objects.requireNonNull(server, "not listening").actualPort();
    }

    /** Stops accepting requests, and gives running ones this many seconds to end. */
    public Future<Void> close(long seconds) {
        HttpServer listening = server;
        timers.forEach(vertx::cancelTimer);
        return listening == null ? Future.succeededFuture() : listening.shutdown(seconds, TimeUnit.SECONDS);
    }

    /** Limits the time to the start of a response; some responses stay open on purpose. */
    private void limitTime(RoutingContext request) {
        BodyReader.holdBack(request.request());
        connections.work(OpenConnection.of(request.request().connection()));
        long timer = vertx.setTimer(REQUEST_TIME, late -> {
            if (!request.response().headWritten()) {
                request.fail(503);
            }
        });
        AtomicReference<RefusedBodies.@Nullable Taken> taken = new AtomicReference<>();
        request.addHeadersEndHandler(begun -> bodies.announceRest(request).ifPresent(taken::set));
        request.addEndHandler(over -> {
            vertx.cancelTimer(timer);
            bodies.discardRest(request, Optional.ofNullable(taken.get()));
        });
        request.next();
    }
}
