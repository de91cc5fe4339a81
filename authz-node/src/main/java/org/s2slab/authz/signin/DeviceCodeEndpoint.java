package org.s2slab.authz.signin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.tokens.OwnAddressResolver;
import org.s2slab.authz.tokens.TokenErrorJson;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;

/**
 * Gives codes to programs on devices without a browser (RFC 8628, <a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">device authorization grant</a>).
 */
record DeviceCodeEndpoint(PersonAuthenticator service, SignInGrantStore grants) implements Endpoint {
    private static final long LIFETIME = 900;
    private static final int LENGTH = 9;

    /** The characters of codes that people type, without those that look alike. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, "/(?<tenant>[^/]+)/oauth2/(?<version>v2\\.0/)?devicecode")
                .handler(this::give);
    }

    private void give(RoutingContext http) {
        SignInRequest asked = SignInRequest.of(http, http.request().formAttributes(), service.registry());
        try {
            SignInRule.require(SignInRules.PROGRAM, asked);
            SignInRule.require(SignInRules.DEVICE, asked);
            asked.requireAccess(service.hosts());
        } catch (TokenDenial denial) {
            var context = RequestIdentity.context(http);
            service.denied(denial, context);
            String error = String.valueOf(denial.error());
            JsonObject body = TokenErrorJson.document(
                    error, denial.told(), context, service.clock().instant(), true);
            send(http, error.equals("invalid_client") ? 401 : 400, body);
            return;
        }
        String code = SignInGrantStore.newCode();
        String typed = new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(place -> LETTERS.substring(place, place + 1))
                .collect(Collectors.joining());
        String page = new OwnAddressResolver(service.hosts()).of(http.request()) + DevicePageEndpoint.PATH;
        JsonObject body = new JsonObject()
                .put("user_code", typed)
                .put("device_code", code)
                .put("verification_uri", page)
                .put("expires_in", LIFETIME)
                .put("interval", CodeUse.INTERVAL)
                .put(
                        "message",
                        "To sign in, open the page " + page + " in a web browser and enter the code " + typed
                                + " to authenticate.");
        String hash = SignInGrantStore.hash(typed);
        grants.add(code, SignInGrant.of(asked, hash, asked.tenant(), "", service.now() + LIFETIME))
                .onSuccess(added -> send(http, 200, body))
                .onFailure(http::fail);
    }

    private static void send(RoutingContext http, int status, JsonObject body) {
        http.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }
}
