package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestTokens;

/** SharePoint Online: one tenant, trust in its authorization server only, set up without an administrator. */
class SharePointOnlineTest {
    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder, new OnlineConfig(TENANT, FakeAuthorizationServer.METADATA)).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private int web(TestTokens token) {
        return lab.call().bearer(token.text()).get("/sites/sales/_api/web").status();
    }

    private static TestTokens of(TestTokens token, String application) {
        IssuedTokenAtSharePointTest.issued(token, FakeAuthorizationServer.ISSUER);
        token.actor().claim("nameid", application + "@" + TENANT);
        token.outer().claim("iss", application + "@" + TENANT);
        return token;
    }

    @Test
    void hasTheTenantAsItsRealmAndSaysWhomItTrusts() {
        assertThat(lab.realm()).isEqualTo(TENANT);
        assertThat(lab.call()
                        .get("/_api/web")
                        .headers()
                        .getAll("WWW-Authenticate")
                        .get(0))
                .isEqualTo("Bearer realm=\"" + TENANT + "\",client_id=\"" + WellKnownPrincipals.SHAREPOINT
                        + "\",trusted_issuers=\"" + WellKnownPrincipals.AUTHORIZATION_SERVER
                        + "@*\",authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"");
    }

    @Test
    void takesTheOtherServicesAndFarmsOnPremises() {
        for (String application :
                List.of(WellKnownPrincipals.LYNC, WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.SHAREPOINT)) {
            assertThat(web(of(TestTokens.alone(), application))).as(application).isEqualTo(200);
            assertThat(web(of(TestTokens.forAnna(), application)))
                    .as(application)
                    .isEqualTo(200);
        }
        lab.stop();
        lab.start();
        assertThat(web(of(TestTokens.alone(), WellKnownPrincipals.LYNC))).isEqualTo(200);
    }

    @Test
    void f2RefusesTheServerOfAnotherTenant() {
        TestTokens token = IssuedTokenAtSharePointTest.issued(
                TestTokens.alone(),
                new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, "99999999-2222-4333-8444-555555555555"));

        assertThat(web(token)).isEqualTo(401);
        assertThat(lab.hops().get(lab.hops().size() - 1).getString("rule")).isEqualTo("F2");
    }

    @Test
    void leavesWhomItTrustsToNobody() {
        for (String cmdlet : List.of(
                "New-SPTrustedSecurityTokenIssuer",
                "Set-SPAuthenticationRealm",
                "New-SPAzureAccessControlServiceApplicationProxy")) {
            assertThat(lab.tryCmdlet(cmdlet).status()).as(cmdlet).isEqualTo(404);
        }
    }

    @Test
    void knowsAnAddInThatWasRegistered() {
        String addIn = "5f0f4c6e-0000-4000-8000-000000000001";
        lab.cmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                addIn + "@" + TENANT,
                "Site",
                SharePointLab.SALES,
                "DisplayName",
                "Add-in");

        assertThat(web(of(TestTokens.alone(), addIn))).isEqualTo(403);
        assertThat(web(of(TestTokens.alone(), "5f0f4c6e-0000-4000-8000-000000000002")))
                .isEqualTo(401);
    }
}
