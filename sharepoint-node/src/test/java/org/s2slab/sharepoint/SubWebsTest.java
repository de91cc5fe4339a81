package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webs beneath the top-level web of a site collection: what makes one, and what each has of its own. */
class SubWebsTest {
    private static final String SITE = "/sites/sales";
    private static final String PLANS = SITE + "/Plans";
    private static final String ARGUMENT = "400 -2147024809, System.ArgumentException";
    private static final String IN_USE = "500 -2147024713, Microsoft.SharePoint.SPException";
    private static final String TOP_LEVEL = "500 -2146232832, Microsoft.SharePoint.SPException";

    private SharePointLab lab;
    private SubWebs webs;

    @BeforeEach
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
        webs = new SubWebs(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aSubWebHasWhatItWasMadeWith() {
        JsonObject requested =
                SubWebs.requested("Plans").put("Description", "Of 2036").put("Language", 1033);
        JsonObject made = webs.add("anna", SITE, requested);
        lab.stop();
        lab.start();
        JsonObject web = webs.got("anna", SITE + "/plans/_api/web?$expand=ParentWeb");

        assertThat(made.getJsonObject("__metadata").getString("uri")).isEqualTo(url(PLANS) + "/_api/Web");
        assertThat(made.getString("Id")).isEqualTo(web.getString("Id"));
        assertThat(Stream.of(
                                "Title",
                                "Description",
                                "Url",
                                "ServerRelativeUrl",
                                "WebTemplate",
                                "Language",
                                "Configuration")
                        .map(name -> web.getValue(name).toString()))
                .containsExactly("Web Plans", "Of 2036", url(PLANS), PLANS, "STS", "1033", "0");
        assertThat(web.getJsonObject("ParentWeb").getString("ServerRelativeUrl"))
                .isEqualTo(SITE);
        assertThat(webs.got("anna", SITE + "/_api/web?$expand=ParentWeb").getValue("ParentWeb"))
                .isNull();
        assertThat(webs.got("anna", PLANS + "/_api/web/parentweb")
                        .getJsonObject("__metadata")
                        .getString("type"))
                .isEqualTo("SP.WebInformation");
    }

    @ParameterizedTest
    @CsvSource({
        "Title, ''",
        "Url, ''",
        "Url, _api",
        "Url, _vti_bin",
        "Url, .hidden",
        "Url, a..b",
        "Url, a.",
        "Url, 'a '",
        "Url, a/b",
        "Url, a?b",
        "Url, a%b",
        "Url, a#b",
        "Url, a+b",
        "Language, 1031",
        "WebTemplate, ''",
        "WebTemplate, BLOG#0",
        "WebTemplate, STS#3"
    })
    void whatItCannotKeepIsRefused(String property, String value) {
        JsonObject wrong =
                SubWebs.requested("new").put(property, property.equals("Language") ? Integer.valueOf(value) : value);

        assertThat(SubWebs.error(webs.tryAdd("anna", SITE, wrong))).isEqualTo(ARGUMENT);
        assertThat(webs.all("anna", SITE + "/_api/web/webs", "Title")).isEmpty();
    }

    @Test
    void namesAreAsLongAsSharePointHasThem() {
        assertThat(SubWebs.error(webs.tryAdd("anna", SITE, SubWebs.requested("x".repeat(129)))))
                .isEqualTo(ARGUMENT);
        webs.add("anna", SITE, SubWebs.requested("x".repeat(128)));
        String long1 = SITE + "/" + "x".repeat(128);
        assertThat(SubWebs.error(webs.tryAdd("anna", long1, SubWebs.requested("y".repeat(119)))))
                .isEqualTo(ARGUMENT);
        webs.add("anna", long1, SubWebs.requested("y".repeat(118)));
    }

    @Test
    void anAddressThatIsInUseIsRefused() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));

        for (String name : List.of("Plans", "pLANS", "Lists")) {
            var answer = webs.tryAdd("anna", SITE, SubWebs.requested(name));
            assertThat(SubWebs.error(answer)).isEqualTo(IN_USE);
            assertThat(answer.body())
                    .contains("The Web site address \\\"" + SITE + "/" + name + "\\\" is already in use.");
        }
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "anna@contoso.com",
                "Web",
                SharePointLab.ROOT,
                "PermissionLevel",
                "Full Control");
        assertThat(SubWebs.error(webs.tryAdd("anna", "", SubWebs.requested("sites"))))
                .isEqualTo(ARGUMENT);
    }

    @Test
    void oneOfManyAtOnceIsMade() {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 6)
                .mapToObj(call -> CompletableFuture.supplyAsync(() ->
                        webs.tryAdd("anna", SITE, SubWebs.requested("Plans")).status()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).sorted()).containsExactly(200, 500, 500, 500, 500, 500);
        assertThat(lab.hops().stream().filter(hop -> hop.encode().contains("INTERNAL")))
                .isEmpty();
        assertThat(webs.all("anna", SITE + "/_api/web/webs", "ServerRelativeUrl"))
                .containsExactly(PLANS);
        assertThat(SubWebs.error(webs.tryAdd("anna", SITE, SubWebs.requested("Plans"))))
                .isEqualTo(IN_USE);
    }

    @Test
    void onlyFullControlAddsAndDeletes() {
        lab.cmdlet(
                "New-SPUser", "UserAlias", "bert@contoso.com", "Web", SharePointLab.SALES, "PermissionLevel", "Design");
        String denied = "403 -2147024891, System.UnauthorizedAccessException";

        assertThat(SubWebs.error(webs.tryAdd("bert", SITE, SubWebs.requested("Plans"))))
                .isEqualTo(denied);
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        assertThat(SubWebs.error(webs.delete("bert", PLANS))).isEqualTo(denied);
        assertThat(webs.status("bert", PLANS)).isEqualTo(200);
    }

    @Test
    void eachWebHasItsOwnListsRecycleBinAndChanges() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));
        webs.add("anna", SITE, SubWebs.requested("Blank").put("WebTemplate", "sts#1"));
        String deep = PLANS + "/Deep";
        webs.post("anna", deep, "web/lists", new JsonObject().put("Title", "Ideas"));
        webs.post("anna", deep, "web/lists/getByTitle('Ideas')/items", new JsonObject().put("Title", "One"));
        JsonObject list = webs.got("anna", deep + "/_api/web/getList('" + deep + "/Lists/Ideas')?$expand=ParentWeb");

        assertThat(list.getString("ParentWebUrl")).isEqualTo(deep);
        assertThat(list.getJsonObject("ParentWeb").getString("Url")).isEqualTo(url(deep));
        assertThat(webs.all("anna", SITE + "/_api/web/lists", "Title")).containsExactly("Announcements", "Calendar");
        assertThat(webs.all("anna", deep + "/_api/web/lists", "Title"))
                .containsExactly("Announcements", "Calendar", "Ideas");
        assertThat(webs.all("anna", SITE + "/Blank/_api/web/lists", "Title")).isEmpty();
        webs.done("anna", deep, "web/lists/getByTitle('Ideas')/recycle");
        assertThat(webs.all("anna", deep + "/_api/web/recyclebin", "Title")).containsExactly("Ideas");
        assertThat(webs.all("anna", SITE + "/_api/web/recyclebin", "Title")).isEmpty();

        String id = webs.got("anna", deep + "/_api/web").getString("Id");
        assertThat(changes(deep, "web", "WebId")).hasSize(3).containsOnly(id);
        assertThat(changes(PLANS, "web", "WebId")).hasSize(2).doesNotContain(id);
        assertThat(changes(PLANS, "site", "WebId")).hasSize(7).contains(id);
        assertThat(changes(PLANS, "site", "SiteId"))
                .containsOnly(webs.got("anna", deep + "/_api/site").getString("Id"));
    }

    @Test
    void aSubWebIsAWebOfItsSiteCollection() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        JsonObject context = lab.as("anna")
                .send(HttpMethod.POST, PLANS + "/_api/contextinfo", "")
                .json()
                .getJsonObject("d")
                .getJsonObject("GetContextWebInformation");
        String id = webs.got("anna", PLANS + "/_api/web").getString("Id");

        assertThat(context.getString("WebFullUrl")).isEqualTo(url(PLANS));
        assertThat(context.getString("SiteFullUrl")).isEqualTo(SharePointLab.SALES);
        assertThat(webs.got("anna", PLANS + "/_api/site")).isEqualTo(webs.got("anna", SITE + "/_api/site"));
        assertThat(webs.got("anna", PLANS + "/_api/site/rootweb").getString("Url"))
                .isEqualTo(SharePointLab.SALES);
        assertThat(webs.got("anna", PLANS + "/_api/site?$expand=RootWeb")
                        .getJsonObject("RootWeb")
                        .getString("Url"))
                .isEqualTo(SharePointLab.SALES);
        assertThat(webs.got("anna", PLANS + "/_api/site/rootweb/lists")
                        .getJsonArray("results")
                        .getJsonObject(0)
                        .getJsonObject("__metadata")
                        .getString("uri"))
                .startsWith(SharePointLab.SALES + "/_api/Web/Lists(");
        for (String web : List.of(SITE, PLANS)) {
            assertThat(webs.post("anna", web, "site/openWebById('" + id + "')", new JsonObject())
                            .json()
                            .getJsonObject("d")
                            .getString("Url"))
                    .isEqualTo(url(PLANS));
        }
        assertThat(webs.post("anna", "/sites/sales", "SP.Site.Exists", new JsonObject().put("url", url(PLANS)))
                        .json()
                        .getJsonObject("d")
                        .getBoolean("Exists"))
                .isFalse();
        assertThat(pageOf(url("/sites/Sales/plans/Lists/Calendar/AllItems.aspx")))
                .isEqualTo(url(PLANS));
        assertThat(lab.as("anna")
                        .get(SITE + "/_api/sp.web.getweburlfrompageurl(@v)?@v=" + encoded("'" + url("/%zz") + "'"))
                        .status())
                .isEqualTo(400);
        assertThat(pageOf(url("/sites/sales/plans2/Home.aspx"))).isEqualTo(SharePointLab.SALES);
        assertThat(lab.call()
                        .header("Authorization", "Bearer")
                        .send(HttpMethod.POST, PLANS + "/_vti_bin/client.svc", "")
                        .status())
                .isEqualTo(401);
        assertThat(webs.all("bert", PLANS + "/_api/web/siteusers", "Email"))
                .isEqualTo(webs.all("bert", SITE + "/_api/web/siteusers", "Email"));
    }

    @Test
    void websBeneathTheRootOfTheHostAreNestedToo() {
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "anna@contoso.com",
                "Web",
                SharePointLab.ROOT,
                "PermissionLevel",
                "Full Control");
        webs.add("anna", "", SubWebs.requested("a b"));
        webs.add("anna", "/a%20b", SubWebs.requested("Zoë's"));
        String nested = "/a%20b/Zo%C3%AB's";

        assertThat(webs.got("anna", nested + "/_api/web").getString("ServerRelativeUrl"))
                .isEqualTo("/a b/Zoë's");
        assertThat(pageOf(url("/a%20b/Zo%C3%AB''s/x.aspx"))).isEqualTo(url("/a b/Zoë's"));
        assertThat(pageOf(url("/a%20b/other/x.aspx"))).isEqualTo(url("/a b"));
        assertThat(lab.as("anna")
                        .get("/_api/sp.web.getweburlfrompageurl(@v)?@v="
                                + encoded("'" + url("/sites/none/x.aspx") + "'"))
                        .status())
                .isEqualTo(400);
        assertThat(webs.all("anna", "/_api/web/webs", "Title")).containsExactly("Web a b");
        assertThat(lab.as("anna").get("/a/_api/web").status()).isEqualTo(404);
        assertThat(webs.all("anna", "/_api/web/lists", "ParentWebUrl")).containsOnly("/");
    }

    @Test
    void websShowTheWebsBeneathThem() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));
        JsonObject info =
                new JsonObject().put("Title", "Info").put("Url", "Info").put("WebTemplate", "STS#1");
        JsonObject made = webs.post("anna", SITE, "web/webinfos/add", new JsonObject().put("parameters", info))
                .json()
                .getJsonObject("d");

        assertThat(made.getJsonObject("__metadata").getString("type")).isEqualTo("SP.WebInformation");
        assertThat(made.getInteger("Configuration")).isEqualTo(1);
        assertThat(webs.all("anna", SITE + "/_api/web/webs", "Url")).containsExactly(url(SITE + "/Info"), url(PLANS));
        assertThat(webs.all(
                        "anna",
                        SITE + "/_api/web/webinfos?$filter=" + encoded("Title eq 'Web Plans'"),
                        "ServerRelativeUrl"))
                .containsExactly(PLANS);
        String filtered =
                SITE + "/_api/web/getSubwebsFilteredForCurrentUser(nWebTemplateFilter=%d,nConfigurationFilter=%d)";
        assertThat(webs.all("anna", filtered.formatted(-1, -1), "Title")).containsExactly("Info", "Web Plans");
        assertThat(webs.all("anna", filtered.formatted(1, 0), "Title")).containsExactly("Web Plans");
        assertThat(webs.all("anna", filtered.formatted(4, -1), "Title")).isEmpty();
        assertThat(webs.got("anna", SITE + "/Info/_api/web?$select=HasUniqueRoleAssignments")
                        .getBoolean("HasUniqueRoleAssignments"))
                .isFalse();
    }

    @Test
    void theTemplatesAreThoseThatAreTaken() {
        String templates = SITE + "/_api/web/getavailablewebtemplates";
        List<Object> names = webs.all("anna", templates + "(lcid=1033,doincludecrosslanguage=true)", "Name");

        assertThat(names).containsExactly("STS#0", "STS#1");
        assertThat(webs.all("anna", templates + "(1033)?$filter=" + encoded("IsHidden eq false"), "Title"))
                .containsExactly("Team Site");
        assertThat(webs.all("anna", templates + "(lcid=1031,doincludecrosslanguage=true)", "Name"))
                .isEmpty();
        names.forEach(name -> webs.add(
                "anna",
                SITE,
                SubWebs.requested(name.toString().replace("#", "")).put("WebTemplate", name)));
    }

    @Test
    void aWebIsDeletedWithItsContentWhenNoneIsBeneathIt() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));
        var refused = webs.delete("anna", PLANS);

        assertThat(SubWebs.error(refused)).isEqualTo(TOP_LEVEL);
        assertThat(refused.body()).contains("Sites that have subsites");
        assertThat(SubWebs.error(webs.delete("anna", SITE))).isEqualTo(TOP_LEVEL);
        assertThat(webs.delete("anna", PLANS + "/Deep").status()).isEqualTo(200);
        webs.post("anna", PLANS, "web/lists", new JsonObject().put("Title", "Ideas"));
        webs.done("anna", PLANS, "web/deleteobject");
        assertThat(SubWebs.error(webs.delete("anna", SITE))).isEqualTo(TOP_LEVEL);
        assertThat(SubWebs.error(webs.post("anna", SITE, "web/deleteobject", new JsonObject())))
                .isEqualTo(TOP_LEVEL);
        assertThat(webs.status("anna", PLANS)).isEqualTo(404);
        assertThat(webs.status("anna", SITE)).isEqualTo(200);
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        assertThat(webs.all("anna", PLANS + "/_api/web/lists", "Title")).containsExactly("Announcements", "Calendar");
    }

    @Test
    void cmdletsOfSiteCollectionsTakeASiteWithItsWebs() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));

        assertThat(lab.cmdlet("Get-SPSite").stream().map(site -> ((JsonObject) site).getString("Url")))
                .containsExactly(SharePointLab.ROOT, SharePointLab.SALES);
        assertThat(lab.tryCmdlet("Remove-SPSite", "Identity", url(PLANS)).status())
                .isEqualTo(400);
        lab.cmdlet("Remove-SPSite", "Identity", SharePointLab.SALES);
        lab.withSales();
        assertThat(webs.status("anna", PLANS)).isEqualTo(404);
        assertThat(webs.all("anna", SITE + "/_api/web/webs", "Title")).isEmpty();
    }

    @Test
    void cmdletsMakeShowAndRemoveWebs() {
        String plans = url(PLANS);
        lab.cmdlet("New-SPWeb", "Url", plans + "/", "Name", "The plans", "Description", "d", "Template", "STS#1");
        lab.cmdlet("New-SPWeb", "Url", plans + "/Deep", "UniquePermissions", true);

        assertThat(lab.cmdlet("Get-SPWeb", "Site", SharePointLab.SALES).stream()
                        .map(web -> ((JsonObject) web).getString("Title")))
                .containsExactly("Sales", "The plans", "Deep");
        JsonObject shown =
                lab.cmdlet("Get-SPWeb", "Identity", url("/sites/sales/plans")).getJsonObject(0);
        assertThat(List.of(
                        shown.getString("Url"),
                        shown.getString("Description"),
                        shown.getInteger("Configuration"),
                        shown.getBoolean("HasUniqueRoleAssignments")))
                .containsExactly(plans, "d", 1, false);
        assertThat(webs.status("anna", PLANS + "/Deep") + " " + webs.status("bert", PLANS + "/Deep"))
                .isEqualTo("200 404");
        assertThat(status("New-SPWeb", "Url", plans)).isEqualTo(409);
        assertThat(status("New-SPWeb", "Url", url(SITE + "/lists"))).isEqualTo(409);
        assertThat(status("New-SPWeb", "Url", url("/sites/nothing/new"))).isEqualTo(404);
        assertThat(status("New-SPWeb", "Url", url("/sites"))).isEqualTo(400);
        assertThat(status("New-SPWeb", "Url", SharePointLab.ROOT)).isEqualTo(400);
        assertThat(status("New-SPWeb", "Url", url(SITE + "/new"), "Template", "BLOG#0"))
                .isEqualTo(400);
        assertThat(status("New-SPWeb", "Url", "https://elsewhere.contoso.com/new"))
                .isEqualTo(400);
        assertThat(status("Remove-SPWeb", "Identity", SharePointLab.SALES)).isEqualTo(400);
        assertThat(status("Remove-SPWeb", "Identity", plans)).isEqualTo(409);
        lab.cmdlet("Remove-SPWeb", "Identity", plans + "/Deep");
        lab.cmdlet("Remove-SPWeb", "Identity", plans);
        assertThat(status("Get-SPWeb", "Identity", plans)).isEqualTo(404);
    }

    @Test
    void meetingsAndCasesBelongToSiteCollections() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));

        for (String address : List.of("/meetings", "/cases")) {
            var refused = lab.as("anna").get(PLANS + address);
            assertThat(refused.status()).as(refused.body()).isEqualTo(501);
            assertThat(refused.json().getString("error")).isEqualTo("not_supported");
        }
        assertThat(lab.as("anna").get(SITE + "/meetings").status()).isEqualTo(200);
    }

    private int status(String cmdlet, Object... parameters) {
        return lab.tryCmdlet(cmdlet, parameters).status();
    }

    private List<Object> changes(String web, String of, String property) {
        JsonObject query = new JsonObject().put("List", true).put("Add", true);
        Stream<Object> found = webs
                .post("anna", web, of + "/getchanges", new JsonObject().put("query", query))
                .json()
                .getJsonObject("d")
                .getJsonArray("results")
                .stream();
        return found.map(one -> ((JsonObject) one).getValue(property)).toList();
    }

    private String pageOf(String url) {
        return webs.got("anna", "/sites/sales/_api/sp.web.getweburlfrompageurl(@v)?@v=" + encoded("'" + url + "'"))
                .getString("GetWebUrlFromPageUrl");
    }

    private static String url(String path) {
        return SharePointLab.ROOT + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
