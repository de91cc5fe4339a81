package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.HOST;
import static org.s2slab.authz.RunningAuthz.LYNC;
import static org.s2slab.authz.RunningAuthz.ONLINE;
import static org.s2slab.authz.RunningAuthz.S2S;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/** What travels at the token endpoint of Access Control Service. */
class TokenEndpointTest extends AuthzFixture {
    @BeforeEach
    void start() {
        authz.uploadLyncKey();
    }

    @Test
    void givesAServerATokenForItsAssertion() {
        TestCall.Answer answer = authz.askWith(Assertions.ofLync());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        JsonObject body = answer.json();
        assertThat(List.copyOf(body.fieldNames()))
                .containsExactly("token_type", "expires_in", "not_before", "expires_on", "resource", "access_token");
        assertThat(body.getString("token_type")).isEqualTo("Bearer");
        assertThat(body.getString("expires_in")).isEqualTo("86399");
        assertThat(body.getString("not_before")).isEqualTo(Long.toString(Assertions.NOW));
        assertThat(body.getString("expires_on")).isEqualTo(Long.toString(Assertions.NOW + 86_700));
        assertThat(body.getString("resource")).isEqualTo(ONLINE);
    }

    @Test
    void writesTheTokenAsTheServerOf2020() {
        TokenView.Layer token = token(authz.askWith(Assertions.ofLync()));

        assertThat(names(token.header())).containsExactly("typ", "alg", "x5t", "kid");
        assertThat(token.header().get("kid")).isEqualTo(token.header().get("x5t"));
        JsonNode claims = token.claims();
        assertThat(names(claims))
                .containsExactly(
                        "aud",
                        "iss",
                        "iat",
                        "nbf",
                        "exp",
                        "identityprovider",
                        "nameid",
                        "oid",
                        "sub",
                        "trustedfordelegation");
        assertThat(claims.get("aud").textValue()).isEqualTo(ONLINE);
        assertThat(claims.get("iss").textValue()).isEqualTo("00000001-0000-0000-c000-000000000000@" + CONTOSO);
        assertThat(claims.get("nbf").longValue()).isEqualTo(Assertions.NOW);
        assertThat(claims.get("exp").longValue()).isEqualTo(Assertions.NOW + 86_700);
        assertThat(claims.get("nameid").textValue()).isEqualTo(LYNC + "@" + CONTOSO);
        assertThat(claims.get("oid").textValue()).isEqualTo(principal(LYNC).getString("ObjectId"));
        assertThat(claims.get("trustedfordelegation").textValue()).isEqualTo("true");
    }

    @Test
    void takesTheGrantByItsStandardNameAndAnAssertionAsTheServersOf2013MakeIt() {
        Assertions assertion = Assertions.ofLync()
                .without("jti")
                .with(layer -> layer.header("x5t", TestKeys.lync().x5t() + "="));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("resource", encoded(ONLINE));
        fields.put("assertion", assertion.text());
        fields.put("ClientVersion", "15.0");
        fields.put("grant_type", encoded("urn:ietf:params:oauth:grant-type:jwt-bearer"));

        assertThat(authz.ask(fields).status()).isEqualTo(200);
        assertThat(authz.hops("TOKEN_ISSUED").get(0).getString("detail")).contains("ignoring 'ClientVersion'");
    }

