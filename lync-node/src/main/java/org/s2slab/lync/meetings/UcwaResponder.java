package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Writes the response of a UCWA resource: its JSON with an entity tag, or the API's error format.
 *
 * @param server the name of this front end server, for {@code X-MS-Server-Fqdn}
 */
record UcwaResponder(String server) {
    static final String APPLICATIONS = "/ucwa/oauth/v1/applications";

    private static final String JSON = "application/json; charset=utf-8";

    /** The response of a resource: a status, an optional representation, and the version of the representation. */
    record Answer(
            int status, @Nullable JsonObject body, @Nullable String etag) {
        static Answer ok(JsonObject body) {
            return new Answer(200, body, body.getString("etag"));
        }

        static Answer created(JsonObject body) {
            return new Answer(201, body, body.getString("etag"));
        }

        static Answer nothing() {
            return new Answer(204, null, null);
        }
    }

    /** A handler that sends the response of a resource, or its error. */
    Handler<RoutingContext> telling(Function<RoutingContext, Future<Answer>> resource) {
        return request -> {
            Future<Answer> answer;
            try {
                answer = resource.apply(request);
            } catch (UcwaProblem | Refusal | DecodeException refused) {
                answer = Future.failedFuture(refused);
            }
            answer.onSuccess(found -> tell(request, found)).onFailure(failure -> fail(request, failure));
        };
    }

    /** The JSON object in a request. Unknown members are ignored, because the documented samples contain some. */
    static JsonObject body(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new UcwaProblem(
                    UcwaProblem.Kind.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type is '" + type + "'; this server takes application/json.");
        }
        JsonObject body = RequestJson.object(request);
        if (body == null) {
            throw new UcwaProblem(UcwaProblem.Kind.DESERIALIZATION_FAILURE, "The body is to be a JSON object.");
        }
        return body;
    }

    /** The JSON of a link. */
    static JsonObject href(String address) {
        return new JsonObject().put("href", address);
    }

    private void tell(RoutingContext request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        if (answer.etag() != null) {
            response.putHeader(HttpHeaders.ETAG, "\"" + answer.etag() + "\"");
        }
        end(response, answer.body());
    }

    private void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof Refusal refusal
                && (refusal.code().status() == 401 || refusal.code() == RefusalCode.GRANT_INSUFFICIENT)) {
            request.fail(refusal);
            return;
        }
        String traceId = RequestIdentity.context(request).trace().traceId();
        UcwaProblem problem = problem(failure);
        if (!(failure instanceof UcwaProblem || failure instanceof DecodeException)) {
            FailureHandler.note(request, failure);
        }
        end(request.response().setStatusCode(problem.status()), problem.body(traceId));
    }

    private static UcwaProblem problem(Throwable failure) {
        if (failure instanceof UcwaProblem known) {
            return known;
        }
        if (failure instanceof Refusal refusal) {
            return UcwaProblem.of(refusal);
        }
        return failure instanceof DecodeException
                ? new UcwaProblem(UcwaProblem.Kind.DESERIALIZATION_FAILURE, "The body is not a JSON object.")
                : new UcwaProblem(UcwaProblem.Kind.SERVICE_FAILURE, "An internal error occurred.");
    }

    private void end(HttpServerResponse response, @Nullable JsonObject body) {
        response.putHeader("X-MS-Server-Fqdn", server).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (body == null) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.toBuffer());
    }
}
