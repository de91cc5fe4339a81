package org.s2slab.exchange.graph;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import org.s2slab.exchange.responsecode.GraphFault;
import org.s2slab.http.Dialect;
import org.s2slab.http.Endpoint;
import org.s2slab.http.GraphErrorBody;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** The errors of Exchange Online in the form of Microsoft Graph. */
record MailboxGraphErrors(Clock clock) implements Endpoint.ErrorForm {
    private static final String DENIED = "Access is denied. Check credentials and try again.";

    private static final Map<RefusalCode, GraphFault> FORMS = Map.of(
            RefusalCode.ACCESS_DENIED,
            new GraphFault("ErrorAccessDenied", DENIED),
            RefusalCode.REQUEST_MALFORMED,
            new GraphFault(
                    "BadRequest",
                    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of"
                            + " valid JSON format."));

    private static final Map<RefusalCode, String> CODES = Map.of(
            RefusalCode.PARAMETER_INVALID, "BadRequest",
            RefusalCode.METHOD_NOT_ALLOWED, "BadRequest",
            RefusalCode.REQUEST_TOO_LARGE, "RequestEntityTooLarge",
            RefusalCode.TOO_MANY_REQUESTS, "ApplicationThrottled",
            RefusalCode.UNAVAILABLE, "serviceNotAvailable");

    @Override
    public JsonObject body(Refusal refusal, CallContext context) {
        GraphFault fault = refusal.typedDetail() instanceof GraphFault known
                ? known
                : FORMS.getOrDefault(refusal.code(), new GraphFault(code(refusal), Dialect.told(refusal)));
        return GraphErrorBody.of(fault.code(), fault.text(), clock.instant(), context);
    }

    private static String code(Refusal refusal) {
        boolean unauthenticated = refusal.code().status() == RefusalCode.CREDENTIAL_MISSING.status();
        return CODES.getOrDefault(
                refusal.code(), unauthenticated ? "InvalidAuthenticationToken" : "ErrorInvalidRequest");
    }
}