    @Test
    void findsTheTenantInTheResourceWhereThePathNamesNone() {
        TestCall.Answer answer = authz.ask(
                "/tokens/OAuth/2",
                Map.of("grant_type", S2S, "assertion", Assertions.ofLync().text(), "resource", ONLINE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(authz.ask(
                                "/contoso.onmicrosoft.com/tokens/oauth/2",
                                Map.of(
                                        "grant_type",
                                        S2S,
                                        "assertion",
                                        Assertions.ofLync().text(),
                                        "resource",
                                        ONLINE))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesAnAddInATokenForItsSecretInTheFormThatIsNotEncoded() {
        authz.registerWithSecret(APP, SECRET);
        TestCall.Answer answer = authz.ask(credentials(APP + "@" + CONTOSO, SECRET));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode claims = token(answer).claims();
        assertThat(claims.get("nameid").textValue()).isEqualTo(APP + "@" + CONTOSO);
        assertThat(claims.get("trustedfordelegation").textValue()).isEqualTo("false");
    }

    @Test
    void takesTheSecretByHttpBasicEncodedOrNot() {
        authz.registerWithSecret(APP, SECRET);
        Map<String, String> form = Map.of("grant_type", "client_credentials", "resource", ONLINE);
        String path = "/" + CONTOSO + "/tokens/OAuth/2";

        assertThat(authz.form(authz.call().basic(encoded(APP + "@" + CONTOSO), encoded(SECRET)), path, form)
                        .status())
                .isEqualTo(200);
        assertThat(authz.form(authz.call().basic(APP, SECRET), path, form).status())
                .isEqualTo(200);
        TestCall.Answer wrong = authz.form(authz.call().basic(APP, "wrong"), path, form);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers().get("WWW-Authenticate")).isEqualTo("Basic realm=\"" + HOST + "\"");
        assertThat(wrong.json().getString("error")).isEqualTo("invalid_client");
    }

    @Test
    void takesASignedAssertionOfTheClientInstead() {
        authz.registerWithSecret(APP, SECRET);
        authz.upload(CONTOSO, APP, TestKeys.outsider());
        String client = APP + "@" + CONTOSO;
        Assertions assertion = Assertions.of(APP, CONTOSO, TestKeys.outsider()).claim("sub", client);
        Map<String, String> fields = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion.text(),
                "resource",
                ONLINE);

        assertThat(authz.ask(fields).status()).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongAsAccessControlServiceDoes() {
        TestCall.Answer answer = authz.form(
                authz.call().header("client-request-id", "0a0a0a0a-1111-2222-3333-444444444444"),
                "/" + CONTOSO + "/tokens/OAuth/2",
                Map.of(
                        "grant_type",
                        S2S,
                        "assertion",
                        Assertions.of(LYNC, CONTOSO, TestKeys.outsider()).text(),
                        "resource",
                        ONLINE));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"invalid_client\"");
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().getString("error_description"))
                .matches("AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid"
                        + " signature. \\[Reason - The key was not found., Thumbprint of key used by client: '"
                        + TestKeys.outsider().thumbprint() + "']\r\nTrace ID: [0-9a-f-]{36}\r\n"
                        + "Correlation ID: 0a0a0a0a-1111-2222-3333-444444444444\r\n"
                        + "Timestamp: 2026-03-02 09:00:00Z");
        assertThat(answer.json().getJsonArray("error_codes")).containsExactly(70002, 50012);
    }

    @Test
    void saysThatAnApplicationIsDisabled() {
        set(LYNC, "AccountEnabled", false);
        JsonObject body = authz.askWith(Assertions.ofLync()).json();

        assertThat(body.getString("error")).isEqualTo("unauthorized_client");
        assertThat(body.getString("error_description"))
                .startsWith("AADSTS7000112: Application '" + LYNC + "'(Microsoft Lync Server) is disabled.\r\n");
    }

    @Test
    void saysThatAResourceHasNoSuchName() {
        String resource = EXCHANGE + "/mail.contoso.com@" + CONTOSO;
        JsonObject body = authz.ask(Map.of(
                        "grant_type", S2S, "assertion", Assertions.ofLync().text(), "resource", resource))
                .json();

        assertThat(body.getString("error")).isEqualTo("invalid_resource");
        assertThat(body.getString("error_description"))
                .startsWith("AADSTS500011: The resource principal named " + resource + " was not found in the tenant");
    }

    @Test
    void saysWhichGrantAndWhichTenantThereIsNot() {
        assertThat(authz.ask(Map.of("grant_type", "password", "resource", ONLINE))
                        .json()
                        .getString("error"))
                .isEqualTo("unsupported_grant_type");
        TestCall.Answer tenant = authz.ask(
                "/litwareinc.com/tokens/OAuth/2",
                Map.of("grant_type", S2S, "assertion", Assertions.ofLync().text(), "resource", ONLINE));
        assertThat(tenant.status()).isEqualTo(400);
        assertThat(tenant.json().getString("error_description"))
                .startsWith("AADSTS90002: Tenant 'litwareinc.com' not found.");
        assertThat(authz.ask(Map.of()).json().getString("error")).isEqualTo("unsupported_grant_type");
        assertThat(authz.hops("TOKEN_DENIED")).hasSize(3);
    }

    @Test
    void nothingOfOneTenantIsReachableWithTheCredentialOfAnother() {
        Assertions ofContoso = Assertions.of(LYNC, FABRIKAM, TestKeys.lync());
        JsonObject body = authz.ask(
                        "/" + FABRIKAM + "/tokens/OAuth/2",
                        Map.of(
                                "grant_type",
                                S2S,
                                "assertion",
                                ofContoso.text(),
                                "resource",
                                EXCHANGE + "/outlook.office365.com@" + FABRIKAM))
                .json();

        assertThat(body.getString("error")).isEqualTo("invalid_client");
        assertThat(authz.hops("TOKEN_DENIED").get(0).getString("rule")).isEqualTo("E4");
    }

    @Test
    void journalsWhoGotWhatByWhichCredential() {
        authz.askWith(Assertions.ofLync());

        JsonObject hop = authz.hops("TOKEN_ISSUED").get(0);
        assertThat(hop.getString("peer")).isEqualTo("lync");
        assertThat(hop.getString("detail"))
                .isEqualTo(ONLINE + " to " + LYNC + " by key " + TestKeys.lync().thumbprint());
        JsonObject row = authz.run("Get-LabIssuedToken", new JsonObject().put("TenantId", CONTOSO))
                .getJsonObject(0);
        assertThat(row.getString("AppPrincipalId")).isEqualTo(LYNC);
        assertThat(row.getString("Credential"))
                .isEqualTo("key " + TestKeys.lync().thumbprint());
        assertThat(row.getString("Resource")).isEqualTo(ONLINE);
        assertThat(row.getString("TokenHash")).isEqualTo(hop.getString("tokenHash"));
        assertThat(authz.run("Get-LabIssuedToken", new JsonObject().put("TenantId", FABRIKAM)))
                .isEmpty();
    }

    @Test
    void costsOneVerificationAndOneSignature() {
        JsonObject before = authz.counters();
        authz.askWith(Assertions.ofLync());
        JsonObject after = authz.counters();

        assertThat(after.getLong("signatures") - before.getLong("signatures", 0L))
                .isEqualTo(1);
        assertThat(after.getLong("verifications") - before.getLong("verifications", 0L))
                .isEqualTo(1);
    }

    private void set(String application, String parameter, Object value) {
        authz.run(
                "Set-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", application)
                        .put(parameter, value));
    }

    private JsonObject principal(String application) {
        return authz.run(
                        "Get-MsolServicePrincipal",
                        new JsonObject().put("TenantId", CONTOSO).put("AppPrincipalId", application))
                .getJsonObject(0);
    }

    private static Map<String, String> credentials(String client, String secret) {
        return Map.of(
                "grant_type", "client_credentials", "client_id", client, "client_secret", secret, "resource", ONLINE);
    }

    private static TokenView.Layer token(TestCall.Answer answer) {
        return TokenView.of(answer.json().getString("access_token")).outer();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
