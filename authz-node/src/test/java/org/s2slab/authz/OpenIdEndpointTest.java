package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.HOST;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenIdEndpointTest extends AuthzFixture {
    @Test
    void tellsItsConfigurationByIdByDomainAndInTheFormOfRfc8414() {
        JsonObject configuration = get(LOGIN, "/" + CONTOSO + "/v2.0/.well-known/openid-configuration");

        String base = "https://" + LOGIN + "/" + CONTOSO;
        assertThat(configuration.getString("issuer")).isEqualTo(base + "/v2.0");
        assertThat(configuration.getString("token_endpoint")).isEqualTo(base + "/oauth2/v2.0/token");
        assertThat(configuration.getString("jwks_uri")).isEqualTo(base + "/discovery/v2.0/keys");
        assertThat(configuration.getJsonArray("token_endpoint_auth_methods_supported"))
                .containsExactly("client_secret_post", "private_key_jwt", "client_secret_basic");
        assertThat(get(LOGIN, "/contoso.com/v2.0/.well-known/openid-configuration"))
                .isEqualTo(configuration);
        assertThat(get(LOGIN, "/.well-known/oauth-authorization-server/" + CONTOSO + "/v2.0"))
                .isEqualTo(configuration);
        assertThat(get(LOGIN, "/" + CONTOSO + "/v2.0/.well-known/oauth-authorization-server"))
                .isEqualTo(configuration);
    }

    @Test
    void showsTheDocumentsOfSeveralTenantsWithAPlaceholderForTheTenant() {
        for (String word : List.of("common", "organizations")) {
            showsAPlaceholder(word);
        }
    }

    private void showsAPlaceholder(String word) {
        String base = "https://" + LOGIN + "/" + word;
        JsonObject second = get(LOGIN, "/" + word + "/v2.0/.well-known/openid-configuration");
        JsonObject first = get(LOGIN, "/" + word + "/.well-known/openid-configuration");
        JsonObject key = get(LOGIN, "/" + word + "/discovery/v2.0/keys")
                .getJsonArray("keys")
                .getJsonObject(0);

        assertThat(second.getString("issuer")).isEqualTo("https://" + LOGIN + "/{tenantid}/v2.0");
        assertThat(second.getString("token_endpoint")).isEqualTo(base + "/oauth2/v2.0/token");
        assertThat(second.getString("jwks_uri")).isEqualTo(base + "/discovery/v2.0/keys");
        assertThat(first.getString("issuer")).isEqualTo("https://sts.windows.net/{tenantid}/");
        assertThat(key.getString("issuer")).isEqualTo("https://" + LOGIN + "/{tenantid}/v2.0");
    }

    @Test
    void namesTheHostThatWasAskedWhereItIsOneOfItsOwn() {
        String path = "/" + CONTOSO + "/v2.0/.well-known/openid-configuration";

        assertThat(get(HOST, path).getString("issuer")).startsWith("https://" + HOST + "/");
        JsonObject foreign =
                authz.call(HOST).header("Host", "evil.example").get(path).json();
        assertThat(foreign.getString("issuer")).startsWith("https://" + HOST + "/");
    }

    @Test
    void publishesTheKeysThatItsTokensAreSignedWith() throws Exception {
        authz.uploadLyncKey();
        String token = authz.askWith(Assertions.ofLync()).json().getString("access_token");

        JWKSet keys =
                JWKSet.parse(get(LOGIN, "/" + CONTOSO + "/discovery/v2.0/keys").encode());

        SignedJWT signed = SignedJWT.parse(token);
        RSAKey key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey();
        assertThat(signed.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
        assertThat(key.toJSONObject().get("x5t"))
                .isEqualTo(signed.getHeader().toJSONObject().get("x5t"));
        assertThat(key.getParsedX509CertChain().get(0).getPublicKey()).isEqualTo(key.toRSAPublicKey());
        assertThat(key.getKeyUse().getValue()).isEqualTo("sig");
        assertThat(key.getModulus().decode()[0]).isNotZero();
        assertThat(key.getPublicExponent().decode()[0]).isNotZero();
    }

    @Test
    void writesAKeyInTheOrderOfTheRealDocument() {
        JsonObject keys = get(LOGIN, "/" + CONTOSO + "/discovery/v2.0/keys");

        JsonObject key = keys.getJsonArray("keys").getJsonObject(0);
        assertThat(keys.fieldNames()).containsExactly("keys");
        assertThat(key.fieldNames()).containsExactly("kty", "use", "kid", "x5t", "n", "e", "x5c", "issuer");
        assertThat(key.getString("kty")).isEqualTo("RSA");
        assertThat(key.getString("kid")).isEqualTo(key.getString("x5t"));
        assertThat(key.getString("e")).isEqualTo("AQAB");
        assertThat(key.getJsonArray("x5c")).hasSize(1);
        assertThat(key.getString("issuer")).isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/v2.0");
    }

    @Test
    void saysWherePeopleSignInAndKnowsNoOtherTenant() {
        JsonObject known = get(LOGIN, "/" + CONTOSO + "/v2.0/.well-known/openid-configuration");
        assertThat(known.getString("authorization_endpoint"))
                .isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/oauth2/v2.0/authorize");
        assertThat(known.getJsonArray("code_challenge_methods_supported")).containsExactly("S256");
        assertThat(known.getJsonArray("response_types_supported")).containsExactly("code");
        assertThat(known.getJsonArray("response_modes_supported")).containsExactly("query", "form_post");
        assertThat(known.getJsonArray("grant_types_supported"))
                .containsExactly(
                        "client_credentials", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code");
        assertThat(get(LOGIN, "/" + CONTOSO + "/v2.0/.well-known/openid-configuration")
                        .getString("end_session_endpoint"))
                .isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/oauth2/v2.0/logout");
        assertThat(authz.call(LOGIN).get("/" + CONTOSO + "/oauth2/v2.0/logout").status())
                .isEqualTo(200);
        assertThat(get(LOGIN, "/" + CONTOSO + "/v2.0/.well-known/openid-configuration")
                        .getString("device_authorization_endpoint"))
                .isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/oauth2/v2.0/devicecode");
        assertThat(authz.call(LOGIN)
                        .post("/" + CONTOSO + "/oauth2/v2.0/devicecode", new JsonObject())
                        .json()
                        .getString("error_description"))
                .startsWith("AADSTS700016:");
        for (String path : new String[] {
            "/consumers/v2.0/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server/fabrikam.org/v2.0",
            "/fabrikam.org/discovery/v2.0/keys"
        }) {
            assertThat(authz.call(LOGIN).get(path).status()).isEqualTo(404);
        }
    }

    private JsonObject get(String host, String path) {
        return authz.call(host).get(path).json();
    }
}
