package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
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
    /** Seconds a connection may be silent; longer than any pause between the requests of one client's sign-in. */
    private static final int IDLE_SECONDS = 60;

    /** Milliseconds for which the allowance for refused bodies holds. */
    private static final long MINUTE = 60_000;

    private final Vertx vertx;
    private final FailureHandler responder;
    private final PortChecks checks;
    private final long headerTime;
    private final List<Long> timers = new ArrayList<>();
    private @Nullable HttpServer server;

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
        this.responder = responder;
        this.headerTime = limits.of(RequestLimit.HEADER_TIME);
        this.checks = new PortChecks(new RequestGuard(journal, traces), counters, limits, largestBody);
    }

    /** The router for endpoints; the checks of every request are in place. */
    public Router router() {
        Router router = Router.router(vertx);
        responder.mount(router);
        checks.ofEveryRequest().forEach(check -> router.route().handler(check.handler()));
        return router;
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
     * @param wire where requests and responses are recorded; null if they are not
     */
    public Future<Void> listen(HttpServerOptions tls, ListenerConfig where, Router router, @Nullable WireJournal wire) {
        HttpServerOptions options = new HttpServerOptions(tls)
                .setSslEngineOptions(new AnnouncedTls(checks::accept))
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

    /** Stops accepting requests, and gives running ones this many seconds to end. */
    public Future<Void> close(long seconds) {
        HttpServer listening = server;
        timers.forEach(vertx::cancelTimer);
        return listening == null ? Future.succeededFuture() : listening.shutdown(seconds, TimeUnit.SECONDS);
    }
}
