package org.s2slab.authz.tokens;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.validation.PrintableValue;

/**
 * Serves a tenant's configuration (OpenID Connect Discovery 1.0, RFC 8414) and keys as a JSON Web Key Set (RFC 7517)
 * for current client libraries.
 */
public final class OpenIdEndpoint implements Endpoint {
    /** The members of a key in the order of the real document. The last member, {@code issuer}, is not in RFC 7517. */
    private static final List<String> MEMBERS = List.of("kty", "use", "kid", "x5t", "n", "e", "x5c");

    private final TenantRegistry registry;
    private final Supplier<List<X509Certificate>> published;
    private final OwnAddressResolver address;

    /**
     * @param published the certificates whose keys may have signed a valid token, or will sign one
     * @param hosts the names of this server, the principal one first
     */
    public OpenIdEndpoint(TenantRegistry registry, Supplier<List<X509Certificate>> published, List<String> hosts) {
        this.registry = registry;
        this.published = published;
        this.address = new OwnAddressResolver(hosts);
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, "/(?<tenant>[^/]+)/v2\\.0/\\.well-known/openid-configuration")
                .handler(request -> tell(request, configuration(request)));
        // Nimbus appends the well-known path to the issuer, as OpenID Connect does; RFC 8414 section 3 inserts it.
        routes.routeWithRegex(HttpMethod.GET, "/(?<tenant>[^/]+)/v2\\.0/\\.well-known/oauth-authorization-server")
                .handler(request -> tell(request, configuration(request)));
        routes.routeWithRegex(HttpMethod.GET, "/(?<tenant>[^/]+)/\\.well-known/openid-configuration")
                .handler(request -> tell(request, firstConfiguration(request)));
        routes.routeWithRegex(HttpMethod.GET, "/\\.well-known/oauth-authorization-server/(?<tenant>[^/]+)/v2\\.0")
                .handler(request -> tell(request, configuration(request)));
        routes.routeWithRegex(HttpMethod.GET, "/(?<tenant>[^/]+)/discovery/v2\\.0/keys")
                .handler(request -> tell(request, keys(request)));
        routes.routeWithRegex(HttpMethod.GET, "/(?<tenant>[^/]+)/discovery/keys")
                .handler(request -> tell(request, keys(request)));
    }

    /** The configuration in the order of the real document. Each member is correct for this server. */
    private JsonObject configuration(RoutingContext request) {
        String host = address.of(request.request());
        String base = host + "/" + tenant(request);
        return configuration(
                base + LibraryTokenEndpoint.V2_PATH,
                base + "/discovery/v2.0/keys",
                host + "/" + issuing(request) + "/v2.0",
                base + "/oauth2/v2.0/");
    }

    /** The v1.0 configuration, whose issuer is the same for every host. */
    private JsonObject firstConfiguration(RoutingContext request) {
        String base = address.of(request.request()) + "/" + tenant(request);
        return configuration(
                base + LibraryTokenEndpoint.V1_PATH,
                base + "/discovery/keys",
                TokenEndpointProfile.V1_ISSUER.replace("%s", issuing(request)),
                base + "/oauth2/");
    }

    /** @param people the address under which people sign in and out */
    private static JsonObject configuration(String tokens, String keys, String issuer, String people) {
        return new JsonObject()
                .put("token_endpoint", tokens)
                .put(
                        "token_endpoint_auth_methods_supported",
                        new JsonArray()
                                .add("client_secret_post")
                                .add("private_key_jwt")
                                .add("client_secret_basic"))
                .put(
                        "token_endpoint_auth_signing_alg_values_supported",
                        new JsonArray().add("PS256").add("RS256"))
                .put("jwks_uri", keys)
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
                .put("response_types_supported", new JsonArray().add("code"))
                .put("response_modes_supported", new JsonArray().add("query").add("form_post"))
                .put("code_challenge_methods_supported", new JsonArray().add("S256"))
                .put(
                        "scopes_supported",
                        new JsonArray()
                                .add("openid")
                                .add("profile")
                                .add("email")
                                .add("offline_access"))
                .put(
                        "grant_types_supported",
                        new JsonArray()
                                .add("client_credentials")
                                .add("authorization_code")
                                .add("urn:ietf:params:oauth:grant-type:device_code"))
                .put("issuer", issuer)
                .put("authorization_endpoint", people + "authorize")
                .put("device_authorization_endpoint", people + "devicecode")
                .put("end_session_endpoint", people + "logout");
    }

    private JsonObject keys(RoutingContext request) {
        tenant(request);
        String issuer = address.of(request.request()) + "/" + issuing(request) + "/v2.0";
        List<JWK> keys = new ArrayList<>();
        for (X509Certificate certificate : published.get()) {
            if (certificate.getPublicKey() instanceof RSAPublicKey key) {
                keys.add(key(certificate, key));
            }
        }
        JsonArray set = new JsonArray();
        for (JWK key : new JWKSet(keys).toPublicJWKSet().getKeys()) {
            JsonObject members = new JsonObject();
            Map<String, Object> unordered = key.toJSONObject();
            MEMBERS.forEach(name -> members.put(name, unordered.get(name)));
            set.add(members.put("issuer", issuer));
        }
        return new JsonObject().put("keys", set);
    }

    /** A key of the key set. Its thumbprint is the SHA-1 thumbprint with which tokens name their key. */
    @SuppressWarnings("deprecation")
    private static RSAKey key(X509Certificate certificate, RSAPublicKey key) {
        String x5t = SigningKey.x5t(certificate);
        return new RSAKey.Builder(key)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(x5t)
                .x509CertThumbprint(new Base64URL(x5t))
                .x509CertChain(List.of(new Base64(CertificateEncoding.text(certificate))))
                .build();
    }

    /**
     * The tenant in an issuer. Documents for several tenants have a placeholder (<a
     * href="https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer">Microsoft</a>).
     */
    private String issuing(RoutingContext request) {
        String tenant = tenant(request);
        return TenantRegistry.SEVERAL.contains(tenant) ? "{tenantid}" : tenant;
    }

    private String tenant(RoutingContext request) {
        String word = request.pathParam("tenant");
        if (TenantRegistry.SEVERAL.contains(word)) {
            return word;
        }
        return registry.named(word)
                .map(found -> found.tenant().id())
                .orElseThrow(() -> Refusal.notFound("there is no tenant " + PrintableValue.value(word)
                        + " here; name it by its id or one of its domains"));
    }

    static void tell(RoutingContext request, JsonObject document) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(document.toBuffer());
    }
}
