package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
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
    void leavesWhomItTrustsToNobody() {
        for (String cmdlet : List.of("New-AuthServer", "Set-PartnerApplication", "Set-AuthConfig")) {
            assertThat(exchange.attempt(cmdlet, new JsonObject()).status())
                    .as(cmdlet)
                    .isEqualTo(404);
        }
        assertThat(exchange.get("Get-IntraOrganizationConnector")).isEmpty();
    }
}
