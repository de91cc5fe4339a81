package org.s2slab.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Reads the body of a request after every check that does not need the body. No byte is stored for a caller whose
 * credential is not accepted.
 */
public final class BodyReader {
    /** Bytes of a refused body that are thrown away without being counted. */
    private static final long UNCOUNTED = 64L * 1024;

    /** Maximum bytes of a refused body that are thrown away, so that the connection stays usable: the largest that any endpoint takes. */
    private static final long DISCARDED = 32L << 20;

    private final OpenConnections connections;
    private final RequestGuard guard;
    private final RefusedBodies refused;
    private final BodyHandler handler;
    private final int listEntries;

    /**
     * @param largest bytes of a body
     * @param listEntries entries of one list in a JSON body
     */
    BodyReader(OpenConnections connections, RequestGuard guard, RefusedBodies refused, long largest, int listEntries) {
        this.listEntries = listEntries;
        this.refused = refused;
        this.connections = connections;
        this.guard = guard;
        this.handler = BodyHandler.create(false).setBodyLimit(largest);
    }

    /** Wraps a router for an endpoint: the body is read before each route that the endpoint adds. */
    public Router inFrontOf(Router router, Endpoint endpoint) {
        BodyHandler files = BodyHandler.create(false).setBodyLimit(endpoint.largestFile());
        return read(router, request -> {
            boolean isFile = endpoint.takesFile(request.request());
            if (isFile) {
                // Nobody shall parse it as a form or as JSON.
                request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
            }
            (isFile ? files : handler).handle(request);
        });
    }

    /** Wraps a router for an endpoint that takes no files. */
    public Router inFrontOf(Router router) {
        return read(router, handler);
    }

    private Router read(Router router, Handler<RoutingContext> reader) {
        Router guarded = router;
        for (Handler<RoutingContext> step : steps(reader)) {
            guarded = AuthenticatedRouter.of(guarded, step);
        }
        return guarded;
    }

    /** The handlers that read a body, in this order. */
    public List<Handler<RoutingContext>> steps() {
        return steps(handler);
    }

    /** Keeps the order of these handlers. The body's handler is wrapped, because Vert.x would put it before all handlers of users. */
    @SuppressWarnings("UnnecessaryMethodReference")
    private List<Handler<RoutingContext>> steps(Handler<RoutingContext> reader) {
        return List.of(this::begin, reader::handle, this::end);
    }

    /** Pauses a request until its body is read; the first step of every request. */
    static void holdBack(HttpServerRequest request) {
        if (announcesBody(request)) {
            request.pause();
        }
    }

    private static boolean announcesBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void begin(RoutingContext request) {
        if (announcesBody(request.request()) && !request.request().isEnded()) {
            OpenConnection connection = OpenConnection.of(request.request().connection());
            connections.awaitBody(connection, () -> refuseLate(request));
        }
        request.addEndHandler(outcome -> refuseForm(request, outcome.cause()));
        request.next();
    }

    /** Answers a form that cannot be parsed, for which Vert.x ends the request without a response. */
    private static void refuseForm(RoutingContext request, @Nullable Throwable cause) {
        if (cause instanceof DecoderException && !request.response().ended()) {
            request.fail(new Refusal(RefusalCode.REQUEST_MALFORMED, "the form cannot be parsed"));
        }
    }

    private void end(RoutingContext request) {
        connections.work(OpenConnection.of(request.request().connection()));
        Optional<Refusal> refusal = listRefusal(request);
        if (refusal.isPresent()) {
            request.fail(refusal.get());
        } else {
            guard.checkForm(request);
        }
    }

    private Optional<Refusal> listRefusal(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Buffer body = request.body().buffer();
        return body != null && type != null && type.toLowerCase(Locale.ROOT).contains("json")
                ? JsonLists.refusal(body, listEntries)
                : Optional.empty();
    }

    private static void refuseLate(RoutingContext request) {
        if (!request.response().ended() && !request.request().isEnded()) {
            LingeringClose.announce(request.request());
            request.fail(new Refusal(RefusalCode.REQUEST_TIMEOUT, "the body did not end in time"));
        }
    }

    /**
     * Decides, before a response begins, about the rest of the body. The response says that the connection ends if the
     * rest is not read.
     *
     * @return what was taken of the allowance of the address
     */
    Optional<RefusedBodies.Taken> announceRest(RoutingContext request) {
        HttpServerRequest received = request.request();
        if (received.isEnded() || !announcesBody(received) || closes(request.response())) {
            return Optional.empty();
        }
        long length = length(received);
        if (length <= UNCOUNTED) {
            return Optional.empty();
        }
        Optional<RefusedBodies.Taken> taken = length <= DISCARDED
                ? refused.take(OpenConnection.of(received.connection()).address, length)
                : Optional.empty();
        if (taken.isEmpty()) {
            LingeringClose.announce(received);
        }
        return taken;
    }

    /** The announced bytes of a body; as many as may be if it comes in chunks. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? DISCARDED : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean closes(HttpServerResponse response) {
        return "close".equalsIgnoreCase(response.headers().get(HttpHeaders.CONNECTION));
    }

    /**
     * Discards the rest of the body after a response, so that the connection is free for the next request.
     *
     * @param taken of the allowance of the address
     */
    void discardRest(RoutingContext answered, Optional<RefusedBodies.Taken> taken) {
        HttpServerRequest request = answered.request();
        OpenConnection connection = OpenConnection.of(request.connection());
        if (request.isEnded()) {
            taken.ifPresent(whole -> refused.giveBack(whole, 0));
            connections.idle(connection);
            return;
        }
        if (closes(answered.response())) {
            leave(request);
            return;
        }
        connections.awaitBody(connection, null);
        long[] discarded = {0};
        Runnable giveBack = () -> taken.ifPresent(whole -> refused.giveBack(whole, discarded[0]));
        request.exceptionHandler(gone -> giveBack.run());
        request.endHandler(ended -> {
            giveBack.run();
            connections.idle(connection);
        });
        request.handler(bytes -> {
            discarded[0] += bytes.length();
            if (discarded[0] > DISCARDED) {
                leave(request);
            }
        });
        request.resume();
    }

    private void leave(HttpServerRequest request) {
        request.pause();
        connections.idle(OpenConnection.of(request.connection()));
        LingeringClose.begin(request.connection());
    }
}
