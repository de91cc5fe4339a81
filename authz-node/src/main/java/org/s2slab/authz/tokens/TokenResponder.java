package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.grants.TokenGrantService;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HeaderText;
import org.s2slab.http.RequestFacts;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Sends the response to a token request: the issued token, or the error in the format of the endpoint. */
record TokenResponder(TokenGrantService grants, Clock clock, Function<IssuedToken, JsonObject> granted) {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern NUMBER = Pattern.compile("AADSTS([0-9]+)");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    void give(RoutingContext request, TokenRequest asked) {
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        CallContext context = RequestIdentity.context(request);
        grants.grant(asked, context)
                .onSuccess(token -> end(request.response(), granted.apply(token)))
                .onFailure(cause -> {
                    if (cause instanceof TokenDenial denial) {
                        deny(request, asked, denial, context);
                    } else {
                        request.fail(cause);
                    }
                });
    }

    /**
     * Responds 400, or 401 with a challenge to a client that used the Authorization field (RFC 6749 section 5.2). The
     * v2.0 endpoint responds 401 to every client that is not authenticated.
     */
    private void deny(RoutingContext request, TokenRequest asked, TokenDenial denial, CallContext context) {
        FailureHandler.note(request, denial.refusal());
        RefusalCode code = denial.refusal().code();
        boolean unproven = code == RefusalCode.CLIENT_UNPROVEN || code.status() == RefusalCode.TOKEN_FORM.status();
        String error = unproven ? RefusalCode.CLIENT_UNPROVEN.error() : code.error();
        HttpServerResponse response = request.response();
        if (unproven && asked.basic() != null) {
            response.putHeader(
                    "WWW-Authenticate", "Basic realm=" + HeaderText.quote(RequestFacts.hostOf(request.request())));
        }
        if (unproven && (asked.basic() != null || asked.door().byScope())) {
            response.setStatusCode(RefusalCode.CREDENTIAL_WRONG.status());
        } else {
            boolean ours = code.status() >= RefusalCode.INTERNAL_ERROR.status();
            response.setStatusCode(ours ? code.status() : RefusalCode.REQUEST_MALFORMED.status());
        }
        end(response, answer(error, denial.told(), context, asked.door().byScope()));
    }

    /**
     * The error response. Its first member is error, by which clients of these servers recognise it.
     *
     * @param byScope whether in the form of the v2.0 endpoint
     */
    private JsonObject answer(@Nullable String error, String told, CallContext context, boolean byScope) {
        String gap = byScope ? " " : "\r\n";
        String trace = context.trace().guid();
        String asked = context.requestId();
        String correlation = asked != null && GUID.matcher(asked).matches() ? asked : trace;
        String timestamp = TIMESTAMP.format(clock.instant());
        JsonArray codes = new JsonArray();
        Matcher numbers = NUMBER.matcher(told);
        while (numbers.find()) {
            codes.add(Integer.valueOf(numbers.group(1)));
        }
        JsonObject answer = new JsonObject()
                .put("error", error)
                .put(
                        "error_description",
                        told + gap + "Trace ID: " + trace + gap + "Correlation ID: " + correlation + gap + "Timestamp: "
                                + timestamp)
                .put("error_codes", codes)
                .put("timestamp", timestamp)
                .put("trace_id", trace)
                .put("correlation_id", correlation);
        if (byScope && !codes.isEmpty()) {
            answer.put("error_uri", "https://login.microsoftonline.com/error?code=" + codes.getInteger(0));
        }
        return answer;
    }

    private static void end(HttpServerResponse response, JsonObject body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body.toBuffer());
    }
}
