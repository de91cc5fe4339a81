package org.s2slab.authz.tokens;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.s2slab.authz.grants.GrantType;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.grants.TokenGrantService;
import org.s2slab.http.Endpoint;

/**
 * The token endpoint of the Microsoft identity platform, {@code POST /<tenant>/oauth2/v2.0/token}: the grant
 * client_credentials for {@code https://<host>/.default}. The token is the same as the older endpoint's.
 */
public final class V2TokenEndpoint implements Endpoint {
    private static final String PATH = "/oauth2/v2.0/token";

    /** Lifetime in the response in seconds, five minutes shorter than the token's, as at the older endpoint. */
    private static final int EXPIRES_IN = 86_399;

    private final TokenResponder answers;
    private final RequestedAddress address;

    /** @param hosts the names of this server, the principal one first */
    public V2TokenEndpoint(TokenGrantService grants, List<String> hosts, Clock clock) {
        answers = new TokenResponder(grants, clock, V2TokenEndpoint::answer);
        address = new RequestedAddress(hosts);
    }

    @Override
    public void mount(Router router) {
        router.postWithRegex("/(?<tenant>[^/]+)" + PATH.replace(".", "\\."))
                .handler(request -> give(request, request.pathParam("tenant")));
    }

    private void give(RoutingContext request, String tenant) {
        answers.give(request, TokenRequestParser.read(request, tenant, door(address.of(request.request()), tenant)));
    }

    /**
     * The valid audiences of an assertion at the requested address: this endpoint, with the tenant as in the path or by
     * its id (MSAL, RFC 7523), or the issuer (RFC 8414).
     *
     * @param base that address, {@code https://host}
     */
    public static TokenEndpointProfile door(String base, String tenant) {
        return new TokenEndpointProfile(
                Set.of(base + "/%s" + PATH, base + "/%s/v2.0", base + "/" + tenant.replace("%", "") + PATH),
                Set.of(GrantType.CLIENT_CREDENTIALS),
                true);
    }

    private static JsonObject answer(IssuedToken token) {
        return new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", EXPIRES_IN)
                .put("ext_expires_in", EXPIRES_IN)
                .put("access_token", token.text());
    }
}
