package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
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

    /** SharePoint Online permits more names of attached files than a farm. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a#b%20&{c}~..txt | 200
            LONGEST          | 200
            a*.txt           | -2130575245, Microsoft.SharePoint.SPException
            a/b.txt          | -2130575245, Microsoft.SharePoint.SPException
            .a               | -2130575245, Microsoft.SharePoint.SPException
            TOO LONG         | -2147024690, System.IO.PathTooLongException
            """)
    void attachesFilesByTheNamesOfTheService(String name, String expected) {
        String items = "/sites/sales/_api/web/lists/getbytitle('Announcements')/items";
        lab.writingAs("anna", "/sites/sales").post(items, new JsonObject().put("Title", "x"));
        String file = name.startsWith("LONG") ? "x".repeat(255) : name.startsWith("TOO") ? "x".repeat(256) : name;
        TestCall.Answer answer = lab.writingAs("anna", "/sites/sales")
                .send(
                        HttpMethod.POST,
                        items + "(1)/AttachmentFiles/add(FileName='" + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                + "')",
                        Buffer.buffer("Content"));

        assertThat(answer.status()).isEqualTo(expected.equals("200") ? 200 : 400);
        assertThat(answer.body())
                .contains(
                        expected.equals("200")
                                ? new JsonObject()
                                        .put("FileName", file)
                                        .encode()
                                        .replaceAll("[{}]$|^[{]", "")
                                : expected);
    }

    @Test
    void createsASiteWhoseOwnerHasFullControl() {
        JsonObject made = create(
                        "anna", requested().put("Owner", "carla@contoso.com").put("Description", "News"))
                .json()
                .getJsonObject("d")
                .getJsonObject("Create");

        assertThat(made.getInteger("SiteStatus")).isEqualTo(2);
        assertThat(made.getString("SiteUrl")).isEqualTo(SharePointLab.ROOT + "/sites/news");
        JsonObject web = lab.as("carla").get("/sites/news/_api/web").json().getJsonObject("d");
        assertThat(web.getString("WebTemplate") + " " + web.getString("Title") + " " + web.getString("Description"))
                .isEqualTo("SITEPAGEPUBLISHING All news News");
        assertThat(lab.as("anna").get("/sites/news/_api/web").status()).isEqualTo(403);
        assertThat(create("anna", requested()).status()).isEqualTo(400);
        assertThat(create("anna", requested().put("Url", SharePointLab.ROOT + "/sites/mine"))
                        .status())
                .isEqualTo(200);
        assertThat(lab.as("anna").get("/sites/mine/_api/web").status()).isEqualTo(200);
    }

    @Test
    void oneOfManySitesAtOnceIsMadeWithItsDescription() {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 5)
                .mapToObj(call -> CompletableFuture.supplyAsync(() ->
                        create("anna", requested().put("Description", "News")).status()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).sorted()).containsExactly(200, 400, 400, 400, 400);
        assertThat(new SubWebs(lab).got("anna", "/sites/news/_api/web").getString("Description"))
                .isEqualTo("News");
    }

    @Test
    void makesSubWebsOfATemplateThatAFarmDoesNotHave() {
        SubWebs webs = new SubWebs(lab);

        assertThat(webs.add("anna", "/sites/sales", SubWebs.requested("new").put("WebTemplate", "STS#3"))
                        .getInteger("Configuration"))
                .isEqualTo(3);
        assertThat(webs.all("anna", "/sites/sales/_api/web/getavailablewebtemplates(1033)", "Name"))
                .containsExactly("STS#0", "STS#1", "STS#3");
    }

    @Test
    void onlyFullControlOfTheSiteCollectionCreatesSites() {
        SubWebs webs = new SubWebs(lab);
        webs.add("anna", "/sites/sales", SubWebs.requested("plans").put("UseSamePermissionsAsParentSite", false));
        int bert = webs.got("anna", "/sites/sales/_api/web/siteusers/getByEmail('bert@contoso.com')")
                .getInteger("Id");
        webs.done(
                "anna",
                "/sites/sales/plans",
                "web/roleassignments/addroleassignment(principalid=" + bert + ",roledefid=1073741829)");
        TestCall.Answer refused = webs.post(
                "bert", "/sites/sales/plans", "SPSiteManager/Create", new JsonObject().put("request", requested()));

        assertThat(SubWebs.error(refused)).isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
    }

    @ParameterizedTest
    @CsvSource({
        "Url, https://elsewhere.contoso.com/sites/news, -2147024809",
        "Url, https://sharepoint.contoso.com/news, -2147024809",
        "WebTemplate, BLOG#0, -2147024809",
        "Lcid, 1031, -2147024809",
        "Classification, Secret, -2147024809",
        "HubSiteId, 5f0f4c6e-0000-4000-8000-000000000001, -2147024809",
        "Owner, nobody, -2146232832",
        "Colour, red, -1"
    })
    void refusesASiteThatItCannotCreate(String property, String value, String code) {
        Object wrong = property.equals("Lcid") ? Integer.valueOf(value) : value;
        TestCall.Answer answer = create("anna", requested().put(property, wrong));

        assertThat(answer.json().getJsonObject("error").getString("code")).startsWith(code + ", ");
        assertThat(lab.as("anna").get("/sites/news/_api/web").status()).isEqualTo(404);
    }

    @Test
    void onlyFullControlCreatesSites() {
        TestCall.Answer answer = create("bert", requested());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("-2147024891, System.UnauthorizedAccessException");
        assertThat(lab.as("bert")
                        .get("/sites/sales/_api/web/getStorageEntity('board')")
                        .json())
                .isEqualTo(new JsonObject().put("d", new JsonObject().putNull("GetStorageEntity")));
    }

    private static JsonObject requested() {
        return new JsonObject()
                .put("Title", "All news")
                .put("Url", SharePointLab.ROOT + "/sites/news")
                .put("Lcid", 1033)
                .put("ShareByEmailEnabled", false)
                .put("Classification", "")
                .put("HubSiteId", "00000000-0000-0000-0000-000000000000")
                .put("WebTemplate", "SITEPAGEPUBLISHING#0");
    }

    private TestCall.Answer create(String name, JsonObject request) {
        return lab.writingAs(name, "/sites/sales")
                .post("/sites/sales/_api/SPSiteManager/Create", new JsonObject().put("request", request));
    }

    /** A grant for one site collection does not create another one, with a user or without; one for all of them does. */
    @Test
    void i6RefusesAnApplicationThatMayNotActEverywhere() {
        String addIn = "5f0f4c6e-0000-4000-8000-000000000003";
        lab.cmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                addIn + "@" + TENANT,
                "Site",
                SharePointLab.SALES,
                "DisplayName",
                "Add-in");
        grant(addIn, "SiteCollection");
        for (TestTokens token : List.of(TestTokens.alone(), TestTokens.forAnna())) {
            assertThat(createdBy(of(token, addIn))).isEqualTo(403);
            assertThat(lab.hops().get(lab.hops().size() - 1).getString("rule")).isEqualTo("I6");
        }
        grant(addIn, "SiteSubscription");
        assertThat(createdBy(of(TestTokens.alone(), addIn))).isEqualTo(200);
    }

    private void grant(String addIn, String scope) {
        lab.cmdlet(
                "Set-SPAppPrincipalPermission",
                "AppPrincipal",
                addIn + "@" + TENANT,
                "Site",
                SharePointLab.SALES,
                "Scope",
                scope,
                "Right",
                "FullControl",
                "EnableAppOnlyPolicy",
                true);
    }

    private int createdBy(TestTokens token) {
        return lab.call()
                .bearer(token.text())
                .post(
                        "/sites/sales/_api/SPSiteManager/Create",
                        new JsonObject().put("request", requested().put("Owner", "anna@contoso.com")))
                .status();
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
