package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.HOST;
import static org.s2slab.authz.RunningAuthz.LOGIN;
import static org.s2slab.authz.RunningAuthz.LYNC;
import static org.s2slab.authz.RunningAuthz.ONLINE;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/** What MSAL and other libraries need beside the v2.0 token endpoint, at one server for all tests. */
class LibraryTokenEndpointTest {
    private static final String APP = AuthzFixture.APP;
    private static final String API = "8d3a5a0e-4d5e-4f10-9f3e-0d6f2f2f9c33";
    private static final String V2 = "/" + CONTOSO + "/oauth2/v2.0/token";
    private static final String V1 = "/" + CONTOSO + "/oauth2/token";
    private static final String EXCHANGE_URL = "https://outlook.office365.com/";
    private static final SigningKey KEY = TestKeys.named("daemon");

    @TempDir
    static Path folder;

    private static RunningAuthz authz;

    @BeforeAll
    static void start() {
        authz = new RunningAuthz(folder);
        authz.registerWithSecret(APP, AuthzFixture.SECRET);
        authz.upload(CONTOSO, APP, KEY);
        authz.run(
                "New-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", API)
                        .put("DisplayName", "Orders API")
                        .put(
                                "ServicePrincipalNames",
                                new JsonArray().add("api://orders").add("https://orders.contoso.com/")));
    }

    @AfterAll
    static void stop() {
        authz.close();
    }

    @Test
    void takesAnAssertionWithFractionsOfSecondsAsMsalForPythonMakesIt() {
        LibraryAssertion assertion = new LibraryAssertion(APP, KEY)
                .header(header -> {
                    header.remove("x5t#S256");
                    header.put("typ", "JWT").put("x5t", KEY.x5t());
                })
                .rs256()
                .claims(claims -> claims.put("iat", Assertions.NOW + 0.25).put("exp", Assertions.NOW + 600.123456));

        issues(V2, byAssertion(assertion, "scope", EXCHANGE_URL + ".default"));
    }

    @Test
    void takesAChainOfCertificatesButNeverVerifiesByOne() {
        JsonArray chain = new JsonArray().add("A".repeat(5_000)).add("B".repeat(5_000));
        issues(
                V2,
                byAssertion(
                        new LibraryAssertion(APP, KEY).header(header -> header.put("x5c", chain)),
                        "scope",
                        EXCHANGE_URL + ".default"));

        refuses(
                ask(
                        V2,
                        byAssertion(
                                new LibraryAssertion(APP, TestKeys.outsider()), "scope", EXCHANGE_URL + ".default")),
                401,
                "invalid_client",
                "E4");
    }

    @Test
    void refusesATimeThatIsATextWithAFraction() {
        LibraryAssertion assertion =
                new LibraryAssertion(APP, KEY).claims(claims -> claims.put("exp", (Assertions.NOW + 600) + ".5"));

        refuses(ask(V2, byAssertion(assertion, "scope", EXCHANGE_URL + ".default")), 401, "invalid_client", "H1");
    }

    @Test
    void theEndpointOfVersion1NamesTheResourceAndAnswersInTexts() {
        JsonObject answer = issues(V1, bySecret("resource", EXCHANGE_URL));

        assertThat(List.copyOf(answer.fieldNames()))
                .containsExactly(
                        "token_type",
                        "expires_in",
                        "ext_expires_in",
                        "expires_on",
                        "not_before",
                        "resource",
                        "access_token");
        assertThat(Long.parseLong(answer.getString("expires_in"))).isBetween(3_599L, 5_399L);
        assertThat(answer.getString("resource")).isEqualTo(EXCHANGE_URL);
        assertThat(claims(answer).get("aud").asText()).isEqualTo(EXCHANGE_URL);
        assertThat(claims(issues(V1, bySecret("resource", ONLINE))).get("aud").asText())
                .isEqualTo(ONLINE);
        LibraryAssertion assertion =
                new LibraryAssertion(APP, KEY).claims(claims -> claims.put("aud", "https://" + LOGIN + V1));
        issues(V1, byAssertion(assertion, "resource", "https://outlook.office365.com"));
        refuses(ask(V1, bySecret("scope", EXCHANGE_URL + ".default")), 400, "invalid_request", "K4");
        refuses(ask(V1, bySecret("resource", "https://mail.fabrikam.com/")), 400, "invalid_resource", "K5");
        refuses(ask(V1, bySecret("resource", LYNC)), 400, "invalid_resource", "K5");
        refuses(
                ask(V1, with(bySecret("resource", EXCHANGE_URL), "client_secret", "wrong")),
                401,
                "invalid_client",
                "E4");
    }

    @Test
    void anApplicationIdNamesAResourceOfMicrosoftToo() {
        assertThat(claims(issues(V1, bySecret("resource", EXCHANGE))).get("aud").asText())
                .isEqualTo(EXCHANGE);
        assertThat(claims(issues(V2, bySecret("scope", EXCHANGE + "/.default")))
                        .get("aud")
                        .asText())
                .isEqualTo(EXCHANGE);
    }

    @Test
    void anUnknownResourceIsNamedWithoutTheWordThatIsNoPartOfIt() {
        TestCall.Answer answer = ask(V2, bySecret("scope", "api://nobody/.default"));

        refuses(answer, 400, "invalid_resource", "K5");
        assertThat(answer.json().getString("error_description"))
                .startsWith("AADSTS500011: The resource principal named api://nobody was not found in the tenant");
    }

    @Test
    void aTokenForAWebApiLivesBetween60And90MinutesAndTheResponseSaysHowLong() {
        Set<Long> lives = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            JsonObject answer = issues(V2, bySecret("scope", API + "/.default"));
            long life = claims(answer).get("exp").longValue()
                    - claims(answer).get("iat").longValue();
            assertThat(life).isBetween(3600L, 5400L);
            assertThat(answer.getLong("expires_in")).isEqualTo(life - 1);
            lives.add(life);
        }
        assertThat(lives).hasSizeGreaterThan(1);
        JsonObject first = issues(V1, bySecret("resource", "api://orders"));
        assertThat(Long.parseLong(first.getString("expires_in"))).isBetween(3599L, 5399L);
        assertThat(Long.parseLong(first.getString("expires_on")) - Long.parseLong(first.getString("not_before")))
                .isEqualTo(Long.parseLong(first.getString("expires_in")) + 1);
    }

    @Test
    void aTokenForTheTenantsOwnWebApiHasTheIssuerOfTheDiscoveryDocument() {
        for (String scope :
                List.of("api://orders/.default", API + "/.default", "https://orders.contoso.com/.default")) {
            JsonNode claims = claims(issues(V2, bySecret("scope", scope)));
            assertThat(claims.get("iss").asText()).isEqualTo(issuer("/v2.0/.well-known/openid-configuration"));
            assertThat(claims.get("aud").asText()).isEqualTo(API);
            assertThat(claims.get("azp").asText()).isEqualTo(APP);
            assertThat(claims.get("tid").asText()).isEqualTo(CONTOSO);
            assertThat(claims.get("ver").asText()).isEqualTo("2.0");
            assertThat(claims.has("nameid")).isFalse();
            assertThat(claims.has("trustedfordelegation")).isFalse();
        }
        JsonNode first = claims(issues(V1, bySecret("resource", "api://orders")));
        assertThat(first.get("iss").asText())
                .isEqualTo("https://sts.windows.net/" + CONTOSO + "/")
                .isEqualTo(issuer("/.well-known/openid-configuration"));
        assertThat(first.get("aud").asText()).isEqualTo("api://orders");
        assertThat(first.get("appid").asText()).isEqualTo(APP);
        assertThat(first.get("ver").asText()).isEqualTo("1.0");
    }

    @Test
    void aTokenForAnAudienceOfServersKeepsItsIssuer() {
        JsonNode claims = claims(issues(V1, bySecret("resource", ONLINE)));

        assertThat(claims.get("iss").asText()).isEqualTo("00000001-0000-0000-c000-000000000000@" + CONTOSO);
        assertThat(claims.has("roles")).isFalse();
    }

    /** The token of evoSTS in the form of v1.0, with each claim of an application. */
    @Test
    void aTokenForExchangeIsAnAccessTokenAtBothEndpoints() {
        LibraryAssertion assertion =
                new LibraryAssertion(APP, KEY).claims(claims -> claims.put("aud", "https://" + LOGIN + V1));
        JsonObject second = issues(V2, bySecret("scope", EXCHANGE_URL + ".default"));
        JsonObject first = issues(V1, byAssertion(assertion, "resource", "https://outlook.office365.com"));
        Set<String> ids = new HashSet<>();
        for (JsonObject answer : List.of(first, second)) {
            JsonNode claims = claims(answer);
            String issuer = "https://sts.windows.net/" + CONTOSO + "/";
            assertThat(claims.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "aud",
                            "iss",
                            "iat",
                            "nbf",
                            "exp",
                            "appid",
                            "appidacr",
                            "idp",
                            "idtyp",
                            "oid",
                            "sub",
                            "tid",
                            "uti",
                            "ver");
            assertThat(claims.get("iss").asText()).isEqualTo(issuer);
            assertThat(claims.get("idp").asText()).isEqualTo(issuer);
            assertThat(claims.get("idtyp").asText()).isEqualTo("app");
            assertThat(claims.get("appid").asText()).isEqualTo(APP);
            assertThat(claims.get("oid").asText()).isEqualTo(objectId(APP));
            assertThat(claims.get("sub")).isEqualTo(claims.get("oid"));
            assertThat(claims.get("tid").asText()).isEqualTo(CONTOSO);
            assertThat(claims.get("ver").asText()).isEqualTo("1.0");
            assertThat(claims.get("uti").asText()).hasSize(22);
            ids.add(claims.get("uti").asText());
            JsonNode header =
                    TokenView.of(answer.getString("access_token")).outer().header();
            assertThat(header.get("kid")).isEqualTo(header.get("x5t"));
        }
        assertThat(ids).hasSize(2);
        assertThat(claims(first).get("appidacr").asText())
                .as("by a certificate")
                .isEqualTo("2");
        assertThat(claims(first).get("aud").asText()).isEqualTo("https://outlook.office365.com");
        assertThat(claims(second).get("appidacr").asText()).as("by a secret").isEqualTo("1");
        assertThat(claims(second).get("aud").asText()).isEqualTo("https://outlook.office365.com");
    }

    @Test
    void aGrantedPermissionIsInTheTokenUntilItIsTakenAway() {
        String client = objectId(APP);
        JsonObject exchange = principal(EXCHANGE);
        JsonObject role = exchange.getJsonArray("AppRoles").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("Value").equals("full_access_as_app"))
                .findFirst()
                .orElseThrow();
        JsonObject grant = new JsonObject()
                .put("TenantId", CONTOSO)
                .put("ServicePrincipalId", client)
                .put("PrincipalId", client)
                .put("ResourceId", exchange.getString("Id"))
                .put("AppRoleId", role.getString("Id"));
        assertThat(authz.attempt(
                                "New-MgServicePrincipalAppRoleAssignment",
                                grant.copy().put("ResourceId", objectId(API)))
                        .status())
                .isEqualTo(400);

        String id = authz.run("New-MgServicePrincipalAppRoleAssignment", grant)
                .getJsonObject(0)
                .getString("Id");
        authz.restart();

        assertThat(claims(issues(V2, bySecret("scope", EXCHANGE_URL + ".default")))
                        .get("roles")
                        .toString())
                .isEqualTo("[\"full_access_as_app\"]");
        assertThat(authz.attempt("New-MgServicePrincipalAppRoleAssignment", grant)
                        .status())
                .as("twice")
                .isEqualTo(400);
        Map<String, String> older = with(bySecret("resource", ONLINE), "client_id", APP);
        assertThat(claims(issues("/" + CONTOSO + "/tokens/OAuth/2", older)).has("roles"))
                .as("an actor token")
                .isFalse();
        JsonObject remove = new JsonObject()
                .put("TenantId", CONTOSO)
                .put("ServicePrincipalId", client)
                .put("AppRoleAssignmentId", id);
        authz.run("Remove-MgServicePrincipalAppRoleAssignment", remove);
        assertThat(claims(issues(V2, bySecret("scope", EXCHANGE_URL + ".default")))
                        .has("roles"))
                .isFalse();
        assertThat(authz.attempt("Remove-MgServicePrincipalAppRoleAssignment", remove)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void instanceDiscoveryNamesThisServersHostsAndTheHostThatWasAsked() {
        JsonObject found = discover("1.1", "https://" + LOGIN + "/contoso.com/oauth2/v2.0/authorize")
                .json();

        assertThat(found.getString("tenant_discovery_endpoint"))
                .isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/v2.0/.well-known/openid-configuration");
        assertThat(found.getString("api-version")).isEqualTo("1.1");
        JsonObject own = found.getJsonArray("metadata").getJsonObject(0);
        assertThat(own.getString("preferred_network")).isEqualTo(LOGIN);
        assertThat(own.getString("preferred_cache")).isEqualTo(LOGIN);
        assertThat(own.getJsonArray("aliases")).containsExactly(HOST, LOGIN);
        assertThat(discover("1.0", "https://" + LOGIN + "/common/oauth2/authorize")
                        .json())
                .isEqualTo(new JsonObject()
                        .put(
                                "tenant_discovery_endpoint",
                                "https://" + LOGIN + "/common/.well-known/openid-configuration"));
    }

    @Test
    void instanceDiscoveryRefusesAHostThatIsNotItsOwn() {
        TestCall.Answer other = discover("1.1", "https://login.example/contoso.com/oauth2/v2.0/authorize");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().getString("error")).isEqualTo("invalid_instance");
        assertThat(other.json().getString("error_description")).startsWith("AADSTS50049: ");
        assertThat(other.json().getJsonArray("error_codes")).containsExactly(50_049);
        for (String endpoint : List.of(
                "http://" + LOGIN + "/common/oauth2/v2.0/authorize",
                "https://" + LOGIN + ":4443/common/oauth2/v2.0/authorize",
                "https://x@" + LOGIN + "/common/oauth2/v2.0/authorize",
                "nothing")) {
            assertThat(discover("1.1", endpoint).json().getString("error"))
                    .as(endpoint)
                    .isEqualTo("invalid_instance");
        }
        assertThat(discover("2", "https://" + LOGIN + "/common/oauth2/authorize")
                        .json()
                        .getString("error"))
                .isEqualTo("invalid_request");
        assertThat(authz.call(LOGIN)
                        .get("/common/discovery/instance?api-version=1.1")
                        .json()
                        .getString("error_description"))
                .contains("'authorization_endpoint'");
    }

    private static TestCall.Answer discover(String version, String endpoint) {
        return authz.call(LOGIN)
                .get("/common/discovery/instance?api-version=" + version + "&authorization_endpoint="
                        + encoded(endpoint));
    }

    private static String issuer(String path) {
        return authz.call(LOGIN).get("/" + CONTOSO + path).json().getString("issuer");
    }

    private static JsonObject principal(String appId) {
        return authz.run(
                        "Get-MgServicePrincipal",
                        new JsonObject().put("TenantId", CONTOSO).put("Filter", "appId eq '" + appId + "'"))
                .getJsonObject(0);
    }

    private static String objectId(String appId) {
        return principal(appId).getString("Id");
    }

    private static Map<String, String> bySecret(String field, String resource) {
        return new LinkedHashMap<>(Map.of(
                "client_id",
                APP,
                "client_secret",
                AuthzFixture.SECRET,
                field,
                resource,
                "grant_type",
                "client_credentials"));
    }

    private static Map<String, String> byAssertion(LibraryAssertion assertion, String field, String resource) {
        return new LinkedHashMap<>(Map.of(
                "client_id",
                APP,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion.text(),
                field,
                resource,
                "grant_type",
                "client_credentials"));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        form.put(name, value);
        return form;
    }

    private static JsonObject issues(String path, Map<String, String> form) {
        TestCall.Answer answer = ask(path, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static TestCall.Answer ask(String path, Map<String, String> form) {
        Map<String, String> sent = new LinkedHashMap<>();
        form.forEach((name, value) -> sent.put(name, encoded(value)));
        return authz.form(authz.call(LOGIN), path, sent);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode claims(JsonObject answer) {
        return TokenView.of(answer.getString("access_token")).outer().claims();
    }

    private static void refuses(TestCall.Answer answer, int status, String error, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getString("error")).isEqualTo(error);
        var denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule"))
                .as(answer.body())
                .isEqualTo(rule);
    }
}
