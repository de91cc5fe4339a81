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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.WireJournal;

/** The common parts of every listening port of a node: limits, traces, request rules, one failure handler. */
public final class HttpListener {
    /** The time in seconds until an idle connection is closed; longer than any pause during the sign-in of a client. */
    private static final int IDLE_SECONDS = 60;

    /** Milliseconds between two looks whether callers have closed their connections. */
    private static final long BETWEEN_LOOKS = 50;

    /** Milliseconds of the period for the allowance of refused bodies. */
    private static final long MINUTE = 60_000;

    private final Vertx vertx;
    private final FailureHandler responder;
    private final PortChecks checks;
    private final long headerTime;
    private final List<Long> timers = new ArrayList<>();
    private @Nullable HttpServer server;
    private volatile boolean closing;

    /**
     * @param limits the limits on connections, times and anonymous bodies
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
        this.responder = responder;
        this.headerTime = limits.of(RequestLimit.HEADER_TIME);
        this.checks = new PortChecks(new RequestGuard(journal, traces), counters, limits, largestBody);
    }

    /** The router for endpoints, which already has the checks of every request. */
    public Router router() {
        Router router = Router.router(vertx);
        router.route()
                .handler(RequestCheck.work("end of the connection", this::announceEnd)
                        .handler());
        responder.mount(router);
        checks.ofEveryRequest().forEach(check -> router.route().handler(check.handler()));
        return router;
    }

    /** A client must not send another request on a connection that ends after the response, because the port closes. */
    private void announceEnd(RoutingContext request) {
        request.addHeadersEndHandler(head -> {
            if (closing) {
                LingeringClose.announce(request.request());
                request.addEndHandler(
                        done -> LingeringClose.begin(request.request().connection()));
            }
        });
    }

    /** The checks of this port. */
    public PortChecks checks() {
        return checks;
    }

    /** Starts accepting requests, with the given TLS settings and the limits. */
    public Future<Void> listen(HttpServerOptions tls, ListenerConfig where, Router router) {
        return listen(tls, where, router, null);
    }

    /**
     * Starts accepting requests as {@link #listen(HttpServerOptions, ListenerConfig, Router)} does.
     *
     * @param wire records requests and responses; null for no records
     */
    public Future<Void> listen(HttpServerOptions tls, ListenerConfig where, Router router, @Nullable WireJournal wire) {
        HttpServerOptions options = new HttpServerOptions(tls)
                .setSslEngineOptions(new ConnectionReportingTls(checks::accept))
                // A second limit only: the listener itself limits the time of the header, TLS included.
                .setSslHandshakeTimeout(2 * headerTime)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHost(where.address())
                .setPort(where.port())
                .setUseAlpn(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setHttp2ClearTextEnabled(false)
                // No client opens a WebSocket, and with Netty's WebSocket handler the 129th pipelined request would be
                // refused.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true)
                // The body reader sends it after the credential is accepted.
                .setHandle100ContinueAutomatically(false)
                .setMaxHeaderSize(RequestRules.MAX_HEADER)
                .setMaxFormAttributeSize(RequestRules.MAX_FORM_FIELD)
                .setMaxInitialLineLength(RequestRules.MAX_HEADER)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    checks.read(connection, options);
                    if (wire != null) {
                        WireRecorder.record(connection, wire);
                    }
                })
                .invalidRequestHandler(checks.guard::refuseUndecodable)
                .requestHandler(checks.route(router))
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    timers.add(vertx.setPeriodic(checks.connections.tickLength(), tick -> checks.connections.tick()));
                    timers.add(vertx.setPeriodic(MINUTE, minute -> checks.refused.renew()));
                })
                .mapEmpty();
    }

    /** The listening port, after {@link #listen}. */
    public int port() {
        return Objects.requireNonNull(server, "not listening").actualPort();
    }

    /** The number of open connections of this port. */
    public int openConnections() {
        return checks.connections.count();
    }

    /**
     * Sends callers to the other servers of the pool before this server stops. Accepts no connection any more, and
     * announces the end of each open connection in its next response.
     *
     * @param milliseconds maximum time; longer than callers keep connections without requests
     * @return succeeds when no connection is open, or after this time
     */
    public Future<Void> leave(long milliseconds) {
        closing = true;
        checks.connections.acceptNoMore();
        return awaitEmpty(milliseconds);
    }

    private Future<Void> awaitEmpty(long milliseconds) {
        return openConnections() == 0 || milliseconds <= 0
                ? Future.succeededFuture()
                : vertx.timer(BETWEEN_LOOKS).compose(time -> awaitEmpty(milliseconds - BETWEEN_LOOKS));
    }

    /** Stops accepting requests, and waits at most this number of seconds for running requests. */
    public Future<Void> close(long seconds) {
        HttpServer listening = server;
        closing = true;
        timers.forEach(vertx::cancelTimer);
        return listening == null ? Future.succeededFuture() : listening.shutdown(seconds, TimeUnit.SECONDS);
    }
}
