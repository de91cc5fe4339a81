package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestTokens;

/** Exchange Online: one tenant, trust in its authorization server only, set up without an administrator. */
class ExchangeOnlineTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    private static final String DAEMON = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";

    @BeforeEach
    void start() {
        exchange = RunningExchange.online(folder);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private static TestTokens issued(String application) {
        TestTokens token = TestTokens.forAnna().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key());
        String name = application + "@" + FakeAuthorizationServer.TENANT;
        token.actor().claim("nameid", name);
        token.outer().claim("iss", name);
        return token;
    }

    private Answer list(TestTokens token) {
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", IssuedTokenAtExchangeTest.LIST);
    }

    private List<String> partners() {
        return exchange.get("Get-PartnerApplication").stream()
                .map(partner -> ((JsonObject) partner).getString("Name"))
                .toList();
    }

    @Test
    void isSetUpFromTheStartAndOnlyOnce() {
        assertThat(partners()).containsExactly("microsoft.exchange", "microsoft.lync", "microsoft.sharepoint");
        assertThat(exchange.get("Get-AcceptedDomain")).hasSize(1);
        assertThat(exchange.authorizationServer().server.seen()).isEmpty();

        exchange.restart();
        assertThat(partners()).hasSize(3);
    }

    @Test
    void saysWhomItTrustsAndWherePeopleSignIn() {
        assertThat(exchange.call()
                        .header("Authorization", "Bearer")
                        .get("/EWS/Exchange.asmx")
                        .headers()
                        .getAll("WWW-Authenticate")
                        .get(0))
                .isEqualTo("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                        + " trusted_issuers=\"00000001-0000-0000-c000-000000000000@*\","
                        + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\","
                        + " authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"");
    }

    @Test
    void takesTheOtherServicesAndExchangeOnPremises() {
        assertThat(list(issued(WellKnownPrincipals.LYNC)).status()).isEqualTo(200);
        assertThat(list(issued(WellKnownPrincipals.SHAREPOINT)).status()).isEqualTo(200);
        assertThat(list(issued(WellKnownPrincipals.EXCHANGE)).status()).isEqualTo(200);
    }

    @Test
    void f2RefusesWhatAServerSignedItselfAndTheServerOfAnotherTenant() {
        TestTokens elsewhere = TestTokens.forAnna()
                .issuedBy(
                        new PrincipalId(
                                WellKnownPrincipals.AUTHORIZATION_SERVER, "99999999-2222-4333-8444-555555555555"),
                        FakeAuthorizationServer.key());

        assertThat(list(TestTokens.forAnna()).status()).isEqualTo(401);
        assertThat(list(elsewhere).status()).isEqualTo(401);
        assertThat(exchange.hops().stream()
                        .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                        .map(hop -> hop.getString("rule")))
                .containsExactly("F2", "F2");
    }

    @Test
    void admitsAnApplicationOfItsTenantByItsRolesOnly() {
        assertThat(rule(daemon())).isEqualTo("I3");
        assertThat(rule(roles("full_access_as_app")))
                .as("roles that are no list")
                .isEqualTo("B4");
        assertThat(rule(roles(List.of("full_access_as_app", 1))))
                .as("no list of texts")
                .isEqualTo("I3");
        assertThat(rule(roles(List.of("Mail.Read")))).isEqualTo("I6");
        Answer other = impersonate(roles(List.of("Mail.Read")));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.headers().get("x-ms-diagnostics"))
                .isEqualTo("2000008;reason=\"The token contains not enough scope to make this call.\";"
                        + "error_category=\"invalid_grant\"");
        assertThat(impersonate(roles(List.of("Mail.Read", "full_access_as_app")))
                        .status())
                .isEqualTo(200);
        TestTokens another = roles(List.of("full_access_as_app"));
        another.actor().claim("nameid", DAEMON + "@99999999-2222-4333-8444-555555555555");
        assertThat(rule(another)).as("of another tenant").isEqualTo("F7");
        TestTokens around = issued(DAEMON);
        around.actor().claim("roles", List.of("full_access_as_app"));
        assertThat(rule(around)).as("in a token with a user").isEqualTo("D6");
        TestTokens itself = TestTokens.alone();
        itself.actor().claim("roles", List.of("full_access_as_app"));
        assertThat(rule(itself)).as("by the application itself").isEqualTo("D6");
    }

    @Test
    void admitsAnApplicationByAnAccessTokenWithRoles() {
        TestTokens token =
                TestTokens.alone().asAccessToken(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
        assertThat(impersonate(token).status()).isEqualTo(200);
        token.actor().withoutClaim("roles");
        assertThat(rule(token)).isEqualTo("I3");
        token.actor().claim("roles", List.of("Mail.Read"));
        assertThat(rule(token)).isEqualTo("I6");
        token.actor().claim("appid", WellKnownPrincipals.EXCHANGE);
        assertThat(rule(token)).isEqualTo("F9");
        token.asAccessToken("99999999-2222-4333-8444-555555555555", FakeAuthorizationServer.key());
        assertThat(rule(token)).isEqualTo("F2");
        TestTokens anna =
                TestTokens.alone().asAccessTokenOfAnna(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
        assertThat(list(anna).status()).isEqualTo(200);
    }

    /** Exchange on-premises has the same name, and calls for users only. */
    @Test
    void f9RefusesItselfWithoutAUser() {
        for (TestTokens token : List.of(daemon(), roles(List.of("full_access_as_app")))) {
            token.actor().claim("nameid", WellKnownPrincipals.EXCHANGE + "@" + FakeAuthorizationServer.TENANT);

            assertThat(impersonate(token).status()).isEqualTo(401);
            assertThat(rule(token)).isEqualTo("F9");
        }
    }

    /** The rule by which Exchange Online refuses a token. */
    private @Nullable String rule(TestTokens token) {
        impersonate(token);
        return exchange.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .map(hop -> hop.getString("rule"))
                .reduce(null, (first, second) -> second);
    }

    private static TestTokens roles(Object roles) {
        TestTokens token = daemon();
        token.actor().claim("roles", roles);
        return token;
    }

    private static TestTokens daemon() {
        TestTokens token = TestTokens.alone().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key());
        token.actor().claim("nameid", DAEMON + "@" + FakeAuthorizationServer.TENANT);
        return token;
    }

    private Answer impersonate(TestTokens token) {
        String anna = "<t:ExchangeImpersonation xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                + "<t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress></t:ConnectingSID>"
                + "</t:ExchangeImpersonation>";
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(
                        HttpMethod.POST,
                        "/EWS/Exchange.asmx",
                        IssuedTokenAtExchangeTest.LIST.replace(
                                "<s:Body>", "<s:Header>" + anna + "</s:Header><s:Body>"));
    }

    @Test
    void leavesWhomItTrustsToNobody() {
        for (String cmdlet : List.of("New-AuthServer", "Set-PartnerApplication", "Set-AuthConfig")) {
            assertThat(exchange.attempt(cmdlet, new JsonObject()).status())
                    .as(cmdlet)
                    .isEqualTo(404);
        }
        assertThat(exchange.get("Get-IntraOrganizationConnector")).isEmpty();
    }
}
