package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Ids;
import org.s2slab.trace.TraceParent;

/**
 * Takes up the trace a request belongs to, or starts one, and says it in the answer: {@code traceparent}, the trace id
 * in GUID form as {@code request-id}, and the caller's own {@code client-request-id}.
 */
public final class RequestTrace implements Handler<RoutingContext> {
    /** The id a client gives its request (EWS Managed API, exchangelib, Lync). */
    public static final String CLIENT_REQUEST_ID = "client-request-id";

    /** Real clients send a GUID, some with a word before it. */
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9{}._:/-]{1,128}");

    private final Ids ids;

    public RequestTrace(Ids ids) {
        this.ids = ids;
    }

    @Override
    public void handle(RoutingContext request) {
        String asked = request.request().getHeader(CLIENT_REQUEST_ID);
        String requestId = asked != null && ACCEPTED_ID.matcher(asked).matches() ? asked : null;
        TraceParent trace = TraceParent.continueFrom(request.request().getHeader(TraceParent.HEADER), ids);
        Callers.put(request, new CallContext(null, trace, requestId));
        answer(request.response(), trace, requestId);
        request.next();
    }

    private static void answer(HttpServerResponse response, TraceParent trace, @Nullable String requestId) {
        response.putHeader(TraceParent.HEADER, trace.header());
        response.putHeader("request-id", trace.guid());
        if (requestId != null) {
            response.putHeader(CLIENT_REQUEST_ID, requestId);
        }
    }
}
