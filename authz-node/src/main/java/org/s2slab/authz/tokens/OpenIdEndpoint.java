package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.s2slab.authz.registry.Certificates;
import org.s2slab.authz.registry.Registry;
import org.s2slab.http.Endpoint;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.Shown;

/**
 * What today's client libraries read of a tenant: its configuration (OpenID Connect Discovery 1.0, RFC 8414) and its keys as
 * a JSON Web Key Set (RFC 7517). Of what OpenID Connect can do, nothing is there but the token endpoint.
 */
public final class OpenIdEndpoint implements Endpoint {
    private final Registry registry;
    private final Supplier<List<X509Certificate>> published;
    private final ServerAddress address;

    /**
     * @param published the certificates whose keys may have signed a token that is still good, or will
     * @param hosts the names of this server, the principal one first
     */
    public OpenIdEndpoint(Registry registry, Supplier<List<X509Certificate>> published, List<String> hosts) {
        this.registry = registry;
        this.published = published;
        this.address = new ServerAddress(hosts);
    }

    @Override
    public void mount(Router router) {
        router.getWithRegex("/(?<tenant>[^/]+)/v2\\.0/\\.well-known/openid-configuration")
                .handler(request -> tell(request, configuration(request)));
        router.getWithRegex("/\\.well-known/oauth-authorization-server/(?<tenant>[^/]+)/v2\\.0")
                .handler(request -> tell(request, configuration(request)));
        router.getWithRegex("/(?<tenant>[^/]+)/discovery/v2\\.0/keys").handler(request -> tell(request, keys(request)));
        router.routeWithRegex("/(?<tenant>[^/]+)/oauth2/v2\\.0/authorize").handler(OpenIdEndpoint::nobodySignsIn);
    }

    /** In the order of the real document; each member is true of this server. */
    private JsonObject configuration(RoutingContext request) {
        String base = address.of(request.request()) + "/" + tenant(request);
        return new JsonObject()
                .put("token_endpoint", base + "/oauth2/v2.0/token")
                .put(
                        "token_endpoint_auth_methods_supported",
                        new JsonArray()
                                .add("client_secret_post")
                                .add("private_key_jwt")
                                .add("client_secret_basic"))
                .put(
                        "token_endpoint_auth_signing_alg_values_supported",
                        new JsonArray().add("PS256").add("RS256"))
                .put("jwks_uri", base + "/discovery/v2.0/keys")
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
                .put("response_types_supported", new JsonArray())
                .put("grant_types_supported", new JsonArray().add("client_credentials"))
                .put("issuer", base + "/v2.0")
                // Libraries insist on the member; what is there says that nobody signs in here.
                .put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
    }

    private JsonObject keys(RoutingContext request) {
        String issuer = address.of(request.request()) + "/" + tenant(request) + "/v2.0";
        JsonArray keys = new JsonArray();
        for (X509Certificate certificate : published.get()) {
            if (certificate.getPublicKey() instanceof RSAPublicKey key) {
                String x5t = SigningKey.x5t(certificate);
                keys.add(new JsonObject()
                        .put("kty", "RSA")
                        .put("use", "sig")
                        .put("kid", x5t)
                        .put("x5t", x5t)
                        .put("n", base64(key.getModulus()))
                        .put("e", base64(key.getPublicExponent()))
                        .put("x5c", new JsonArray().add(Certificates.text(certificate)))
                        .put("issuer", issuer));
            }
        }
        return new JsonObject().put("keys", keys);
    }

    private String tenant(RoutingContext request) {
        String word = request.pathParam("tenant");
        return registry.named(word)
                .map(found -> found.tenant().id())
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "there is no tenant " + Shown.value(word) + " here; name it by its id or one of its domains"));
    }

    private static void nobodySignsIn(RoutingContext request) {
        request.response().setStatusCode(400);
        tell(
                request,
                new JsonObject()
                        .put("error", "unsupported_response_type")
                        .put(
                                "error_description",
                                "AADSTS700054: Nobody signs in here: this server gives tokens to applications only."));
    }

    private static void tell(RoutingContext request, JsonObject document) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(document.toBuffer());
    }

    /** Big-endian without sign, as RFC 7518 section 2 writes numbers. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
