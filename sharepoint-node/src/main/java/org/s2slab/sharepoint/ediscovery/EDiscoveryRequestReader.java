package org.s2slab.sharepoint.ediscovery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;

/** Reads requests to an eDiscovery centre, and maps refusals to error responses. */
final class EDiscoveryRequestReader {
    private EDiscoveryRequestReader() {}

    /** Adds the reason to a refusal, because an auditor needs Exchange's response. */
    static Future<JsonObject> told(RoutingContext request, Future<JsonObject> answer) {
        return answer.recover(failure -> {
            if (!(failure instanceof Refusal refusal)) {
                return Future.failedFuture(failure);
            }
            FailureHandler.note(request, refusal);
            request.response().setStatusCode(refusal.code().status());
            return Future.succeededFuture(new JsonObject()
                    .put("error", refusal.code().name())
                    .put("reason", refusal.detail())
                    .put("traceId", RequestIdentity.context(request).trace().traceId()));
        });
    }

    static String text(RoutingContext request, String name) {
        Object value = body(request).getValue(name);
        if (!(value instanceof String text) || text.isBlank()) {
            throw Refusal.invalid("'" + name + "' is needed, a text");
        }
        return text;
    }

    static JsonObject body(RoutingContext request) {
        return RequestJson.required(request, "a JSON object is needed");
    }
}
