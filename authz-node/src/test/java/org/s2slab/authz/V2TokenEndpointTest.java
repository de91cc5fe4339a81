package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/** What travels at the v2.0 token endpoint, and by which rule it is refused. */
class V2TokenEndpointTest extends AuthzFixture {
    private static final String PATH = "/" + CONTOSO + "/oauth2/v2.0/token";
    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final SigningKey KEY = TestKeys.named("daemon");

    @BeforeEach
    void start() {
        authz.registerWithSecret(APP, SECRET);
        authz.upload(CONTOSO, APP, KEY);
    }

    @Test
    void givesATokenForASecretInTheForm() {
        TestCall.Answer answer = ask(secret());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(List.copyOf(answer.json().fieldNames()))
                .containsExactly("token_type", "expires_in", "ext_expires_in", "access_token");
        assertThat(answer.json().getInteger("expires_in")).isBetween(3_599, 5_399);
        var claims =
                TokenView.of(answer.json().getString("access_token")).outer().claims();
        assertThat(claims.get("aud").asText()).isEqualTo("https://outlook.office365.com");
        assertThat(claims.get("appid").asText()).isEqualTo(APP);
        assertThat(claims.has("nameid")).isFalse();
    }

    @Test
    void givesATokenForASecretInTheAuthorizationField() {
        Map<String, String> form = new LinkedHashMap<>(secret());
        form.remove("client_id");
        form.remove("client_secret");

        assertThat(authz.form(authz.call(LOGIN).basic(APP, encoded(SECRET)), PATH, form)
                        .status())
                .isEqualTo(200);
        TestCall.Answer wrong = authz.form(authz.call(LOGIN).basic(APP, "another"), PATH, form);
        refuses(wrong, 401, "invalid_client", "E4");
        assertThat(wrong.headers().get("WWW-Authenticate")).isEqualTo("Basic realm=\"" + LOGIN + "\"");
    }

