package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.Denial;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenGrants;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.http.Callers;
import org.s2slab.http.Endpoint;
import org.s2slab.http.HeaderText;
import org.s2slab.http.RequestFacts;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** {@code POST /<tenant>/tokens/OAuth/2} and {@code /tokens/OAuth/2}, as Azure Access Control Service answers them. */
public final class TokenEndpoint implements Endpoint {
    /** What the real server says of a token that lives five minutes longer: a client renews it in good time. */
    private static final String EXPIRES_IN = "86399";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern NUMBER = Pattern.compile("AADSTS([0-9]+)");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final TokenGrants grants;
    private final Set<String> audiences;
    private final Clock clock;

    /** @param hosts the names of this server, to any of which an assertion may be made out */
    public TokenEndpoint(TokenGrants grants, List<String> hosts, Clock clock) {
        this.grants = grants;
        this.clock = clock;
        audiences = hosts.stream()
                .map(host -> WellKnownPrincipals.AUTHORIZATION_SERVER + "/" + host.toLowerCase(Locale.ROOT) + "@%s")
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void mount(Router router) {
        router.postWithRegex("(?i)/(?<tenant>[^/]+)/tokens/OAuth/2")
                .handler(request -> give(request, request.pathParam("tenant")));
        router.postWithRegex("(?i)/tokens/OAuth/2").handler(request -> give(request, null));
    }

    private void give(RoutingContext request, @Nullable String tenant) {
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        CallContext context = Callers.context(request);
        TokenRequest asked = TokenForm.read(request, tenant, audiences);
        grants.grant(asked, context)
                .onSuccess(token -> end(request.response(), answer(token)))
                .onFailure(cause -> {
                    if (cause instanceof Denial denial) {
                        deny(request, asked, denial, context);
                    } else {
                        request.fail(cause);
                    }
                });
    }

    /** All numbers are texts; the order is that of 2020. */
    private static JsonObject answer(IssuedToken token) {
        return new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", EXPIRES_IN)
                .put("not_before", Long.toString(token.notBefore()))
                .put("expires_on", Long.toString(token.expires()))
                .put("resource", token.resource())
                .put("access_token", token.text());
    }

    /** 400, or 401 with a challenge to a client that used the Authorization field (RFC 6749 section 5.2). */
    private void deny(RoutingContext request, TokenRequest asked, Denial denial, CallContext context) {
        RefusalCode code = denial.refusal().code();
        boolean unproven = code == RefusalCode.CLIENT_UNPROVEN || code.status() == RefusalCode.TOKEN_FORM.status();
        String error = unproven ? RefusalCode.CLIENT_UNPROVEN.error() : code.error();
        HttpServerResponse response = request.response();
        if (unproven && asked.basic() != null) {
            response.setStatusCode(401)
                    .putHeader(
                            "WWW-Authenticate",
                            "Basic realm=" + HeaderText.quote(RequestFacts.hostOf(request.request())));
        } else {
            response.setStatusCode(
                    code == RefusalCode.UNAVAILABLE ? code.status() : RefusalCode.REQUEST_MALFORMED.status());
        }
        end(response, answer(error, denial.told(), context));
    }

    /** Its first member is error, by which the clients of these servers know it. */
    private JsonObject answer(@Nullable String error, String told, CallContext context) {
        String trace = context.trace().guid();
        String asked = context.requestId();
        String correlation = asked != null && GUID.matcher(asked).matches() ? asked : trace;
        String timestamp = TIMESTAMP.format(clock.instant());
        JsonArray codes = new JsonArray();
        Matcher numbers = NUMBER.matcher(told);
        while (numbers.find()) {
            codes.add(Integer.valueOf(numbers.group(1)));
        }
        return new JsonObject()
                .put("error", error)
                .put(
                        "error_description",
                        told + "\r\nTrace ID: " + trace + "\r\nCorrelation ID: " + correlation + "\r\nTimestamp: "
                                + timestamp)
                .put("error_codes", codes)
                .put("timestamp", timestamp)
                .put("trace_id", trace)
                .put("correlation_id", correlation);
    }

    private static void end(HttpServerResponse response, JsonObject body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body.toBuffer());
    }
}
