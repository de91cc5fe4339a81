package org.s2slab.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.LabelledCounters;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.SpanObserver.Exchange;
import org.s2slab.trace.SpanObserver.Side;
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
    private final Side side;
    private final SpanObserver spans;
    private final LabelledCounters calls;

    /** @param fields the response fields for the request's id */
    public RequestTrace(IdGenerator ids, List<String> fields) {
        this(ids, fields, Side.SERVED, SpanObserver.NONE, new LabelledCounters());
    }

    /**
     * @param fields the response fields for the request's id
     * @param spans receives each request
     * @param calls counts the requests by operation and result
     */
    public RequestTrace(IdGenerator ids, List<String> fields, Side side, SpanObserver spans, LabelledCounters calls) {
        this.ids = ids;
        this.fields = List.copyOf(fields);
        this.side = side;
        this.spans = spans;
        this.calls = calls;
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
        observe(request, trace);
    }

    private void observe(RoutingContext context, TraceParent trace) {
        HttpServerRequest request = context.request();
        HostAndPort authority = request.authority();
        Exchange exchange = new Exchange(
                side, request.method().name(), authority.host(), authority.port(), String.valueOf(request.path()));
        SpanObserver.Ending ending = spans.began(trace, exchange);
        context.addEndHandler(done -> {
            int status = done.succeeded() ? request.response().getStatusCode() : 0;
            String operation = RequestIdentity.operation(context);
            calls.increment(operation, status == 0 ? "cut" : status < 400 ? "ok" : status < 500 ? "refused" : "failed");
            ending.ended(status, operation);
        });
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
