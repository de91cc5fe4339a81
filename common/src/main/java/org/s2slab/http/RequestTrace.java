package org.s2slab.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/**
 * Continues or starts the trace of a request. Writes it to the response: {@code traceparent}, the trace id in GUID form
 * as {@code request-id} and in the product's other fields, and the caller's own {@code client-request-id}.
 */
public final class RequestTrace {
    /** The response field with the id of a request. */
    public static final String REQUEST_ID = "request-id";

    /** The field with the client's own id of a request (as in the EWS Managed API, exchangelib and Lync). */
    public static final String CLIENT_REQUEST_ID = "client-request-id";

    /** Real clients send a GUID, some of them with a word before the GUID. */
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9{}._:/-]{1,128}");

    private final IdGenerator ids;
    private final List<String> fields;

    /** @param fields the response fields for the request's id */
    public RequestTrace(IdGenerator ids, List<String> fields) {
        this.ids = ids;
        this.fields = List.copyOf(fields);
    }

    /** Adds the trace to a request and to its response. */
    public void begin(RoutingContext request) {
        String asked = request.request().getHeader(CLIENT_REQUEST_ID);
        String requestId = asked != null && ACCEPTED_ID.matcher(asked).matches() ? asked : null;
        TraceParent trace = TraceParent.continueFrom(request.request().getHeader(TraceParent.HEADER), ids);
        RequestIdentity.put(request, new CallContext(null, trace, requestId));
        tell(request.response(), trace);
        if (requestId != null) {
            request.response().putHeader(CLIENT_REQUEST_ID, requestId);
        }
    }

    /** Writes the trace to a response, so that a refused caller can ask an administrator for the cause. */
    void tell(HttpServerResponse response, TraceParent trace) {
        response.putHeader(TraceParent.HEADER, trace.header());
        fields.forEach(field -> response.putHeader(field, trace.guid()));
    }

    /** Starts a new trace, for a request that could not be decoded. */
    TraceParent start() {
        return TraceParent.start(ids);
    }
}
