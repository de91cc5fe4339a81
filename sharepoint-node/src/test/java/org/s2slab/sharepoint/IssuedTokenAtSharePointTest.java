package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.ISSUER;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestTokens;

/** The documented hybrid procedure at SharePoint, which tokens of the authorization server it then takes, and gets. */
class IssuedTokenAtSharePointTest {
    private static final String EXCHANGE = WellKnownPrincipals.EXCHANGE + "@" + TENANT;
    private static final String OBJECT_ID = "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0";

    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void takeRealm() {
        lab.cmdlet("Set-SPAuthenticationRealm", "Realm", TENANT);
    }

    private void trust() {
        lab.cmdlet(
                "New-SPTrustedSecurityTokenIssuer",
                "Name",
                "ACS",
                "MetadataEndPoint",
                FakeAuthorizationServer.METADATA.toString(),
                "IsTrustBroker",
                true);
    }

    private void proxy() {
        lab.cmdlet(
                "New-SPAzureAccessControlServiceApplicationProxy",
                "Name",
                "ACS",
                "MetadataServiceEndpointUri",
                FakeAuthorizationServer.METADATA.toString(),
                "DefaultProxyGroup",
                true);
    }

    private void register(String principal) {
        lab.cmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                principal,
                "Site",
                SharePointLab.SALES,
                "DisplayName",
                "App");
    }

    private void grant(String principal) {
        lab.cmdlet(
                "Set-SPAppPrincipalPermission",
                "AppPrincipal",
                principal,
                "Site",
                SharePointLab.SALES,
                "Scope",
                "SiteCollection",
                "Right",
                "Read",
                "EnableAppOnlyPolicy",
                true);
    }

    private void trustAndGrant(String principal) {
        takeRealm();
        trust();
        register(principal);
        grant(principal);
    }

    /** Of Exchange by itself. */
    private static TestTokens alone(PrincipalId issuer) {
        return issued(TestTokens.alone(), issuer);
    }

    static TestTokens issued(TestTokens token, PrincipalId issuer) {
        token.issuedBy(issuer, FakeAuthorizationServer.key())
                .audience(WellKnownPrincipals.SHAREPOINT + "/" + SharePointLab.HOST + "@" + issuer.realm());
        String application = WellKnownPrincipals.EXCHANGE + "@" + issuer.realm();
        token.actor().claim("nameid", application);
        token.outer().claim("iss", application);
        return token;
    }

    private TestCall.Answer web(TestTokens token) {
        return lab.call().bearer(token.text()).get("/sites/sales/_api/web");
    }

    private void assertRefused(TestTokens token, String rule) {
        assertThat(web(token).status()).isEqualTo(401);
        assertThat(lab.hops().stream()
                        .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                        .reduce((first, last) -> last)
                        .map(hop -> hop.getString("rule")))
                .contains(rule);
    }

    @Test
    void takesAnApplicationTheBrokerVouchesFor() {
        trustAndGrant(EXCHANGE);

        assertThat(web(alone(ISSUER)).status()).isEqualTo(200);
        JsonObject issuer = lab.cmdlet("Get-SPTrustedSecurityTokenIssuer").getJsonObject(0);
        assertThat(issuer.getString("RegisteredIssuerName")).isEqualTo(ISSUER.toString());
        assertThat(issuer.getBoolean("IsSelfIssuer")).isFalse();
    }

    @Test
    void takesAnApplicationForAPersonAsFarAsBothMay() {
        trustAndGrant(EXCHANGE);
        TestTokens carla = issued(TestTokens.forAnna(), ISSUER);
        for (String claim : new String[] {"nameid", "smtp", "sip", "upn"}) {
            carla.outer().claim(claim, "carla@contoso.com");
        }

        assertThat(web(issued(TestTokens.forAnna(), ISSUER)).status()).isEqualTo(200);
        assertThat(web(carla).status()).isEqualTo(403);
    }

    @Test
    void anApplicationDoesNotChangeTheGroupsOfItsUserWithoutTheRight() {
        trustAndGrant(EXCHANGE);
        JsonObject group = new JsonObject().put("Title", "Planners");
        assertThat(lab.writingAs("anna", "/sites/sales")
                        .post("/sites/sales/_api/web/sitegroups", group)
                        .status())
                .isEqualTo(201);

        TestCall.Answer answer = lab.call()
                .bearer(issued(TestTokens.forAnna(), ISSUER).text())
                .post("/sites/sales/_api/web/sitegroups/removeByLoginName('Planners')", new JsonObject());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("-2147024891, System.UnauthorizedAccessException");
    }

    @Test
    void i6RefusesAnApplicationThatAttachesAFileWithoutTheRight() {
        trustAndGrant(EXCHANGE);
        String item = "/sites/sales/_api/web/lists/getbytitle('Announcements')/items(1)";
        lab.writingAs("anna", "/sites/sales").post(item.replace("(1)", ""), new JsonObject().put("Title", "x"));
        Buffer text = Buffer.buffer("Content");
        String token = issued(TestTokens.forAnna(), ISSUER).text();
        TestCall.Answer refused =
                lab.call().bearer(token).send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='a.txt')", text);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("-2147024891, System.UnauthorizedAccessException");
        assertThat(lab.hops().get(lab.hops().size() - 1).getString("rule")).isEqualTo("I6");
        lab.cmdlet(
                "Set-SPAppPrincipalPermission",
                "AppPrincipal",
                EXCHANGE,
                "Site",
                SharePointLab.SALES,
                "Scope",
                "SiteCollection",
                "Right",
                "Write");
        // No browser adds a token, so an application needs no form digest.
        assertThat(lab.call()
                        .bearer(issued(TestTokens.forAnna(), ISSUER).text())
                        .send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='a.txt')", text)
                        .status())
                .isEqualTo(200);
        assertThat(lab.call()
                        .bearer(issued(TestTokens.forAnna(), ISSUER).text())
                        .get(item + "/AttachmentFiles('a.txt')/$value")
                        .body())
                .isEqualTo("Content");
    }

    @Test
    void takesAServicePrincipalThatIsRegisteredByItsObjectId() {
        trustAndGrant(OBJECT_ID + "@" + TENANT);

        assertThat(web(alone(ISSUER)).status()).isEqualTo(200);
        TestTokens another = alone(ISSUER);
        another.actor().claim("oid", "99999999-91ad-44f4-9d1e-1a5ebb7dd9a0");
        assertRefused(another, "F4");
    }

    @Test
    void f2RefusesATokenOfAServerThatIsNotTrusted() {
        takeRealm();

        assertRefused(alone(ISSUER), "F2");
    }

    @Test
    void f5RefusesTheTokensOfAServerThatWasRegisteredWithoutIsTrustBrokerAndSaysWhichSwitchIsMissing() {
        takeRealm();
        var created = lab.tryCmdlet(
                "New-SPTrustedSecurityTokenIssuer",
                "Name",
                "ACS",
                "MetadataEndPoint",
                FakeAuthorizationServer.METADATA.toString());
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        proxy();
        register(EXCHANGE);
        grant(EXCHANGE);

        assertRefused(alone(ISSUER), "F5");
        assertThat(lab.hops().get(lab.hops().size() - 1).encode()).contains("IsTrustBroker");

        lab.cmdlet("Set-SPTrustedSecurityTokenIssuer", "Identity", "ACS", "IsTrustBroker", true);
        assertThat(web(alone(ISSUER)).status()).isEqualTo(200);
    }

    @Test
    void f4RefusesAnApplicationThatIsNotRegistered() {
        takeRealm();
        trust();

        assertRefused(alone(ISSUER), "F4");
    }

    @Test
    void f7RefusesTheServerWhileTheFarmKeepsItsOwnRealm() {
        trust();
        register(EXCHANGE);
        assertRefused(alone(ISSUER), "F7");

        takeRealm();
        grant(EXCHANGE);
        assertThat(web(alone(ISSUER)).status()).isEqualTo(200);
    }

    @Test
    void g2RefusesATokenForAnotherResource() {
        trustAndGrant(EXCHANGE);

        assertRefused(alone(ISSUER).audience(WellKnownPrincipals.LYNC + "/" + SharePointLab.HOST + "@" + TENANT), "G2");
    }

    @Test
    void namesTheServerInItsChallenge() {
        takeRealm();
        trust();

        assertThat(lab.call()
                        .get("/_api/web")
                        .headers()
                        .getAll("WWW-Authenticate")
                        .get(0))
                .startsWith("Bearer realm=\"" + TENANT + "\",client_id=\"" + WellKnownPrincipals.SHAREPOINT
                        + "\",trusted_issuers=\"" + WellKnownPrincipals.SHAREPOINT + "@" + TENANT + "," + ISSUER
                        + "\"");
    }

    @Test
    void keepsAProxyUntilItIsRemoved() {
        proxy();
        lab.stop();
        lab.start();

        JsonObject kept = lab.cmdlet("Get-SPServiceApplicationProxy").getJsonObject(0);
        assertThat(kept.getString("DisplayName")).isEqualTo("ACS");
        assertThat(kept.getString("TypeName")).isEqualTo("Azure Access Control Service Application Proxy");
        lab.cmdlet("Remove-SPServiceApplicationProxy", "Identity", kept.getString("Id"));
        assertThat(lab.cmdlet("Get-SPServiceApplicationProxy")).isEmpty();
        assertThat(lab.tryCmdlet(
                                "New-SPAzureAccessControlServiceApplicationProxy",
                                "Name",
                                "ACS",
                                "MetadataServiceEndpointUri",
                                "https://nowhere.contoso.com/metadata/json/1")
                        .status())
                .isEqualTo(502);
    }

    @Test
    void getsATokenOfTheServerOnceAProxyLeadsThere() {
        takeRealm();
        trust();
        FakePartner lync = lab.beside("lync.contoso.com", "lyncdiscoverinternal.contoso.com");
        lync.on("/", FakePartner.json("{\"_links\":{\"user\":{\"href\":\"https://lync.contoso.com/user\"}}}"));
        lync.on(
                "/user",
                FakePartner.challenging(
                        "Bearer trusted_issuers=\"" + ISSUER.id() + "@*\", client_id=\"" + WellKnownPrincipals.LYNC
                                + "\"",
                        FakePartner.status(404)));

        assertThat(book()).contains("New-SPAzureAccessControlServiceApplicationProxy");
        assertThat(lab.server.asked()).isZero();
        proxy();
        book();
        assertThat(lab.server.requests())
                .hasSize(1)
                .first()
                .satisfies(form -> assertThat(form)
                        .containsEntry("resource", WellKnownPrincipals.LYNC + "/lync.contoso.com@" + TENANT));
    }

    private String book() {
        return lab.writingAs("anna", "/sites/sales")
                .header("Content-Type", "application/json")
                .post(
                        "/sites/sales/meetings",
                        new JsonObject()
                                .put("subject", "Plan")
                                .put("start", "2026-03-03T10:00:00Z")
                                .put("end", "2026-03-03T11:00:00Z"))
                .body();
    }
}
