package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.config.Listener;
import org.s2slab.trace.HopJournal;

/** What every listening port of a node has in common: limits, traces, the request rules, one failure responder. */
public final class HttpListener {
    /** Seconds a connection may be silent; longer than any pause between the requests of one client's sign-in. */
    private static final int IDLE_SECONDS = 60;

    /** Milliseconds until a request without an answer is given up; people have stopped waiting by then. */
    private static final long REQUEST_TIME = 60_000;

    /** Open connections of one port, so that a stranger cannot take all file handles of the machine. */
    private static final int MAX_CONNECTIONS = 1_000;

    private final Vertx vertx;
    private final RequestTrace traces;
    private final RequestGuard guard;
    private final FailureResponder responder;
    private final long largestBody;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param largestBody bytes of a request body */
    public HttpListener(
            Vertx vertx, RequestTrace traces, HopJournal journal, FailureResponder responder, long largestBody) {
        this.vertx = vertx;
        this.traces = traces;
        this.guard = new RequestGuard(journal, traces);
        this.responder = responder;
        this.largestBody = largestBody;
    }

    /** A router on which endpoints may be mounted: what runs before all of them is in place. */
    public Router router() {
        Router router = Router.router(vertx);
        responder.mount(router);
        router.route().handler(traces);
        router.route().handler(this::limitTime);
        router.route().handler(guard::checkHead);
        router.route().handler(BodyHandler.create(false).setBodyLimit(largestBody));
        router.route().handler(guard::checkForm);
        return router;
    }

    /**
     * What stands in front of an endpoint that takes HTTP Basic or is reached by a browser.
     *
     * @param names the names under which it is reached, in lower case and without port
     */
    public CrossSiteGate gate(Set<String> names, Set<String> bodyTypes, boolean linkedTo) {
        return new CrossSiteGate(guard, CrossSiteRules.of(names, bodyTypes, linkedTo));
    }

    /** Takes requests, with the given TLS settings and our limits. */
    public Future<HttpServer> listen(HttpServerOptions tls, Listener where, Router router) {
        HttpServerOptions options = new HttpServerOptions(tls)
                .setHost(where.address())
                .setPort(where.port())
                .setUseAlpn(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(RequestRules.MAX_HEADER)
                .setMaxInitialLineLength(RequestRules.MAX_HEADER)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictRequestDecoder.readFrom(connection, options);
                    count(connection);
                })
                .invalidRequestHandler(guard::refuseUndecodable)
                .requestHandler(guard.before(router))
                .listen();
    }

    /** An answer that has begun is left to the idle time: some stay open on purpose. */
    private void limitTime(RoutingContext request) {
        long timer = vertx.setTimer(REQUEST_TIME, late -> {
            if (!request.response().headWritten()) {
                request.fail(503);
            }
        });
        request.addEndHandler(over -> vertx.cancelTimer(timer));
        request.next();
    }

    private void count(HttpConnection connection) {
        connection.closeHandler(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MAX_CONNECTIONS) {
            connection.close();
        }
    }
}
