package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestTokens;

/** Lync Online: one tenant, trust in its authorization server only, set up without an administrator. */
class LyncOnlineTest {
    private static final String ANNA = "anna@contoso.com";
    private static final String TENANT = FakeAuthorizationServer.TENANT;
    private static final String HOST = "lync.contoso.com";

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        lab = new LyncLab(folder, new OnlineConfig(TENANT, FakeAuthorizationServer.METADATA));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isSetUpFromTheStartAndOnlyOnce() {
        JsonObject configuration = lab.cmdlet("Get-CsOAuthConfiguration").object();
        assertThat(configuration.getString("Realm")).isEqualTo(TENANT);
        assertThat(configuration.getJsonArray("OAuthServers")).containsExactly("evoSTS", "microsoft.sts");
        assertThat(configuration.getJsonArray("PartnerApplications"))
                .containsExactly("microsoft.exchange", "microsoft.sharepoint");
        String thumbprint = lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                .object()
                .getString("Thumbprint");
        assertThat(lab.authz.server.seen()).isEmpty();

        lab.stop();
        lab.start();

        assertThat(lab.cmdlet("Get-CsOAuthConfiguration").object()).isEqualTo(configuration);
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .object()
                        .getString("Thumbprint"))
                .isEqualTo(thumbprint);
    }

    @Test
    void trustsTheAuthorizationServerOfItsTenantAndNobodyElse() {
        String challenge = lab.call(HOST)
                .get(AuthorizationServerTest.USER_DISCOVERY)
                .headers()
                .get("WWW-Authenticate");
        assertThat(challenge)
                .startsWith("Bearer trusted_issuers=\"" + WellKnownPrincipals.AUTHORIZATION_SERVER + "@*\",");

        assertThat(present(AuthorizationServerTest.fromServer()).status()).isEqualTo(200);
        assertThat(lab.authz.server.seen()).hasSize(1);
        TestTokens elsewhere = AuthorizationServerTest.fromServer();
        elsewhere
                .actor()
                .claim("iss", WellKnownPrincipals.AUTHORIZATION_SERVER + "@22222222-2222-3333-4444-555555555555");
        assertThat(present(elsewhere).status()).isEqualTo(401);
        assertThat(present(UcwaCaller.exchangeFor(lab, ANNA).token()).status()).isEqualTo(401);
    }

    @Test
    void getsATokenForEachOfExchangesHosts() {
        lab.cmdlet("Set-CsOAuthConfiguration", "ExchangeAutodiscoverUrl", LyncLab.AUTODISCOVER);
        lab.authz.knows(WellKnownPrincipals.LYNC, lab.ownKey());
        lab.exchange.trusts(WellKnownPrincipals.AUTHORIZATION_SERVER + "@*");
        lab.fillListOf(ANNA);

        assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("exchange");
        assertThat(lab.authz.asked()).isEqualTo(2);
        assertThat(FakeAuthorizationServer.assertion(lab.authz.requests().get(0))
                        .getString("iss"))
                .isEqualTo(WellKnownPrincipals.LYNC + "@" + TENANT);
    }

    @Test
    void leavesWhomItTrustsToNobody() {
        for (String name : new String[] {
            "New-CsPartnerApplication", "Set-CsPartnerApplication", "New-CsOAuthServer", "Remove-CsOAuthServer"
        }) {
            assertThat(lab.tryCmdlet(name, "Identity", "microsoft.sts").status())
                    .as(name)
                    .isEqualTo(404);
        }
        assertThat(lab.tryCmdlet("Set-CsOAuthConfiguration", "Realm", "contoso.com")
                        .message())
                .contains(TENANT);
    }

    private TestCall.Answer present(TestTokens token) {
        return lab.call(HOST).bearer(token.text()).get(AuthorizationServerTest.USER_DISCOVERY);
    }
}
