package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** Exchange with an authorization server of type AzureAD: which access tokens of applications and people it accepts. */
class AccessTokenAtExchangeTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        server = exchange.authorizationServer();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void trustServer() {
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "EvoSts")
                        .put("Type", "AzureAD")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.FEDERATION.toString()));
    }

    private void set(String parameter, Object value) {
        exchange.run(
                "Set-AuthServer", new JsonObject().put("Identity", "EvoSts").put(parameter, value));
    }

    private void registerApplication() {
        exchange.run(
                "New-PartnerApplication",
                new JsonObject()
                        .put("Name", "daemon")
                        .put("ApplicationIdentifier", TestTokens.APPLICATION)
                        .put("AppOnlyPermissions", new JsonArray().add("full_access_as_app")));
    }

    private static TestTokens ofApplication() {
        return TestTokens.alone().asAccessToken(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
    }

    private static TestTokens ofAnna() {
        return TestTokens.alone().asAccessTokenOfAnna(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
    }

    private Answer list(TestTokens token, boolean impersonated) {
        String anna = "<t:ExchangeImpersonation xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                + "<t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress></t:ConnectingSID>"
                + "</t:ExchangeImpersonation>";
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(
                        HttpMethod.POST,
                        "/EWS/Exchange.asmx",
                        impersonated
                                ? IssuedTokenAtExchangeTest.LIST.replace(
                                        "<s:Body>", "<s:Header>" + anna + "</s:Header><s:Body>")
                                : IssuedTokenAtExchangeTest.LIST);
    }

    /** The rule by which the last token was refused. */
    private @Nullable String refusal(TestTokens token, boolean impersonated) {
        assertThat(list(token, impersonated).status()).isIn(401, 403);
        return exchange.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .map(hop -> hop.getString("rule"))
                .reduce(null, (first, second) -> second);
    }

    @Test
    void acceptsAnApplicationOnceServerAndApplicationAreRegistered() {
        assertThat(refusal(ofApplication(), true)).isEqualTo("F2");
        trustServer();
        assertThat(refusal(ofApplication(), true)).isEqualTo("Q11");
        registerApplication();
        assertThat(list(ofApplication(), true).body()).contains("IPM.DistList.MOC.Favorites");

        set("Enabled", false);
        assertThat(refusal(ofApplication(), true)).isEqualTo("I4");
        set("Enabled", true);
        assertThat(list(ofApplication(), true).status()).isEqualTo(200);
        exchange.run("Remove-AuthServer", new JsonObject().put("Identity", "EvoSts"));
        assertThat(refusal(ofApplication(), true)).isEqualTo("F2");
    }

    @Test
    void trustsTheIssuerWhileOneOfItsServersIsEnabled() {
        trustServer();
        registerApplication();
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "EvoSts - second")
                        .put("Type", "AzureAD")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.FEDERATION.toString()));
        set("Enabled", false);
        assertThat(list(ofApplication(), true).status()).isEqualTo(200);
        JsonObject second = new JsonObject().put("Identity", "EvoSts - second");
        exchange.run("Set-AuthServer", second.copy().put("Enabled", false));
        assertThat(refusal(ofApplication(), true)).isEqualTo("I4");
        set("Enabled", true);
        assertThat(list(ofApplication(), true).status()).isEqualTo(200);
        exchange.run("Remove-AuthServer", new JsonObject().put("Identity", "EvoSts"));
        assertThat(refusal(ofApplication(), true))
                .as("the second is disabled and has no keys")
                .isEqualTo("E6");
        exchange.run("Remove-AuthServer", second);
        assertThat(refusal(ofApplication(), true)).isEqualTo("F2");
        exchange.restart();
        assertThat(refusal(ofApplication(), true)).isEqualTo("F2");
    }

    @Test
    void isNotTrustedAsAServerOfTheOtherType() {
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "ACS")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString()));
        registerApplication();
        assertThat(refusal(ofApplication(), true)).isEqualTo("F2");
        trustServer();
        assertThat(list(ofApplication(), true).status()).isEqualTo(200);
    }

    @Test
    void readsItsKeysFromTheRegisteredDocumentOnly() {
        trustServer();
        registerApplication();
        server.publishes(FakeAuthorizationServer.key(), TestKeys.named("newer"));
        TestTokens rolled = TestTokens.alone().asAccessToken(FakeAuthorizationServer.TENANT, TestKeys.named("newer"));
        assertThat(list(rolled, true).status()).as("the next key is read").isEqualTo(200);
        exchange.restart();
        server.server.stop();
        assertThat(list(rolled, true).status())
                .as("after a restart without the server")
                .isEqualTo(200);
        exchange.clock.advance(Duration.ofHours(25));
        TestTokens later = TestTokens.alone().asAccessToken(FakeAuthorizationServer.TENANT, TestKeys.named("newer"));
        long day = Duration.ofHours(25).toSeconds();
        later.actor()
                .claim("iat", TestTokens.NOW + day)
                .claim("nbf", TestTokens.NOW + day)
                .claim("exp", TestTokens.NOW + day + 3_600);
        assertThat(refusal(later, true)).as("the document is too old").isEqualTo("L7");
    }

    @Test
    void acceptsAPersonInTheirOwnMailbox() {
        trustServer();
        admitPeople();
        Answer own = list(ofAnna(), false);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body()).contains("IPM.DistList.MOC.Favorites");

        TestTokens bert = ofAnna();
        bert.actor().claim("upn", "bert@contoso.com").claim("unique_name", "anna@contoso.com");
        assertThat(list(bert, true).body()).contains("ErrorImpersonateUserDenied");
        TestTokens nobody = ofAnna();
        nobody.actor().claim("upn", "nobody@contoso.com");
        assertThat(refusal(nobody, false)).isEqualTo("J2");
        TestTokens scope = ofAnna();
        scope.actor().claim("scp", "Mail.Read");
        assertThat(refusal(scope, false)).isEqualTo("Q13");
    }

    /** Each of the three switches of modern authentication is needed. A token in the cache does not help. */
    @Test
    void refusesAPersonUntilTokensOfPeopleAreSwitchedOn() {
        trustServer();
        assertThat(refusal(ofAnna(), false)).isEqualTo("Q12");
        assertThat(list(ofAnna(), false).headers().get("x-ms-diagnostics"))
                .isEqualTo("4000000;reason=\"Flighting is not enabled for domain 'exchange.contoso.com'.\";"
                        + "error_category=\"oauth_not_available\"");
        admitPeople();
        assertThat(list(ofAnna(), false).status()).isEqualTo(200);
        set("IsDefaultAuthorizationEndpoint", false);
        assertThat(refusal(ofAnna(), false)).isEqualTo("Q12");
        set("IsDefaultAuthorizationEndpoint", true);
        assertThat(list(ofAnna(), false).status()).isEqualTo(200);
        JsonObject directory = new JsonObject()
                .put("Identity", "exchange\\EWS (Default Web Site)")
                .put("OAuthAuthentication", false);
        exchange.run("Set-WebServicesVirtualDirectory", directory);
        assertThat(refusal(ofAnna(), false)).isEqualTo("Q12");
        exchange.run("Set-WebServicesVirtualDirectory", directory.put("OAuthAuthentication", true));
        assertThat(list(ofAnna(), false).status()).isEqualTo(200);
        exchange.run("Set-OrganizationConfig", new JsonObject().put("OAuth2ClientProfileEnabled", false));
        assertThat(refusal(ofAnna(), false)).isEqualTo("Q12");
    }

    private void admitPeople() {
        set("IsDefaultAuthorizationEndpoint", true);
        exchange.run("Set-OrganizationConfig", new JsonObject().put("OAuth2ClientProfileEnabled", true));
    }

    @Test
    void showsTheServerWithItsKeys() {
        trustServer();
        JsonObject shown = exchange.run("Get-AuthServer", new JsonObject().put("Identity", "EvoSts"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.getJsonArray("CertificateStrings")).hasSize(1);
        assertThat(shown.getString("IssuerIdentifier"))
                .isEqualTo("https://sts.windows.net/" + FakeAuthorizationServer.TENANT + "/");
        server.publishes(TestKeys.named("another server"));
        set("RefreshAuthMetadata", true);
        assertThat(refusal(ofApplication(), true)).as("its key was replaced").isIn("E4", "E6");
    }
}
