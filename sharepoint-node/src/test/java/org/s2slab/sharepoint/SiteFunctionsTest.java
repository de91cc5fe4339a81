package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall;

/** Functions of sites, lists, items and people that PnPjs calls besides reading and changing them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteFunctionsTest {
    private static final String SITE = "/sites/sales";
    private static final String API = SITE + "/_api/";
    private static final String NEWS = API + "web/lists/getbytitle('Announcements')";

    private SharePointLab lab;

    @BeforeAll
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void saysWhichAddressesAreSites() {
        assertThat(exists(SharePointLab.SALES)).isTrue();
        assertThat(exists(SharePointLab.ROOT + "/SITES/Sales/")).isTrue();
        assertThat(exists(SharePointLab.SALES + "/Lists/Calendar")).isFalse();
        assertThat(exists(SharePointLab.ROOT + "/sites/none")).isFalse();
        assertThat(exists("https://elsewhere.contoso.com/sites/sales")).isFalse();
        assertThat(got(API + "sp.web.getweburlfrompageurl(@v)?@v="
                                + encoded("'" + SharePointLab.SALES + "/Lists/Calendar/AllItems.aspx'"))
                        .getString("GetWebUrlFromPageUrl"))
                .isEqualTo(SharePointLab.SALES);
    }

    /** Their method is POST, and they change nothing, so they wait for nobody who writes. */
    @Test
    void asksWhileAnotherProgramKeepsTheNodeFromWriting() {
        assertThat(lab.whileLocked(() -> exists(SharePointLab.SALES))).isTrue();
    }

    @Test
    void aSiteThatTheCallerMayNotReadIsAsUnknownAsOneThatIsNot() {
        String hidden = SharePointLab.ROOT + "/sites/hidden";
        lab.cmdlet("New-SPSite", "Url", hidden, "OwnerAlias", "contoso\\anna", "Name", "Hidden");
        String none = SharePointLab.ROOT + "/sites/none";

        assertThat(exists(hidden)).isFalse();
        for (String function : List.of("sp.web.getweburlfrompageurl", "sp.web.getdocumentlibraries")) {
            String address = API + function + "(@v)?@v=";
            assertThat(lab.as("anna").get(address + encoded("'" + hidden + "'")).status())
                    .isEqualTo(200);
            TestCall.Answer refused = lab.as("bert").get(address + encoded("'" + hidden + "'"));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .isEqualTo(lab.as("bert")
                            .get(address + encoded("'" + none + "'"))
                            .body());
        }
        lab.cmdlet("New-SPUser", "UserAlias", "bert@contoso.com", "Web", hidden);
        assertThat(exists(hidden)).isTrue();
        lab.cmdlet("Remove-SPSite", "Identity", hidden);
    }

    @Test
    void aChangedPersonIsTheSameEverywhere() {
        JsonObject bert = got(API + "web/siteusers/getByEmail('bert@contoso.com')");
        String user = API + "web/siteusers/getById(" + bert.getInteger("Id") + ")";
        change("anna", user, new JsonObject().put("Email", "b@contoso.com").put("Title", "Bert B."));

        assertThat(got(API + "web/siteusers/getByEmail('B@contoso.com')").getInteger("Id"))
                .isEqualTo(bert.getInteger("Id"));
        assertThat(lab.as("anna")
                        .get(API + "web/siteusers/getByEmail('bert@contoso.com')")
                        .status())
                .isEqualTo(404);
        assertThat(lab.as("bert").get(API + "web/currentuser?$select=Title,Email").json().getJsonObject("d").stream()
                        .filter(property -> !property.getKey().equals("__metadata"))
                        .map(Map.Entry::getValue))
                .containsExactlyInAnyOrder("Bert B.", "b@contoso.com");
        for (String wrong : List.of("x".repeat(256), "a\nb")) {
            TestCall.Answer refused = lab.writingAs("anna", SITE)
                    .header("X-HTTP-Method", "MERGE")
                    .send(
                            HttpMethod.POST,
                            user,
                            new JsonObject().put("Email", wrong).encode());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("-2147024809, System.ArgumentException");
        }
        change("anna", user, new JsonObject().put("Email", ""));
        assertThat(got(user).getString("Email")).isEmpty();
        change("anna", user, new JsonObject().put("Email", "bert@contoso.com").put("Title", bert.getString("Title")));
    }

    @Test
    void opensTheWebByItsIdOnly() {
        String id = got(API + "web").getString("Id");

        assertThat(posted("anna", "site/openWebById('" + id + "')", new JsonObject())
                        .json()
                        .getJsonObject("d")
                        .getString("Url"))
                .isEqualTo(SharePointLab.SALES);
        assertThat(posted("anna", "site/openWebById('00000000-0000-4000-8000-000000000000')", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void findsAListByItsAddressWhateverItsTitle() {
        posted("anna", "web/lists", new JsonObject().put("Title", "Project plans"));
        String list = API + "web/getList('" + SITE + "/lists/Project%20plans')";
        change("anna", list, new JsonObject().put("Title", "Renamed"));

        assertThat(got(list).getString("Title")).isEqualTo("Renamed");
        assertThat(lab.as("anna")
                        .get(API + "web/getList('/lists/Project%20plans')")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aReservedNumberIsNoItemAndNobodyElseGetsIt() {
        int reserved = posted("bert", NEWS.substring(API.length()) + "/reservelistitemid", new JsonObject())
                .json()
                .getJsonObject("d")
                .getInteger("ReserveListItemId");

        assertThat(lab.as("anna").get(NEWS + "/items(" + reserved + ")").status())
                .isEqualTo(404);
        assertThat(item("Next")).isGreaterThan(reserved);
    }

    @Test
    void showsAnItemAsHtmlAndDeletesItWithParameters() {
        String address = NEWS + "/getItemByStringId('" + item("<b> & \"c\"") + "')";
        String function = address.substring(API.length()) + "/DeleteWithParameters";

        assertThat(got(address + "/fieldValuesAsHTML").getString("Title")).isEqualTo("&lt;b&gt; &amp; &quot;c&quot;");
        assertThat(got(address + "/fieldValuesForEdit").getString("Title")).isEqualTo("<b> & \"c\"");
        assertThat(got(address + "/parentList").getString("Title")).isEqualTo("Announcements");
        assertThat(posted("bert", function, new JsonObject()).status()).isEqualTo(400);
        assertThat(posted("bert", function, parameters(new JsonObject().put("Other", true)))
                        .status())
                .isEqualTo(400);
        assertThat(posted("bert", function, parameters(new JsonObject().put("BypassSharedLock", true)))
                        .status())
                .isEqualTo(200);
        assertThat(lab.as("anna").get(address).status()).isEqualTo(404);
    }

    @Test
    void showsTheParentsOfListsAndItems() {
        posted("anna", "web/lists", new JsonObject().put("Title", "With parents"));
        String list = API + "web/lists/getbytitle('With%20parents')";
        posted("bert", list.substring(API.length()) + "/items", new JsonObject().put("Title", "a"));
        String parents = "RootFolder/ServerRelativeUrl,RootFolder/UniqueId,ParentWeb/Url";
        JsonObject found = got(list + "?$select=ParentWebUrl," + parents + "&$expand=RootFolder,ParentWeb");
        JsonObject item = got(list + "/items(1)?$select=Id,ParentList/Title,ParentList/RootFolder/ServerRelativePath,"
                        + "ParentList/ParentWeb/Id&$expand=ParentList,ParentList/RootFolder,ParentList/ParentWeb")
                .getJsonObject("ParentList");
        String address = found.getJsonObject("RootFolder").getString("ServerRelativeUrl");

        assertThat(found.getString("ParentWebUrl")).isEqualTo(SITE);
        assertThat(found.getJsonObject("ParentWeb").getString("Url")).isEqualTo(SharePointLab.SALES);
        assertThat(address).isEqualTo(SITE + "/Lists/With parents");
        assertThat(got(API + "web/getList('" + encoded(address).replace("+", "%20") + "')")
                        .getString("Title"))
                .isEqualTo("With parents");
        assertThat(got(list + "/rootFolder").getString("UniqueId"))
                .isEqualTo(found.getJsonObject("RootFolder").getString("UniqueId"));
        assertThat(got(list + "/rootFolder").getString("Name")).isEqualTo("With parents");
        assertThat(item.fieldNames()).containsExactlyInAnyOrder("__metadata", "Title", "RootFolder", "ParentWeb");
        assertThat(item.getJsonObject("RootFolder")
                        .getJsonObject("ServerRelativePath")
                        .getString("DecodedUrl"))
                .isEqualTo(address);
        assertThat(item.getJsonObject("ParentWeb").getString("Id"))
                .isEqualTo(got(API + "web").getString("Id"));
        assertThat(got(list).containsKey("RootFolder")).as("not expanded").isFalse();
        for (String query : List.of(
                "$select=ParentList/RootFolder/Name&$expand=ParentList",
                "$select=ParentList/RootFolder/Colour&$expand=ParentList/RootFolder",
                "$expand=ParentList/Colour")) {
            assertThat(lab.as("anna").get(list + "/items(1)?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(lab.as("anna").get(list + "/rootFolder/files").status()).isEqualTo(404);
    }

    @Test
    void showsPropertiesAndLibrariesOfAWeb() {
        String libraries = API + "sp.web.getdocumentlibraries(@v)?@v=";

        assertThat(got(API + "web/allProperties").getString("vti_x005f_defaultlanguage"))
                .isEqualTo("en-us");
        assertThat(got(libraries + encoded("'" + SharePointLab.SALES + "'"))
                        .getJsonObject("GetDocumentLibraries")
                        .getJsonArray("results"))
                .isEmpty();
        assertThat(lab.as("anna")
                        .get(libraries + encoded("'" + SharePointLab.ROOT + "/sites/none'"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theListOfPeopleHasThePeopleOfTheSite() {
        List<String> people = titles(API + "web/siteusers");
        JsonObject list = got(API + "web/siteUserInfoList?$expand=ParentWeb");

        assertThat(list.getInteger("BaseTemplate")).isEqualTo(112);
        assertThat(list.getInteger("ItemCount")).isEqualTo(people.size()).isPositive();
        assertThat(list.getJsonObject("ParentWeb").getString("Url")).isEqualTo(SharePointLab.SALES);
        assertThat(titles(API + "web/siteUserInfoList/items?$select=Title")).isEqualTo(people);
        JsonObject first =
                got(API + "web/siteUserInfoList/items").getJsonArray("results").getJsonObject(0);
        assertThat(first.getJsonObject("__metadata").getString("uri"))
                .endsWith("/_api/Web/SiteUserInfoList/Items(" + first.getInteger("Id") + ")");
        for (String item :
                List.of("items(" + first.getInteger("Id") + ")", "items/getById(" + first.getInteger("Id") + ")")) {
            assertThat(got(API + "web/siteUserInfoList/" + item)).isEqualTo(first);
        }
        assertNoItem(API + "web/siteUserInfoList/items(4711)");
    }

    @Test
    void anItemHasOneVersionWhichChangesInPlace() {
        String address = NEWS + "/items(" + item("First") + ")";
        change("bert", address, new JsonObject().put("Title", "Second"));
        JsonObject version = got(address + "/versions").getJsonArray("results").getJsonObject(0);

        assertThat(got(address + "/versions").getJsonArray("results")).hasSize(1);
        assertThat(version.getString("VersionLabel")).isEqualTo("1.0");
        assertThat(version.getBoolean("IsCurrentVersion")).isTrue();
        assertThat(version.getString("Title")).isEqualTo("Second");
        assertThat(version.getString("Created")).isEqualTo(got(address).getString("Modified"));
        assertThat(got(address + "/versions(512)")).isEqualTo(version);
        assertThat(got(address + "/versions/getById(512)?$select=VersionLabel").getString("VersionLabel"))
                .isEqualTo("1.0");
        assertNoItem(address + "/versions(1024)");
    }

    @Test
    void aRemovedPersonHasNoRightAndStaysTheAuthor() {
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "carla@contoso.com",
                "Web",
                SharePointLab.SALES,
                "PermissionLevel",
                "Design");
        JsonObject carla = got(API + "web/siteusers/getByEmail('carla@contoso.com')");
        String user = "web/siteusers/getById(" + carla.getInteger("Id") + ")";
        posted("carla", NEWS.substring(API.length()) + "/items", new JsonObject().put("Title", "By Carla"));
        change("anna", API + user, new JsonObject().put("Title", "Carla C."));

        assertThat(got(API + user).getString("Title")).isEqualTo("Carla C.");
        assertThat(posted("bert", "web/siteusers/removeById(" + carla.getInteger("Id") + ")", new JsonObject())
                        .status())
                .isEqualTo(403);
        assertThat(posted("anna", "web/siteusers/removeById(" + carla.getInteger("Id") + ")", new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(lab.as("carla").get(API + "web").status()).isEqualTo(403);
        assertThat(titles(API + "web/siteusers")).doesNotContain("Carla C.");
        JsonObject item = got(NEWS + "/items?$select=Title,Author/Title&$expand=Author&$filter="
                        + encoded("Title eq 'By Carla'"))
                .getJsonArray("results")
                .getJsonObject(0);
        assertThat(item.getJsonObject("Author").getString("Title")).isEqualTo("Carla C.");
        assertThat(posted("anna", "web/siteusers", new JsonObject().put("LoginName", "contoso\\carla"))
                        .json()
                        .getJsonObject("d")
                        .getInteger("Id"))
                .isEqualTo(carla.getInteger("Id"));
        assertThat(lab.as("carla").get(API + "web").status()).isEqualTo(403);
    }

    @Test
    void theOwnerOfASiteStays() {
        String anna = encoded("'i:0#.w|contoso\\anna'");

        assertThat(posted("anna", "web/siteusers/removeByLoginName(@v)?@v=" + anna, new JsonObject())
                        .status())
                .isEqualTo(400);
        assertThat(lab.as("anna").get(API + "web").status()).isEqualTo(200);
    }

    private static JsonObject parameters(JsonObject parameters) {
        return new JsonObject().put("parameters", parameters);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SPSiteManager/Create | SPSiteManager
                    web/applyTheme | applyTheme
                    web/lists/ensureSiteAssetsLibrary | ensureSiteAssetsLibrary
                    web/lists/getByTitle('Announcements')/getItems | getItems
                    web/getFolderByServerRelativeUrl('a')/files | getFolderByServerRelativeUrl
                    """)
    void whatAFarmDoesNotHaveIsNoResource(String address, String segment) {
        TestCall.Answer answer = posted("anna", address, new JsonObject());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getJsonObject("error").encode())
                .contains(
                        "-1, Microsoft.SharePoint.Client.ResourceNotFoundException",
                        "Cannot find resource for the request " + segment + ".");
    }

    private void assertNoItem(String address) {
        TestCall.Answer answer = lab.as("anna").get(address);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("-2130575338, System.ArgumentException");
    }

    private boolean exists(String url) {
        return posted("bert", "SP.Site.Exists", new JsonObject().put("url", url))
                .json()
                .getJsonObject("d")
                .getBoolean("Exists");
    }

    private int item(String title) {
        return posted("bert", NEWS.substring(API.length()) + "/items", new JsonObject().put("Title", title))
                .json()
                .getJsonObject("d")
                .getInteger("Id");
    }

    private TestCall.Answer posted(String name, String address, JsonObject body) {
        return lab.writingAs(name, SITE).post(API + address, body);
    }

    private void change(String name, String address, JsonObject body) {
        TestCall.Answer answer = lab.writingAs(name, SITE)
                .header("X-HTTP-Method", "MERGE")
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, address, body.encode());
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private JsonObject got(String address) {
        TestCall.Answer answer = lab.as("anna").get(address);
        assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    private List<String> titles(String address) {
        Stream<Object> found = got(address).getJsonArray("results").stream();
        return found.map(one -> ((JsonObject) one).getString("Title")).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
