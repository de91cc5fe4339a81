package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.ISSUER;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestTokens;

/** A low-trust add-in as node-sp-auth plays it: realm from the challenge, token from the authorization server, then REST. */
class AddInFlowTest {
    private static final String ADD_IN = "5f0f4c6e-0000-4000-8000-000000000001@" + TENANT;

    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder).withSales();
        lab.cmdlet("Set-SPAuthenticationRealm", "Realm", TENANT);
        lab.cmdlet(
                "New-SPTrustedSecurityTokenIssuer",
                "Name",
                "ACS",
                "MetadataEndPoint",
                FakeAuthorizationServer.METADATA.toString(),
                "IsTrustBroker",
                true);
        lab.cmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                ADD_IN,
                "Site",
                SharePointLab.SALES,
                "DisplayName",
                "Add-in");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void grant(boolean appOnly) {
        grant(SharePointLab.SALES, "SiteCollection", appOnly);
    }

    private void grant(String web, String scope, boolean appOnly) {
        lab.cmdlet(
                "Set-SPAppPrincipalPermission",
                "AppPrincipal",
                ADD_IN,
                "Site",
                web,
                "Scope",
                scope,
                "Right",
                "Write",
                "EnableAppOnlyPolicy",
                appOnly);
    }

    /** What the authorization server issues for client_credentials. */
    private static TestTokens issued(TestTokens token) {
        token.issuedBy(ISSUER, FakeAuthorizationServer.key())
                .audience(WellKnownPrincipals.SHAREPOINT + "/" + SharePointLab.HOST + "@" + TENANT);
        token.actor()
                .claim("nameid", ADD_IN)
                .claim("trustedfordelegation", "false")
                .withoutClaim("rh")
                .withoutClaim("xms_spcu");
        token.outer().claim("iss", ADD_IN);
        return token;
    }

    private TestCall.Answer web(String token) {
        return lab.call().bearer(token).get("/sites/sales/_api/web");
    }

    private String lastRule() {
        return lab.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .reduce((first, last) -> last)
                .map(hop -> hop.getString("rule"))
                .orElse("none");
    }

    @Test
    void tellsTheRealmWhereAddInsLookForIt() {
        TestCall.Answer answer = lab.call()
                .header("Authorization", "Bearer")
                .send(HttpMethod.POST, "/sites/sales/_vti_bin/client.svc", "");

        assertThat(answer.status()).isEqualTo(401);
        String challenge = answer.headers().getAll("WWW-Authenticate").get(0);
        int realm = challenge.indexOf("Bearer realm=\"") + "Bearer realm=\"".length();
        assertThat(challenge.substring(realm, realm + 36)).isEqualTo(TENANT);
    }

    @Test
    void readsAndWritesByItselfWithoutAFormDigest() {
        grant(true);
        String token = issued(TestTokens.alone()).text();

        assertThat(web(token).status()).isEqualTo(200);
        assertThat(lab.call()
                        .bearer(token)
                        .post(
                                "/sites/sales/_api/web/lists/getbytitle('Calendar')/items",
                                new JsonObject().put("Title", "Plan").put("EventDate", "2026-03-03T10:00:00Z"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aGrantOfAWebAppliesToTheWebsThatInheritFromIt() {
        SubWebs webs = new SubWebs(lab);
        webs.add("anna", "/sites/sales", SubWebs.requested("Plans"));
        webs.add("anna", "/sites/sales/Plans", SubWebs.requested("Deep"));
        webs.add("anna", "/sites/sales", SubWebs.requested("Plans2"));
        String token = issued(TestTokens.alone()).text();
        grant(SharePointLab.SALES + "/Plans", "Site", true);
        assertThat(statuses(token)).containsExactly(403, 200, 200, 404);

        webs.done("anna", "/sites/sales/Plans/Deep", "web/breakroleinheritance(copyroleassignments=true)");
        assertThat(statuses(token)).containsExactly(403, 200, 404, 404);
        assertThat(lastRule()).isEqualTo("I6");
        grant(SharePointLab.SALES, "Site", true);
        assertThat(statuses(token)).containsExactly(200, 200, 404, 200);
        grant(SharePointLab.SALES + "/plans/deep", "SiteCollection", true);
        assertThat(statuses(token)).containsExactly(200, 200, 200, 200);
        lab.cmdlet(
                "Remove-SPAppPrincipalPermission",
                "AppPrincipal",
                ADD_IN,
                "Site",
                SharePointLab.SALES,
                "Scope",
                "SiteCollection");
        assertThat(statuses(token)).containsExactly(200, 200, 404, 200);
        assertThat(lab.tryCmdlet(
                                "Get-SPAppPrincipal",
                                "NameIdentifier",
                                ADD_IN,
                                "Site",
                                SharePointLab.SALES + "/Nothing")
                        .status())
                .isEqualTo(404);
    }

    /** What the web of the site, and the webs Plans, Plans/Deep and Plans2 beneath it, answer to a token. */
    private List<Integer> statuses(String token) {
        return Stream.of("", "/Plans", "/Plans/Deep", "/Plans2")
                .map(path -> lab.call()
                        .bearer(token)
                        .get("/sites/sales" + path + "/_api/web")
                        .status())
                .toList();
    }

    @Test
    void isDeniedByItselfWithoutTheAppOnlyPolicy() {
        grant(false);

        assertThat(web(issued(TestTokens.alone()).text()).status()).isEqualTo(403);
    }

    /** An add-in whose token could not be had sends this: any bearer at all must not do. */
    @Test
    void a7RefusesTheWordUndefined() {
        grant(true);

        TestCall.Answer refused = web("undefined");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().getAll("WWW-Authenticate").get(0)).startsWith("Bearer realm=\"");
        assertThat(lastRule()).isEqualTo("A7");
    }

    @Test
    void i1RefusesAnAddInThatNamesAPersonItself() {
        grant(true);

        assertThat(web(issued(TestTokens.forAnna()).text()).status()).isEqualTo(401);
        assertThat(lastRule()).isEqualTo("I1");
    }

    @Test
    void d6RefusesAPersonBesideAPlainActor() {
        grant(true);
        TestTokens token = issued(TestTokens.alone());
        token.actor().claim("nameid", "s-1-5-21-1-2-3-1104").claim("actor", ADD_IN);

        assertThat(web(token.text()).status()).isEqualTo(401);
        assertThat(lastRule()).isEqualTo("D6");
    }
}
