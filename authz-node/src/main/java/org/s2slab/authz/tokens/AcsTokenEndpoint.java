package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.GrantType;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.grants.TokenGrantService;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.identity.WellKnownPrincipals;

/** The token endpoints of Azure ACS: {@code POST /<tenant>/tokens/OAuth/2} and {@code /tokens/OAuth/2}. */
public final class AcsTokenEndpoint implements Endpoint {
    private final TokenResponder answers;
    private final TokenEndpointProfile door;

    /** @param hosts the names of this server, each a valid audience of an assertion */
    public AcsTokenEndpoint(TokenGrantService grants, List<String> hosts, Clock clock) {
        answers = new TokenResponder(grants, clock, AcsTokenEndpoint::answer);
        door = new TokenEndpointProfile(
                hosts.stream()
                        .map(host ->
                                WellKnownPrincipals.AUTHORIZATION_SERVER + "/" + host.toLowerCase(Locale.ROOT) + "@%s")
                        .collect(Collectors.toUnmodifiableSet()),
                EnumSet.of(GrantType.ASSERTION, GrantType.CLIENT_CREDENTIALS),
                TokenEndpointProfile.Protocol.ACCESS_CONTROL,
                WellKnownPrincipals.AUTHORIZATION_SERVER + "@%s");
    }

    /** The settings of this endpoint. */
    public TokenEndpointProfile door() {
        return door;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, "(?i)/(?<tenant>[^/]+)/tokens/OAuth/2")
                .handler(request -> give(request, request.pathParam("tenant")));
        routes.routeWithRegex(HttpMethod.POST, "(?i)/tokens/OAuth/2").handler(request -> give(request, null));
    }

    private void give(RoutingContext request, @Nullable String tenant) {
        answers.give(request, TokenRequestParser.read(request, tenant, door));
    }

    /** The response. All numbers are texts. The members have the order of 2020. */
    private static JsonObject answer(IssuedToken token) {
        return new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", Long.toString(token.expiresIn()))
                .put("not_before", Long.toString(token.notBefore()))
                .put("expires_on", Long.toString(token.expires()))
                .put("resource", token.resource())
                .put("access_token", token.text());
    }
}
