package org.s2slab.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Reads the body of a request after every check that does not need the body. No byte is stored for a caller whose
 * credential is not accepted.
 *
 * @param listEntries maximum entries of one list in a JSON body
 */
record BodyReader(OpenConnections connections, RequestGuard guard, int listEntries) {
    /** @param largest maximum bytes of a body that is not a file */
    RequestCheck check(long largest, Endpoint endpoint) {
        return new RequestCheck("body", request -> read(request, largest, endpoint));
    }

    /** Reads the body of a request to an endpoint, and then passes the request on. */
    private void read(RoutingContext request, long largest, Endpoint endpoint) {
        if (announcesBody(request.request()) && !request.request().isEnded()) {
            OpenConnection connection = OpenConnection.of(request.request().connection());
            connections.awaitBody(connection, () -> refuseLate(request));
        }
        request.addEndHandler(outcome -> refuseForm(request, outcome.cause()));
        boolean isFile = endpoint.takesFile(request.request());
        if (isFile) {
            // Without a media type, no code parses the body as a form or as JSON.
            request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        BodyHandler.create(false)
                .setBodyLimit(isFile ? endpoint.largestFile() : largest)
                .handle(request);
    }

    /** Pauses a request until its body is read; the first step of every request. */
    static void holdBack(HttpServerRequest request) {
        if (announcesBody(request)) {
            request.pause();
        }
    }

    static boolean announcesBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Responds to a form that cannot be parsed; Vert.x would end the request without a response. */
    private static void refuseForm(RoutingContext request, @Nullable Throwable cause) {
        if (cause instanceof DecoderException && !request.response().ended()) {
            request.fail(new Refusal(RefusalCode.REQUEST_MALFORMED, "the form cannot be parsed"));
        }
    }

    /** Checks the content of a body: the length of its lists, and that no field of a form is a token. */
    Optional<Refusal> checkContent(RoutingContext request) {
        connections.work(OpenConnection.of(request.request().connection()));
        return listRefusal(request).or(() -> guard.check(RequestRules.FORM, request));
    }

    private Optional<Refusal> listRefusal(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Buffer body = request.body().buffer();
        return body != null && type != null && type.toLowerCase(Locale.ROOT).contains("json")
                ? JsonListLimit.refusal(body, listEntries)
                : Optional.empty();
    }

    private static void refuseLate(RoutingContext request) {
        if (!request.response().ended() && !request.request().isEnded()) {
            LingeringClose.announce(request.request());
            request.fail(new Refusal(RefusalCode.REQUEST_TIMEOUT, "the body did not end in time"));
        }
    }
}
