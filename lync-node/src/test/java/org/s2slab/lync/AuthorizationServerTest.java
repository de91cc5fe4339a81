package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** Lync on-premises that trusts an authorization server, as it does across premises. */
class AuthorizationServerTest {
    static final String USER_DISCOVERY = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";
    private static final String ANNA = "anna@contoso.com";
    private static final String URL = FakeAuthorizationServer.METADATA.toString();
    private static final String HOST = "lync.contoso.com";

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        lab = new LyncLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void registersAnAuthorizationServerAndKeepsIt() {
        var made = lab.cmdlet("New-CsOAuthServer", "Identity", "microsoft.sts", "MetadataUrl", URL);

        JsonObject expected = new JsonObject()
                .put("Identity", "microsoft.sts")
                .put("Name", "microsoft.sts")
                .put("IssuerIdentifier", WellKnownPrincipals.AUTHORIZATION_SERVER)
                .put("Type", "MicrosoftACS")
                .put("Realm", FakeAuthorizationServer.TENANT)
                .put("MetadataUrl", URL)
                .put("CertificateThumbprints", made.object().getJsonArray("CertificateThumbprints"));
        assertThat(expected.getJsonArray("CertificateThumbprints")).isNotEmpty();
        assertThat(made.object()).isEqualTo(expected);
        lab.stop();
        lab.start();
        assertThat(lab.cmdlet("Get-CsOAuthServer", "Filter", "*.STS").object()).isEqualTo(expected);
        assertThat(lab.cmdlet("Get-CsPartnerApplication").body().getJsonArray("output"))
                .isEmpty();
        JsonObject configuration = lab.cmdlet("Get-CsOAuthConfiguration").object();
        assertThat(configuration.getJsonArray("OAuthServers")).containsExactly("microsoft.sts");
        assertThat(configuration.getJsonArray("PartnerApplications")).isEmpty();

        lab.cmdlet("Set-CsOAuthServer", "Identity", "microsoft.sts", "MetadataUrl", URL);
        lab.cmdlet("Remove-CsOAuthServer", "Identity", "Microsoft.STS");
        assertThat(lab.tryCmdlet("Get-CsOAuthServer", "Identity", "microsoft.sts")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void acceptsAccessTokensOfApplicationsFromAServerOfTypeAzureAd() {
        String[] evo = {
            "Identity", "evoSTS", "MetadataUrl", FakeAuthorizationServer.FEDERATION.toString(), "Type", "AzureAD"
        };
        TestTokens token =
                TestTokens.alone().asAccessToken(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
        token.actor().claim("aud", "https://" + HOST);
        assertThat(present(token).status()).isEqualTo(401);

        var made = lab.cmdlet("New-CsOAuthServer", (Object[]) evo);
        assertThat(made.object().getString("Type")).isEqualTo("AzureAD");
        assertThat(made.object().getString("IssuerIdentifier"))
                .isEqualTo("https://sts.windows.net/" + FakeAuthorizationServer.TENANT + "/");
        assertThat(present(token).status()).as("not registered").isEqualTo(401);
        lab.cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "daemon",
                "ApplicationTrustLevel",
                "Full",
                "ApplicationIdentifier",
                TestTokens.APPLICATION,
                "UseOAuthServer",
                "true");
        assertThat(present(token).status()).isNotEqualTo(401);
        TestTokens person =
                TestTokens.alone().asAccessTokenOfAnna(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.key());
        person.actor().claim("aud", "https://" + HOST);
        assertThat(present(person).status())
                .as("Lync has no permission for people")
                .isEqualTo(403);

        lab.cmdlet(
                "Set-CsOAuthServer",
                "Identity",
                "evoSTS",
                "MetadataUrl",
                FakeAuthorizationServer.FEDERATION.toString());
        lab.cmdlet("Remove-CsOAuthServer", "Identity", "evoSTS");
        assertThat(present(token).status()).isEqualTo(401);
        assertThat(lab.tryCmdlet("New-CsOAuthServer", "Identity", "adfs", "MetadataUrl", URL, "Type", "ADFS")
                        .message())
                .contains("Type: this lab has no authorization servers of the type ADFS");
        assertThat(lab.tryCmdlet(
                                "New-CsOAuthServer",
                                "Identity",
                                "x",
                                "MetadataUrl",
                                URL,
                                "AuthorizationUriOverride",
                                "https://login.windows.net/")
                        .message())
                .contains("AuthorizationUriOverride");
    }

    @Test
    void refusesWhatIsNoAuthorizationServerAndANameThatIsTaken() {
        String text = "The metadata document could not be downloaded";
        for (String url : new String[] {
            "https://nowhere.contoso.com/metadata/json/1",
            "https://autodiscover.contoso.com/autodiscover/metadata/json/1",
            "not an address"
        }) {
            var answer = lab.tryCmdlet("New-CsOAuthServer", "Identity", "sts", "MetadataUrl", url);
            assertThat(answer.status()).as(url).isEqualTo(400);
            assertThat(answer.message()).contains("Cannot bind parameter 'MetadataUrl'", text);
        }
        assertThat(lab.tryCmdlet(
                                "New-CsPartnerApplication",
                                "Identity",
                                "sts",
                                "ApplicationTrustLevel",
                                "Full",
                                "MetadataUrl",
                                URL)
                        .message())
                .contains("New-CsOAuthServer");
        trustServer();
        assertThat(lab.tryCmdlet("New-CsOAuthServer", "Identity", "microsoft.sts", "MetadataUrl", URL)
                        .message())
                .contains("already exists");
        assertThat(lab.tryCmdlet("New-CsOAuthServer", "Identity", "another", "MetadataUrl", URL)
                        .message())
                .contains("'microsoft.sts'");
        assertThat(lab.tryCmdlet("Remove-CsPartnerApplication", "Identity", "microsoft.sts")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesAnApplicationOfMicrosoftAndAHostThatIsNoName() {
        String own = "9d1f3b0a-2f4e-4c53-8f0e-8b8d7d0a4c11";
        for (String host : new String[] {"https://login.contoso.com", "a b", "login.contoso.com:443"}) {
            var answer = lab.tryCmdlet(
                    "Set-LabDedicatedApplication", "ApplicationIdentifier", own, "TokenEndpointHost", host);
            assertThat(answer.status()).as(host).isEqualTo(400);
            assertThat(answer.message()).contains("TokenEndpointHost: '" + host + "' is not the name of a host");
        }
        assertThat(lab.tryCmdlet("Set-LabDedicatedApplication", "ApplicationIdentifier", WellKnownPrincipals.LYNC)
                        .message())
                .contains("is an application of Microsoft");
    }

    @Test
    void movesContactsToAnExchangeThatTrustsTheAuthorizationServerOnly() {
        lab.cmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", lab.keep(TestKeys.lync()));
        lab.cmdlet("Set-CsOAuthConfiguration", "ExchangeAutodiscoverUrl", LyncLab.AUTODISCOVER);
        lab.exchange.trusts(WellKnownPrincipals.AUTHORIZATION_SERVER + "@*");
        lab.fillListOf(ANNA);
        String refused = lab.signIn(ANNA).body().getJsonObject("migration").getString("reason");
        trustServer();
        trustExchange();

        assertThat(refused).contains("New-CsOAuthServer");
        assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("exchange");
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
        assertThat(lab.authz.requests())
                .extracting(form -> form.get("resource"))
                .containsExactly(
                        WellKnownPrincipals.EXCHANGE + "/autodiscover.contoso.com@" + FakeAuthorizationServer.TENANT,
                        WellKnownPrincipals.EXCHANGE + "/exchange.contoso.com@" + FakeAuthorizationServer.TENANT);
    }

    @Test
    void takesTheServersTokensOnceTheirApplicationIsRegisteredToUseOne() {
        trustServer();
        assertThat(present(fromServer()).status()).isEqualTo(401);

        trustExchange();

        TestCall.Answer accepted = present(fromServer());
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().getJsonObject("_links").fieldNames()).contains("applications");
    }

    @Test
    void takesNoOtherTokenOfTheServersRealm() {
        trustServer();
        trustExchange();
        TestTokens selfIssued = fromServer();
        PrincipalId exchange = new PrincipalId(WellKnownPrincipals.EXCHANGE, FakeAuthorizationServer.TENANT);
        selfIssued
                .actor()
                .signedBy(TestKeys.exchange())
                .header("kid", TestKeys.exchange().x5t())
                .claim("iss", exchange.toString());

        assertThat(present(selfIssued).status()).isEqualTo(401);
    }

    @Test
    void namesTheServerBeforeItsPartners() {
        lab.connected();
        trustServer();

        assertThat(lab.call(HOST).get(USER_DISCOVERY).headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer trusted_issuers=\"" + FakeAuthorizationServer.ISSUER
                        + ",00000002-0000-0ff1-ce00-000000000000@contoso.com\","
                        + " client_id=\"00000004-0000-0ff1-ce00-000000000000\"");
    }

    @Test
    void takesAGuidForItsRealmInTheSpellingTokensHave() {
        String capitals = "3B1C2D3E-1111-4222-8333-444455556666";

        assertThat(lab.tryCmdlet("Set-CsOAuthConfiguration", "Realm", capitals).message())
                .contains(FakeAuthorizationServer.TENANT);
        lab.cmdlet("Set-CsOAuthConfiguration", "Realm", FakeAuthorizationServer.TENANT);
        assertThat(lab.cmdlet("Get-CsOAuthConfiguration").object().getString("Realm"))
                .isEqualTo(FakeAuthorizationServer.TENANT);
    }

    private void trustServer() {
        lab.cmdlet("New-CsOAuthServer", "Identity", "microsoft.sts", "MetadataUrl", URL);
    }

    private void trustExchange() {
        lab.cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "microsoft.exchange",
                "ApplicationTrustLevel",
                "Full",
                "ApplicationIdentifier",
                WellKnownPrincipals.EXCHANGE,
                "UseOAuthServer",
                true);
    }

    private TestCall.Answer present(TestTokens token) {
        return lab.call(HOST).bearer(token.text()).get(USER_DISCOVERY);
    }

    /** Exchange Online for anna, by a token of the authorization server. */
    static TestTokens fromServer() {
        PrincipalId exchange = new PrincipalId(WellKnownPrincipals.EXCHANGE, FakeAuthorizationServer.TENANT);
        TestTokens token = TestTokens.forAnna()
                .issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key())
                .audience(WellKnownPrincipals.LYNC + "/" + HOST + "@" + FakeAuthorizationServer.TENANT);
        token.actor().claim("nameid", exchange.toString());
        token.outer().claim("iss", exchange.toString());
        return token;
    }
}
