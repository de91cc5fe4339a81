package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Function;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.authz.grants.TokenSource;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HeaderText;
import org.s2slab.http.RequestFacts;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Sends the response to a token request: the issued token, or the error in the format of the endpoint. */
record TokenResponder(TokenSource grants, Clock clock, Function<IssuedToken, JsonObject> granted) {
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
     * endpoints for today's libraries respond 401 to every client that is not authenticated.
     */
    private void deny(RoutingContext request, TokenRequest asked, TokenDenial denial, CallContext context) {
        FailureHandler.note(request, denial.refusal());
        RefusalCode code = denial.refusal().code();
        boolean unproven = String.valueOf(RefusalCode.CLIENT_UNPROVEN.error()).equals(denial.error())
                || code.status() == RefusalCode.TOKEN_FORM.status();
        String error = unproven ? RefusalCode.CLIENT_UNPROVEN.error() : denial.error();
        HttpServerResponse response = request.response();
        if (unproven && asked.basic() != null) {
            response.putHeader(
                    "WWW-Authenticate", "Basic realm=" + HeaderText.quote(RequestFacts.hostOf(request.request())));
        }
        if (unproven && (asked.basic() != null || asked.door().forLibraries())) {
            response.setStatusCode(RefusalCode.CREDENTIAL_WRONG.status());
        } else {
            boolean ours = code.status() >= RefusalCode.INTERNAL_ERROR.status();
            response.setStatusCode(ours ? code.status() : RefusalCode.REQUEST_MALFORMED.status());
        }
        end(
                response,
                TokenErrorJson.document(
                        error,
                        denial.told(),
                        context,
                        clock.instant(),
                        asked.door().forLibraries()));
    }

    private static void end(HttpServerResponse response, JsonObject body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body.toBuffer());
    }
}
