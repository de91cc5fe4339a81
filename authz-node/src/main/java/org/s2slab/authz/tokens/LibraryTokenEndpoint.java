package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.s2slab.authz.grants.GrantType;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.grants.TokenEndpointProfile.Protocol;
import org.s2slab.authz.grants.TokenSource;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/**
 * The token endpoints for client libraries: {@code POST /<tenant>/oauth2/v2.0/token} of the Microsoft identity platform
 * and {@code POST /<tenant>/oauth2/token} of Azure AD v1.0. Both issue tokens to applications by client_credentials, and to programs of people by codes.
 */
public final class LibraryTokenEndpoint implements Endpoint {
    static final String V2_PATH = "/oauth2/v2.0/token";
    static final String V1_PATH = "/oauth2/token";

    private final TokenResponder v2;
    private final TokenResponder v1;
    private final OwnAddressResolver address;

    /** @param hosts the names of this server, the principal one first */
    public LibraryTokenEndpoint(TokenSource grants, List<String> hosts, Clock clock) {
        v2 = new TokenResponder(grants, clock, LibraryTokenEndpoint::v2Response);
        v1 = new TokenResponder(grants, clock, LibraryTokenEndpoint::v1Response);
        address = new OwnAddressResolver(hosts);
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, "/(?<tenant>[^/]+)" + V2_PATH.replace(".", "\\."))
                .handler(request -> give(v2, request, Protocol.V2));
        routes.routeWithRegex(HttpMethod.POST, "/(?<tenant>[^/]+)" + V1_PATH)
                .handler(request -> give(v1, request, Protocol.V1));
    }

    private void give(TokenResponder responder, RoutingContext request, Protocol protocol) {
        String tenant = request.pathParam("tenant");
        TokenEndpointProfile door = door(address.of(request.request()), tenant, protocol);
        responder.give(request, TokenRequestParser.read(request, tenant, door));
    }

    /** The settings of the v2.0 endpoint at an address. */
    public static TokenEndpointProfile door(String base, String tenant) {
        return door(base, tenant, Protocol.V2);
    }

    /**
     * The settings of an endpoint at the requested address. The valid audiences of an assertion are the issuer (RFC
     * 8414) and both endpoints, with the tenant as in the path or by its id (MSAL, RFC 7523).
     *
     * @param base the requested address, {@code https://host}
     */
    private static TokenEndpointProfile door(String base, String tenant, Protocol protocol) {
        String word = tenant.replace("%", "");
        String issuer = base + "/%s/v2.0";
        return new TokenEndpointProfile(
                Set.copyOf(List.of(
                        issuer,
                        base + "/%s" + V2_PATH,
                        base + "/%s" + V1_PATH,
                        base + "/" + word + V2_PATH,
                        base + "/" + word + V1_PATH)),
                Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.OF_USERS),
                protocol,
                protocol == Protocol.V2 ? issuer : TokenEndpointProfile.V1_ISSUER);
    }

    private static JsonObject v2Response(IssuedToken token) {
        return with(
                token,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", token.expiresIn())
                        .put("ext_expires_in", token.expiresIn())
                        .put("access_token", token.text()));
    }

    /** The v1.0 response, in which all numbers are texts. */
    private static JsonObject v1Response(IssuedToken token) {
        return with(
                token,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", String.valueOf(token.expiresIn()))
                        .put("ext_expires_in", String.valueOf(token.expiresIn()))
                        .put("expires_on", String.valueOf(token.expires()))
                        .put("not_before", String.valueOf(token.notBefore()))
                        .put("resource", token.resource())
                        .put("access_token", token.text()));
    }

    private static JsonObject with(IssuedToken token, JsonObject response) {
        token.members().forEach(response::put);
        return response;
    }
}
