package org.s2slab.http;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.s2slab.trace.CallContext;

/** The body of an error of Microsoft Graph (<a href="https://learn.microsoft.com/graph/errors">Graph errors</a>). */
public final class GraphErrorBody {
    private GraphErrorBody() {}

    /** An error in the response to a request with this context. */
    public static JsonObject of(String code, String message, Instant now, CallContext context) {
        String id = context.trace().guid();
        String asked = context.requestId();
        return of(code, message, now, id, asked == null ? id : asked);
    }

    /**
     * @param id the id of the request, which the journal has
     * @param asked the id that the client gave to the request
     */
    public static JsonObject of(String code, String message, Instant now, String id, String asked) {
        JsonObject inner = new JsonObject()
                .put("date", now.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
                .put("request-id", id)
                .put("client-request-id", asked);
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", code)
                                .put("message", message)
                                .put("innerError", inner));
    }
}