    @TestFactory
    Stream<DynamicTest> givesATokenForAnAssertion() {
        String sha1 = KEY.x5t();
        String sha256 = SigningKey.x5tS256(KEY.certificate());
        return Map.of(
                        "as MSAL for Java makes it", assertion(),
                        "as MSAL.NET makes it", assertion().header(header -> header.put("x5t#S256", sha256)),
                        "with both thumbprints", assertion().header(header -> header.put("x5t", sha1)),
                        "with RS256 and x5t, as older MSAL", onlyBy("x5t", sha1).rs256(),
                        "with its kid alone", onlyBy("kid", sha1).rs256(),
                        "with its kid in hex", onlyBy("kid", KEY.thumbprint()).rs256(),
                        "with its kid beside the other thumbprint",
                                assertion().header(header -> header.put("kid", sha1)),
                        "made out to the tenant's domain",
                                to("https://" + LOGIN + PATH.replace(CONTOSO, "contoso.com")),
                        "made out to the issuer", to("https://" + LOGIN + "/" + CONTOSO + "/v2.0"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    String path = one.getKey().contains("domain") ? PATH.replace(CONTOSO, "contoso.com") : PATH;
                    TestCall.Answer answer = authz.form(
                            authz.call(LOGIN), path, form(one.getValue().text()));
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                }));
    }

    @Test
    void takesTheScopeWithTheWordsOfOpenIdConnectThatMsalAdds() {
        assertThat(ask(with(secret(), "scope", "openid " + SCOPE + " profile offline_access"))
                        .status())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> refusesAnAssertion() {
        SigningKey other = TestKeys.outsider();
        String otherThumbprint = SigningKey.x5tS256(other.certificate());
        return Map.ofEntries(
                        spoilt("B6 called unsigned", assertion().header(header -> header.put("alg", "none"))),
                        spoilt("C1 by a MAC", assertion().header(header -> header.put("alg", "HS256"))),
                        spoilt("C1 by another PSS", assertion().header(header -> header.put("alg", "PS384"))),
                        spoilt("C4 with crit", assertion().header(header -> header.put("crit", "x"))),
                        spoilt(
                                "C6 that points to a key",
                                assertion().header(header -> header.put("jku", "https://keys.example/"))),
                        spoilt(
                                "C6 that brings a key",
                                assertion().header(header -> header.put("jwk", new JsonObject()))),
                        spoilt(
                                "C7 with a kid that is no thumbprint",
                                assertion().header(header -> header.put("kid", "my key"))),
                        spoilt(
                                "C7 with the kid of another certificate",
                                assertion().header(header -> header.put("kid", otherThumbprint))),
                        spoilt(
                                "E4 with the older kid of another certificate",
                                assertion().header(header -> header.put("kid", other.x5t()))),
                        spoilt("C8 that names no certificate", onlyBy("kid", "my key")),
                        spoilt("C8 with a short thumbprint", assertion().header(header -> header.put("x5t", "AAAA"))),
                        spoilt(
                                "C10 with a header nobody knows",
                                assertion().header(header -> header.put("nonce", "1"))),
                        spoilt("E4 of a certificate it brings itself", new LibraryAssertion(APP, other)),
                        spoilt(
                                "E4 that names two certificates",
                                assertion().header(header -> header.put("x5t", other.x5t()))),
                        spoilt(
                                "E4 that names one and brings another",
                                assertion().header(header -> header.put("x5t#S256", otherThumbprint))),
                        spoilt(
                                "E1 signed by another",
                                new LibraryAssertion(APP, other)
                                        .header(header ->
                                                header.put("x5t#S256", SigningKey.x5tS256(KEY.certificate())))),
                        spoilt(
                                "E1 signed by RS256 and called PS256",
                                assertion().signed("RS256")),
                        spoilt(
                                "E1 signed by PS256 and called RS256",
                                assertion().header(header -> header.put("alg", "RS256"))),
                        spoilt("K1 for the older endpoint", to(Assertions.audience(CONTOSO))),
                        spoilt("K1 for another tenant", to("https://" + LOGIN + PATH.replace(CONTOSO, FABRIKAM))),
                        spoilt("K1 for another server", to("https://login.microsoftonline.example" + PATH)),
                        spoilt("K1 for another port", to("https://" + LOGIN + ":4443" + PATH)),
                        spoilt("K1 without a subject", assertion().claims(claims -> claims.remove("sub"))),
                        spoilt("K1 of another subject", assertion().claims(claims -> claims.put("sub", "someone"))),
                        spoilt(
                                "K11 with a claim of another token",
                                assertion().claims(claims -> claims.put("nonce", "x"))),
                        spoilt(
                                "H1 that begins at no number",
                                assertion().claims(claims -> claims.put("nbf", Assertions.NOW + ".5"))),
                        spoilt(
                                "E4 of a certificate in a chain it brings",
                                new LibraryAssertion(APP, other).header(header -> header.put("x5t", other.x5t()))),
                        spoilt(
                                "H2 that has ended",
                                assertion()
                                        .claims(claims -> claims.put("nbf", Assertions.NOW - 900)
                                                .put("exp", Assertions.NOW - 301))),
                        spoilt(
                                "K3 that lives for a day",
                                assertion().claims(claims -> claims.put("exp", Assertions.NOW + 86_400))))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> refuses(
                                ask(form(one.getValue().text())),
                                401,
                                "invalid_client",
                                one.getKey().substring(0, one.getKey().indexOf(' ')))));
    }

    @Test
    void refusesAnAssertionASecondTime() {
        Map<String, String> form = form(assertion().text());
        assertThat(ask(form).status()).isEqualTo(200);

        refuses(ask(form), 401, "invalid_client", "K2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            urn:ietf:params:oauth:grant-type:jwt-bearer  | invalid_grant         | AADSTS7000114: Application
            password                                     | invalid_grant         | AADSTS50034: The user account
            authorization_code                           | invalid_grant         | AADSTS9002313: Invalid request
            refresh_token                                | invalid_grant         | AADSTS9002313: Invalid request
            urn:ietf:params:oauth:grant-type:device_code | bad_verification_code | The device_code
            """)
    void refusesTheGrantsOfUsersWithTheirOwnErrors(String grant, String error, String told) {
        String own = ask(secret()).json().getString("access_token");
        Map<String, String> form = new LinkedHashMap<>(with(secret(), "grant_type", grant));
        form.put("assertion", own);
        form.put("requested_token_use", "on_behalf_of");
        form.put("scope", "User.Read");
        TestCall.Answer refused = ask(form);

        refuses(refused, 400, error, "K6");
        assertThat(refused.json().getString("error_description")).startsWith(told);
        form.put("client_secret", "wrong");
        refuses(ask(form), 401, "invalid_client", "E4");
        form.remove("client_secret");
        TestCall.Answer anonymous = ask(form);
        refuses(anonymous, 401, "invalid_client", "K4");
        assertThat(anonymous.json().getString("error_description")).startsWith("AADSTS7000218: ");
    }

    @Test
    void givesNoDeviceCode() {
        TestCall.Answer refused = ask("/" + CONTOSO + "/oauth2/v2.0/devicecode", secret());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().getString("error")).isEqualTo("invalid_client");
        assertThat(refused.json().getString("error_description")).startsWith("AADSTS7000218: ");
    }

    @Test
    void hasNoOtherGrants() {
        refuses(ask(with(secret(), "grant_type", "token-exchange")), 400, "unsupported_grant_type", "K6");
    }

    @Test
    void wantsOneWayToAuthenticateAndNoMore() {
        refuses(ask(with(form(assertion().text()), "client_secret", SECRET)), 400, "invalid_request", "K4");
        Map<String, String> none = with(secret(), "scope", SCOPE);
        none.remove("client_secret");
        refuses(ask(none), 401, "invalid_client", "K4");
        refuses(ask(with(form(assertion().text()), "client_assertion_type", "saml2")), 400, "invalid_request", "K4");
    }

    @Test
    void knowsAResourceByTheHostInTheScope() {
        refuses(ask(with(secret(), "scope", "https://mail.fabrikam.com/.default")), 400, "invalid_resource", "K5");
        for (String scope : List.of(
                "User.Read",
                "https://outlook.office365.com/",
                SCOPE + " https://a.example/.default",
                "https://outlook..office365.com/.default",
                "https://-outlook.office365.com/.default")) {
            refuses(ask(with(secret(), "scope", scope)), 400, "invalid_scope", "K5");
        }
        Map<String, String> without = new LinkedHashMap<>(secret());
        without.remove("scope");
        TestCall.Answer answer = ask(without);
        refuses(answer, 400, "invalid_request", "K4");
        assertThat(answer.json().getString("error_description"))
                .startsWith("AADSTS900144")
                .contains("'scope'");
    }

    @Test
    void tellsWhyInTheFormOfTheRealServer() {
        JsonObject answer = ask(with(secret(), "client_secret", "wrong")).json();

        assertThat(List.copyOf(answer.fieldNames()))
                .containsExactly(
                        "error",
                        "error_description",
                        "error_codes",
                        "timestamp",
                        "trace_id",
                        "correlation_id",
                        "error_uri");
        assertThat(answer.getString("error_description"))
                .startsWith("AADSTS7000215: Invalid client secret provided. ")
                .contains(" Trace ID: " + answer.getString("trace_id") + " Correlation ID: ")
                .doesNotContain("\n")
                .doesNotContain("wrong");
        assertThat(answer.getJsonArray("error_codes")).containsExactly(7_000_215);
        assertThat(answer.getString("error_uri")).isEqualTo("https://login.microsoftonline.com/error?code=7000215");
        assertThat(ask("/nowhere.example/oauth2/v2.0/token", secret()).json().getString("error_description"))
                .startsWith("AADSTS90002: Tenant 'nowhere.example' not found.");
        for (String several : List.of("common", "organizations")) {
            TestCall.Answer refused = ask("/" + several + "/oauth2/v2.0/token", secret());
            refuses(refused, 400, "invalid_request", "K5");
            assertThat(refused.json().getString("error_description"))
                    .startsWith("AADSTS50059: No tenant-identifying information found");
        }
    }

    @Test
    void givesAnApplicationOfOneTenantNothingInAnother() {
        refuses(ask("/" + FABRIKAM + "/oauth2/v2.0/token", secret()), 400, "unauthorized_client", "F2");
    }

    private static Map.Entry<String, LibraryAssertion> spoilt(String name, LibraryAssertion assertion) {
        return Map.entry(name, assertion);
    }

    private static LibraryAssertion assertion() {
        return new LibraryAssertion(APP, KEY);
    }

    private static LibraryAssertion to(String audience) {
        return assertion().claims(claims -> claims.put("aud", audience));
    }

    private static LibraryAssertion onlyBy(String member, String thumbprint) {
        return assertion().header(header -> {
            header.remove("x5t#S256");
            header.remove("x5c");
            header.put("typ", "JWT").put(member, thumbprint);
        });
    }

    private static Map<String, String> secret() {
        return new LinkedHashMap<>(
                Map.of("client_id", APP, "client_secret", SECRET, "scope", SCOPE, "grant_type", "client_credentials"));
    }

    private static Map<String, String> form(String assertion) {
        return new LinkedHashMap<>(Map.of(
                "client_id",
                APP,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion,
                "client_info",
                "1",
                "scope",
                SCOPE,
                "grant_type",
                "client_credentials"));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    private TestCall.Answer ask(Map<String, String> form) {
        return ask(PATH, form);
    }

    private TestCall.Answer ask(String path, Map<String, String> form) {
        Map<String, String> sent = new LinkedHashMap<>();
        form.forEach((name, value) -> sent.put(name, encoded(value)));
        return authz.form(authz.call(LOGIN), path, sent);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void refuses(TestCall.Answer answer, int status, String error, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getString("error")).isEqualTo(error);
        var denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule"))
                .as(answer.body())
                .isEqualTo(rule);
    }
}
