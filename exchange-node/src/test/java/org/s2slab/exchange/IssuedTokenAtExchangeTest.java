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
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** The documented hybrid procedure at Exchange, and which tokens of the authorization server it then takes. */
class IssuedTokenAtExchangeTest {
    private static final PrincipalId ONLINE =
            new PrincipalId(WellKnownPrincipals.EXCHANGE, FakeAuthorizationServer.TENANT);

    static final String LIST =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><GetImItemList"
                    + " xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/></s:Body></s:Envelope>";

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.authorizationServer();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void trustServer() {
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "WindowsAzureACS")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString()));
    }

    private void enable(boolean enabled) {
        exchange.run(
                "Set-PartnerApplication",
                new JsonObject().put("Identity", "Exchange Online").put("Enabled", enabled));
    }

    /** Exchange Online for anna. */
    private static TestTokens online(PrincipalId server) {
        TestTokens token = TestTokens.forAnna().issuedBy(server, FakeAuthorizationServer.key());
        token.actor().claim("nameid", ONLINE.toString());
        token.outer().claim("iss", ONLINE.toString());
        return token;
    }

    private Answer list(TestTokens token) {
        return ews(token, LIST);
    }

    private Answer ews(TestTokens token, String operation) {
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", operation);
    }

    private void assertRefused(TestTokens token, String rule) {
        assertThat(list(token).status()).isIn(401, 403);
        assertThat(exchange.hops().stream()
                        .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                        .reduce((first, last) -> last)
                        .map(hop -> hop.getString("rule")))
                .contains(rule);
    }

    @Test
    void takesTheOtherHalfOnceServerAndPartnerAreThere() {
        assertRefused(online(FakeAuthorizationServer.ISSUER), "F2");
        trustServer();
        assertRefused(online(FakeAuthorizationServer.ISSUER), "I4");
        enable(true);

        Answer answer = list(online(FakeAuthorizationServer.ISSUER));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("IPM.DistList.MOC.Favorites");

        enable(false);
        assertRefused(online(FakeAuthorizationServer.ISSUER), "I4");
    }

    @Test
    void tellsPeopleOfTheOtherHalfWhoHaveNoMailboxHereWhenOthersAreFree() {
        trustServer();
        enable(true);
        exchange.run("Disable-Mailbox", new JsonObject().put("Identity", "bert"));
        TestTokens bert = online(FakeAuthorizationServer.ISSUER);
        for (String claim : List.of("nameid", "smtp", "sip", "upn")) {
            bert.outer().claim(claim, "bert@contoso.com");
        }

        assertThat(ews(bert, AvailabilityAcrossTest.question("anna@contoso.com"))
                        .body())
                .contains("NoError", "MergedFreeBusy");
        assertThat(list(bert).body()).contains("ErrorNonExistentMailbox");
    }

    @Test
    void f4RefusesAnApplicationNobodyRegistered() {
        trustServer();
        enable(true);

        assertRefused(
                TestTokens.forAnna().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key()), "F4");
    }

    @Test
    void f2RefusesTheServerOfAnotherTenant() {
        trustServer();
        enable(true);

        assertRefused(
                online(new PrincipalId(
                        WellKnownPrincipals.AUTHORIZATION_SERVER, "99999999-2222-4333-8444-555555555555")),
                "F2");
    }

    @Test
    void g4RefusesATokenOfTheServerForTheRealmOfThePremises() {
        trustServer();
        enable(true);
        TestTokens token = online(FakeAuthorizationServer.ISSUER)
                .audience(WellKnownPrincipals.EXCHANGE + "/" + TestTokens.EXCHANGE_HOST + "@contoso.com");

        assertRefused(token, "G4");
    }

    @Test
    void g4RefusesASelfIssuedTokenForTheRealmOfTheServer() {
        exchange.configureLync();
        trustServer();
        TestTokens token = TestTokens.forAnna()
                .audience(WellKnownPrincipals.EXCHANGE + "/" + TestTokens.EXCHANGE_HOST + "@"
                        + FakeAuthorizationServer.TENANT);

        assertRefused(token, "G4");
    }

    @Test
    void i3RefusesAnApplicationWithoutAccountOrPermissions() {
        trustServer();
        enable(true);
        exchange.run(
                "Set-PartnerApplication",
                new JsonObject().put("Identity", "Exchange Online").putNull("LinkedAccount"));

        assertRefused(online(FakeAuthorizationServer.ISSUER), "I3");
        TestTokens alone = TestTokens.alone().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key());
        alone.actor().claim("nameid", ONLINE.toString()).claim("roles", List.of("full_access_as_app"));
        assertRefused(alone, "I3");
    }

    @Test
    void e4RefusesAKeyTheServerDoesNotPublish() {
        trustServer();
        enable(true);
        TestTokens token = online(FakeAuthorizationServer.ISSUER);
        token.actor()
                .signedBy(TestKeys.outsider())
                .header("kid", TestKeys.outsider().x5t());

        assertRefused(token, "E4");
    }
}
