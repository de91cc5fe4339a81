package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/**
 * Takes up the trace a request belongs to, or starts one, and says it in the answer: {@code traceparent}, the trace id
 * in GUID form as {@code request-id} and in what other fields the product has for it, and the caller's own {@code client-request-id}.
 */
public final class RequestTrace implements Handler<RoutingContext> {
    /** The id of a request, in an answer. */
    public static final String REQUEST_ID = "request-id";

    /** The id a client gives its request (EWS Managed API, exchangelib, Lync). */
    public static final String CLIENT_REQUEST_ID = "client-request-id";

    /** Real clients send a GUID, some with a word before it. */
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9{}._:/-]{1,128}");

    private final IdGenerator ids;
    private final List<String> fields;

    /** @param fields in which an answer says the request's id */
    public RequestTrace(IdGenerator ids, List<String> fields) {
        this.ids = ids;
        this.fields = List.copyOf(fields);
    }

    @Override
    public void handle(RoutingContext request) {
        String asked = request.request().getHeader(CLIENT_REQUEST_ID);
        String requestId = asked != null && ACCEPTED_ID.matcher(asked).matches() ? asked : null;
        TraceParent trace = TraceParent.continueFrom(request.request().getHeader(TraceParent.HEADER), ids);
        RequestIdentity.put(request, new CallContext(null, trace, requestId));
        tell(request.response(), trace);
        if (requestId != null) {
            request.response().putHeader(CLIENT_REQUEST_ID, requestId);
        }
        request.next();
    }

    /** Says in an answer which trace it belongs to, so that whoever is refused can ask why. */
    void tell(HttpServerResponse response, TraceParent trace) {
        response.putHeader(TraceParent.HEADER, trace.header());
        fields.forEach(field -> response.putHeader(field, trace.guid()));
    }

    /** A new trace, for a request that could not even be read. */
    TraceParent start() {
        return TraceParent.start(ids);
    }
}
