package org.s2slab.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Limits the time of a request. When its response begins, decides about the unread rest of its body. */
record RequestDeadline(OpenConnections connections, RefusedBodyCounter refused) {
    /** The time in milliseconds until a request without response is cancelled. */
    private static final long REQUEST_TIME = 60_000;

    /** The number of bytes of a refused body that are discarded without being counted. */
    private static final long UNCOUNTED = 64L * 1024;

    /** Maximum number of bytes that are discarded to keep the connection usable: the largest body of any endpoint. */
    private static final long DISCARDED = 32L << 20;

    /** Delays the body, and limits the time to the start of a response. Some responses stay open on purpose. */
    void watch(RoutingContext request) {
        BodyReader.holdBack(request.request());
        connections.work(OpenConnection.of(request.request().connection()));
        long timer = request.vertx().setTimer(REQUEST_TIME, late -> {
            if (!request.response().headWritten() && !LongWork.isRunning(request)) {
                request.fail(503);
            }
        });
        AtomicReference<RefusedBodyCounter.@Nullable Taken> taken = new AtomicReference<>();
        request.addHeadersEndHandler(begun -> announceRest(request).ifPresent(taken::set));
        request.addEndHandler(over -> {
            request.vertx().cancelTimer(timer);
            discardRest(request, Optional.ofNullable(taken.get()));
        });
    }

    /**
     * Decides, before a response begins, about the rest of the body. If the rest is not read, the response announces
     * the end of the connection.
     *
     * @return the bytes reserved from the allowance of the address
     */
    private Optional<RefusedBodyCounter.Taken> announceRest(RoutingContext request) {
        HttpServerRequest received = request.request();
        if (received.isEnded() || !BodyReader.announcesBody(received) || closes(request.response())) {
            return Optional.empty();
        }
        long length = length(received);
        if (length <= UNCOUNTED) {
            return Optional.empty();
        }
        Optional<RefusedBodyCounter.Taken> taken = length <= DISCARDED
                ? refused.take(OpenConnection.of(received.connection()).address, length)
                : Optional.empty();
        if (taken.isEmpty()) {
            LingeringClose.announce(received);
        }
        return taken;
    }

    /** The announced bytes of a body; the maximum if it is sent in chunks. */
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
     * @param taken the bytes reserved from the allowance of the address
     */
    private void discardRest(RoutingContext answered, Optional<RefusedBodyCounter.Taken> taken) {
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
