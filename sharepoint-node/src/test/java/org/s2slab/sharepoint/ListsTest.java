package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.resource.ResourceTable;
import org.s2slab.testing.TestCall;

/** Lists that people create, their fields and items, the people of a site, and its recycle bin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private static final String SITE = "/sites/sales";
    private static final String LISTS = SITE + "/_api/web/lists";

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
    void everyAddressOfAListIsTheSameList() {
        String id = created("Plans").getString("Id");

        for (String address : List.of(
                "('" + id + "')",
                "(guid'" + id + "')",
                "/getById('" + id + "')",
                "/GETBYID(guid'{" + id.toUpperCase(java.util.Locale.ROOT) + "}')",
                "/getByTitle('plans')",
                "/getByTitle(@t)?@t=" + encoded("'Plans'"),
                "/getByTitle(%27Plans%27)/")) {
            assertThat(got(LISTS + address).getString("Id")).as(address).isEqualTo(id);
        }
        assertThat(got(SITE + "/_api/site/rootweb/lists('" + id + "')").getString("Id"))
                .isEqualTo(id);
    }

    @Test
    void aListKeepsWhatItsCreatorSaidAfterARestart() {
        TestCall.Answer made = lab.writingAs("anna", SITE)
                .post(
                        LISTS,
                        new JsonObject()
                                .put("Title", "O'Hara & Söhne")
                                .put("Description", "d")
                                .put("Hidden", true));
        String address = LISTS + "/getbytitle('" + encoded("O''Hara & Söhne").replace("+", "%20") + "')";
        TestCall.Answer changed = change("anna", address, new JsonObject().put("Description", "changed"));
        lab.stop();
        lab.start();
        JsonObject list = got(address);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().get("Location")).contains("/_api/Web/Lists(guid'");
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(list.getString("Title")).isEqualTo("O'Hara & Söhne");
        assertThat(list.getString("Description")).isEqualTo("changed");
        assertThat(list.getBoolean("Hidden")).isTrue();
        assertThat(list.getInteger("BaseTemplate")).isEqualTo(100);
        assertThat(list.getString("ListItemEntityTypeFullName"))
                .isEqualTo("SP.Data.O_x0027_Hara_x0020__x0026__x0020ListItem");
    }

    @Test
    void refusesListsAsTheProduct() {
        created("Twice");

        assertThat(error(lab.writingAs("anna", SITE).post(LISTS, new JsonObject().put("Title", "TWICE"))))
                .isEqualTo("500 -2130575342, Microsoft.SharePoint.SPException");
        assertThat(error(lab.writingAs("anna", SITE)
                        .post(LISTS, new JsonObject().put("Title", "Files").put("BaseTemplate", 101))))
                .isEqualTo("400 -2147024809, System.ArgumentException");
        assertThat(error(lab.as("anna").get(LISTS + "('00000000-0000-4000-8000-000000000000')")))
                .isEqualTo("404 -2130575322, Microsoft.SharePoint.SPException");
        assertThat(error(lab.writingAs("anna", SITE)
                        .post(LISTS, new JsonObject().put("Title", "x").put("Colour", 1))))
                .isEqualTo("400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException");
        assertThat(error(lab.writingAs("bert", SITE).post(LISTS, new JsonObject().put("Title", "By Bert"))))
                .isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
        assertThat(error(lab.writingAs("anna", SITE).post(LISTS + "/getbytitle('Twice')/getitems", new JsonObject())))
                .isEqualTo("404 -1, Microsoft.SharePoint.Client.ResourceNotFoundException");
        assertThat(error(lab.as("anna").get(SITE + "/_api/web/getfolderbyserverrelativeurl('/Shared')/files")))
                .isEqualTo("404 -1, Microsoft.SharePoint.Client.ResourceNotFoundException");
    }

    @Test
    void showsAListWithoutRightsManagement() {
        String list = list("Rights");
        JsonObject shown = got(list + "/InformationRightsManagementSettings");

        assertThat(shown.remove("__metadata"))
                .isEqualTo(new JsonObject()
                        .put("id", SharePointLab.SALES + "/_api/" + rights(list))
                        .put("uri", SharePointLab.SALES + "/_api/" + rights(list))
                        .put("type", "SP.InformationRightsManagementSettings"));
        assertThat(shown)
                .isEqualTo(new JsonObject()
                        .put("AllowPrint", false)
                        .put("AllowScript", false)
                        .put("AllowWriteCopy", false)
                        .put("DisableDocumentBrowserView", false)
                        .put("DocumentAccessExpireDays", 90)
                        .put("DocumentLibraryProtectionExpireDate", "0001-01-01T00:00:00Z")
                        .put("EnableDocumentAccessExpire", false)
                        .put("EnableDocumentBrowserPublishingView", false)
                        .put("EnableGroupProtection", false)
                        .put("EnableLicenseCacheExpire", false)
                        .put("GroupName", "")
                        .put("LicenseCacheExpireDays", 30)
                        .put("PolicyDescription", "")
                        .put("PolicyTitle", ""));
        JsonObject expanded = got(list + "?$select=IrmEnabled,IrmExpire,IrmReject,InformationRightsManagementSettings/"
                + "PolicyTitle&$expand=InformationRightsManagementSettings");
        assertThat(expanded.getBoolean("IrmEnabled")).isFalse();
        assertThat(expanded.getBoolean("IrmExpire")).isFalse();
        assertThat(expanded.getBoolean("IrmReject")).isFalse();
        assertThat(expanded.getJsonObject("InformationRightsManagementSettings").fieldNames())
                .containsExactly("__metadata", "PolicyTitle");
        assertThat(lab.as("carla")
                        .get(list + "/InformationRightsManagementSettings")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IrmEnabled", "IrmExpire", "IrmReject"})
    void refusesRightsManagement(String setting) {
        String list = list("With " + setting);
        JsonObject enabled = new JsonObject().put(setting, true).put("Description", "changed");

        assertThat(error(change("anna", list, enabled))).isEqualTo("500 -2146232832, Microsoft.SharePoint.SPException");
        assertThat(error(lab.writingAs("anna", SITE).post(LISTS, enabled.put("Title", "New with " + setting))))
                .isEqualTo("500 -2146232832, Microsoft.SharePoint.SPException");
        assertThat(got(list).getString("Description")).isEmpty();
        assertThat(got(list).getBoolean(setting)).isFalse();
        assertThat(change("anna", list, new JsonObject().put(setting, false)).status())
                .isEqualTo(204);
        assertThat(error(change(
                        "anna",
                        list + "/InformationRightsManagementSettings",
                        new JsonObject().put("AllowPrint", true))))
                .isEqualTo("405 -1, Microsoft.SharePoint.Client.ClientServiceException");
    }

    @Test
    void anAddedFieldIsAPropertyOfItemsThatFiltersAndSorts() {
        String list = list("Stock");
        TestCall.Answer colour =
                field(list, new JsonObject().put("Title", "Colour of it").put("FieldTypeKind", 2));
        field(
                list,
                new JsonObject().put("Title", "Amount").put("FieldTypeKind", 9).put("MaximumValue", 99));
        field(
                list,
                new JsonObject()
                        .put("Title", "Sizes")
                        .put("FieldTypeKind", 15)
                        .put(
                                "Choices",
                                new JsonObject()
                                        .put("results", new JsonArray().add("S").add("L"))));
        add(list, "a", new JsonObject().put("Colour_x0020_of_x0020_it", "Red").put("Amount", 2.5));
        add(
                list,
                "b",
                new JsonObject()
                        .put("Colour_x0020_of_x0020_it", "blue")
                        .put("Amount", 30)
                        .put("Sizes", new JsonArray().add("S")));

        assertThat(colour.status()).as(colour.body()).isEqualTo(201);
        assertThat(colour.json().getJsonObject("d").getString("InternalName")).isEqualTo("Colour_x0020_of_x0020_it");
        assertThat(titles(list + "/items?$filter=" + encoded("Colour_x0020_of_x0020_it eq 'RED'")))
                .containsExactly("a");
        assertThat(titles(list + "/items?$filter=" + encoded("Amount gt 2.5") + "&$orderby=Amount"))
                .containsExactly("b");
        assertThat(titles(list + "/items?$orderby=" + encoded("Amount desc"))).containsExactly("b", "a");
        assertThat(got(list + "/fields/getByTitle('Amount')").getInteger("MaximumValue"))
                .isEqualTo(99);
        assertThat(error(lab.writingAs("anna", SITE).post(list + "/items", new JsonObject().put("Amount", 100))))
                .startsWith("400");
        assertThat(field(
                                list,
                                new JsonObject()
                                        .put("Title", "y")
                                        .put("FieldTypeKind", 2)
                                        .put("MinimumValue", 1))
                        .status())
                .isEqualTo(400);
        assertThat(got(list + "/items(2)").getJsonObject("Sizes").getJsonArray("results"))
                .containsExactly("S");
        assertThat(error(lab.as("anna").get(list + "/items?$filter=" + encoded("Sizes eq 'S'"))))
                .startsWith("400");
    }

    @Test
    void changesAndDeletesOnlyFieldsThatPeopleAdded() {
        String list = list("Schema");
        field(list, new JsonObject().put("Title", "Old").put("FieldTypeKind", 2));
        String old = list + "/fields/getByInternalNameOrTitle('Old')";
        TestCall.Answer renamed = change("anna", old, new JsonObject().put("Title", "New"));

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(204);
        assertThat(got(list + "/fields/getByTitle('New')").getString("InternalName"))
                .isEqualTo("Old");
        assertThat(tunnelled("anna", "DELETE", old, "").status()).isEqualTo(200);
        assertThat(error(lab.as("anna").get(old))).isEqualTo("400 -2147024809, System.ArgumentException");
        assertThat(error(tunnelled("anna", "DELETE", list + "/fields/getByTitle('Title')", "")))
                .isEqualTo("400 -2147024809, System.ArgumentException");
    }

    /** Names become a part of SQL statements, and a hidden column of the lab must not be theirs. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x' OR 1=1 --", "_mark", "a'); DROP TABLE lists; --", "Title", "Id", "\u0000\"", "a\nb", "9 to 5"
            })
    void aFieldWithAHostileTitleHasANameOfItsOwn(String title) {
        String list = list("Hostile " + title.hashCode());
        TestCall.Answer made = field(list, new JsonObject().put("Title", title).put("FieldTypeKind", 2));
        if (title.equals("Title") || title.chars().anyMatch(Character::isISOControl)) {
            assertThat(error(made)).isEqualTo("400 -2147024809, System.ArgumentException");
            return;
        }
        String name = made.json().getJsonObject("d").getString("InternalName");
        add(list, "a", new JsonObject().put(name, "value"));

        assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*").isNotEqualTo("_mark").isNotEqualTo("Id");
        assertThat(titles(list + "/items?$filter=" + encoded(name + " eq 'VALUE'")))
                .containsExactly("a");
        assertThat(got(LISTS + "/getbytitle('Calendar')").getString("Title")).isEqualTo("Calendar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lists/getbytitle('x                         | 400
            lists/getbytitle('a')x                      | 400
            lists(                                      | 400
            lists(guid'x'                               | 400
            lists/getbytitle('a','b')                   | 400
            lists/getbytitle(@x)                        | 400
            lists/getbytitle('%27%27%20OR%201=1%20--')  | 404
            lists('x'%20or%201%20eq%201)                | 400
            lists/a/b/c/d/e/f/g/h/i/j/k/l               | 400
            lists?$filter=Title%20eq%20'a'%20or         | 400
            lists?$filter=Title')%20or%201=1--          | 400
            lists?$filter=value%20eq%201                | 400
            lists?$orderby=Title,(select%201)           | 400
            lists?$expand=Forms                         | 400
            lists?$top=-1                               | 400
            lists/getbytitle('Calendar')/items?$select=Author/Title | 400
            lists/getbytitle('Calendar')/items(999999999999)        | 404
            """)
    void refusesAHostileAddress(String address, int status) {
        TestCall.Answer answer = lab.as("anna").get(SITE + "/_api/web/" + address);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().containsKey("error")).isTrue();
    }

    @Test
    void filtersSortsAndCutsListsAsItems() {
        assertThat(titles(LISTS + "?$filter=" + encoded("Title eq 'calendar' and BaseTemplate eq 106")))
                .containsExactly("Calendar");
        assertThat(titles(LISTS + "?$filter=" + encoded("substringof('nounce',Title)") + "&$orderby=Title&$top=1"))
                .containsExactly("Announcements");
        assertThat(titles(LISTS + "?$filter=" + encoded("Created gt datetime'2020-01-01T00:00:00Z'") + "&$orderby="
                        + encoded("Title desc") + "&$skip=1&$top=1"))
                .hasSize(1);
    }

    @Test
    void anItemShowsItsAuthorIfBothOptionsSaySo() {
        String list = list("Authors");
        add(list, "a", new JsonObject());
        JsonObject item = got(list + "/items(1)?$select=Title,Author/Title,Author/EMail&$expand=Author");

        assertThat(item.getString("Title")).isEqualTo("a");
        assertThat(item.getJsonObject("Author").getString("EMail")).isEqualTo("anna@contoso.com");
        assertThat(item.getJsonObject("Author").containsKey("Name")).isFalse();
        assertThat(lab.as("anna").get(list + "/items?$select=Author/Title").body())
                .contains("The query to field 'Author' is not valid.");
    }

    @Test
    void whatIsRecycledIsNowhereElseAndComesBack() {
        String list = list("Bin");
        add(list, "kept", new JsonObject());
        add(list, "gone", new JsonObject());
        String item = lab.writingAs("anna", SITE)
                .post(list + "/items(2)/recycle", new JsonObject())
                .json()
                .getJsonObject("d")
                .getString("Recycle");

        assertThat(titles(list + "/items")).containsExactly("kept");
        assertThat(got(list).getInteger("ItemCount")).isEqualTo(1);
        assertThat(change("anna", list + "/items(2)", new JsonObject().put("Title", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(titles(SITE + "/_api/web/recyclebin")).contains("gone");
        assertThat(lab.writingAs("bert", SITE)
                        .post(SITE + "/_api/web/recyclebin('" + item + "')/restore()", new JsonObject())
                        .status())
                .isEqualTo(403);
        assertThat(lab.writingAs("anna", SITE)
                        .post(SITE + "/_api/web/recyclebin('" + item + "')/restore()", new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(titles(list + "/items")).containsExactly("kept", "gone");

        String bin = lab.writingAs("anna", SITE)
                .post(list + "/recycle", new JsonObject())
                .json()
                .getJsonObject("d")
                .getString("Recycle");
        assertThat(lab.as("anna").get(list).status()).isEqualTo(404);
        created("Bin");
        assertThat(error(lab.writingAs("anna", SITE)
                        .post(SITE + "/_api/web/recyclebin('" + bin + "')/restore()", new JsonObject())))
                .isEqualTo("500 -2130575342, Microsoft.SharePoint.SPException");
        assertThat(tunnelled("anna", "DELETE", LISTS + "/getbytitle('Bin')", "").status())
                .isEqualTo(200);
        assertThat(lab.writingAs("anna", SITE)
                        .post(SITE + "/_api/web/recyclebin('" + bin + "')/restore()", new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(titles(list + "/items")).containsExactly("kept", "gone");
    }

    @Test
    void anEnsuredPersonHasANumberAndNoRight() {
        JsonObject ensured = lab.writingAs("bert", SITE)
                .post(
                        SITE + "/_api/web/ensureuser",
                        new JsonObject().put("logonName", "i:0#.f|membership|carla@contoso.com"))
                .json()
                .getJsonObject("d");

        assertThat(ensured.getString("LoginName")).isEqualTo("i:0#.w|contoso\\carla");
        assertThat(lab.as("carla").get(SITE + "/_api/web").status()).isEqualTo(403);
        for (String address : List.of(
                "siteusers/getById(" + ensured.getInteger("Id") + ")",
                "getUserById(" + ensured.getInteger("Id") + ")",
                "siteusers/getByEmail('CARLA@contoso.com')",
                "siteusers/getByLoginName(@v)?@v=" + encoded("'i:0#.w|contoso\\carla'"),
                "siteusers(@v)?@v=" + encoded("'i:0#.w|contoso\\carla'"))) {
            assertThat(got(SITE + "/_api/web/" + address).getString("Title"))
                    .as(address)
                    .isEqualTo(ensured.getString("Title"));
        }
        assertThat(error(lab.writingAs("bert", SITE)
                        .post(SITE + "/_api/web/ensureuser", new JsonObject().put("logonName", "nobody@contoso.com"))))
                .isEqualTo("404 -2146232832, Microsoft.SharePoint.SPException");
        assertThat(error(lab.as("bert").get(SITE + "/_api/web/siteusers/getById(99)")))
                .isEqualTo("404 -2146232832, Microsoft.SharePoint.SPException");
    }

    @Test
    void aWebHasItsTitleFromWhoeverHasFullControl() {
        assertThat(change("bert", SITE + "/_api/web", new JsonObject().put("Title", "Bert's"))
                        .status())
                .isEqualTo(403);
        assertThat(change("anna", SITE + "/_api/web", new JsonObject().put("Title", "Sales 2"))
                        .status())
                .isEqualTo(204);
        assertThat(got(SITE + "/_api/web?$select=Title,ParentWeb/Url&$expand=ParentWeb")
                        .getString("Title"))
                .isEqualTo("Sales 2");
        assertThat(got(SITE + "/_api/site").getString("Url")).isEqualTo(SharePointLab.SALES);
        assertThat(got(SITE + "/_api/web/effectiveBasePermissions")
                        .getJsonObject("EffectiveBasePermissions")
                        .getString("Low"))
                .isEqualTo("4294967295");
        change("anna", SITE + "/_api/web", new JsonObject().put("Title", "Sales"));
    }

    @Test
    void twoListsNeverHaveTheSameAddress() {
        String first = list("Quarterly planning of the whole sales team, one");
        created("Quarterly planning of the whole sales team, two");
        String renamed = list("Budget");
        change("anna", renamed, new JsonObject().put("Title", "Budget of last year"));
        created("Budget");

        assertThat(got(LISTS + "?$filter=" + encoded("startswith(Title,'Budget') or startswith(Title,'Quarterly')"))
                        .getJsonArray("results")
                        .stream()
                        .map(one -> ((JsonObject) one).getString("ListItemEntityTypeFullName")))
                .hasSize(4)
                .doesNotHaveDuplicates();
        for (String list : List.of(
                first,
                LISTS + "/getByTitle('Quarterly%20planning%20of%20the%20whole%20sales%20team,%20two')",
                renamed,
                LISTS + "/getByTitle('Budget')")) {
            String address = got(list + "/RootFolder").getString("ServerRelativeUrl");
            assertThat(got(SITE + "/_api/web/getList(@v)?@v=" + encoded("'" + address + "'"))
                            .getString("Id"))
                    .isEqualTo(got(list).getString("Id"));
        }
    }

    @Test
    void aListThatWasDeletedForEverDoesNotComeBack() {
        lab.cmdlet(
                "New-SPSite", "Url", SharePointLab.ROOT + "/sites/bare", "OwnerAlias", "contoso\\anna", "Name", "Bare");
        for (String title : Set.of("Calendar", "Announcements")) {
            lab.writingAs("anna", "/sites/bare")
                    .header("X-HTTP-Method", "DELETE")
                    .header("IF-MATCH", "*")
                    .send(HttpMethod.POST, "/sites/bare/_api/web/lists/getbytitle('" + title + "')", "");
        }
        assertThat(titles("/sites/bare/_api/web/lists")).isEmpty();
    }

    private JsonObject created(String title) {
        TestCall.Answer answer = lab.writingAs("anna", SITE).post(LISTS, new JsonObject().put("Title", title));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getJsonObject("d");
    }

    private static String rights(String list) {
        return "Web/Lists(guid" + list.substring(list.indexOf('(') + 1).replace(")", "")
                + ")/InformationRightsManagementSettings";
    }

    private String list(String title) {
        return LISTS + "('" + created(title).getString("Id") + "')";
    }

    private TestCall.Answer field(String list, JsonObject field) {
        return lab.writingAs("anna", SITE).post(list + "/fields", field);
    }

    private void add(String list, String title, JsonObject fields) {
        TestCall.Answer answer = lab.writingAs("anna", SITE).post(list + "/items", fields.put("Title", title));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private TestCall.Answer change(String name, String address, JsonObject body) {
        return tunnelled(name, "MERGE", address, body.encode());
    }

    private TestCall.Answer tunnelled(String name, String method, String address, String body) {
        return lab.writingAs(name, SITE)
                .header("X-HTTP-Method", method)
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, address, body);
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

    private static String error(TestCall.Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void expandsPropertiesThatAreResourcesOfTheirOwn() {
        created("Expanded");
        JsonObject web = got(SITE + "/_api/web?$select=Title,Lists/Title,CurrentUser/Email&$expand=Lists,CurrentUser");
        assertThat(web.getJsonObject("Lists").getJsonArray("results"))
                .extracting(list -> ((JsonObject) list).getString("Title"))
                .contains("Expanded");
        assertThat(web.getJsonObject("CurrentUser").getString("Email")).isEqualTo("anna@contoso.com");
        assertThat(web.getString("Title")).isEqualTo("Sales");

        JsonObject list =
                got(LISTS + "/getbytitle('Expanded')?$expand=Fields,Views&$select=Fields/InternalName,Views/Id");
        assertThat(list.getJsonObject("Fields").getJsonArray("results")).hasSizeGreaterThan(3);
        assertThat(list.getJsonObject("Views").getJsonArray("results")).hasSize(1);
        assertThat(list.containsKey("Title")).isFalse();
        assertThat(got(LISTS + "?$expand=ContentTypes&$filter=Title eq 'Expanded'".replace(" ", "%20"))
                        .getJsonArray("results")
                        .getJsonObject(0)
                        .getJsonObject("ContentTypes")
                        .getJsonArray("results"))
                .isNotEmpty();
        assertThat(got(SITE + "/_api/web/sitegroups?$expand=Users").getJsonArray("results"))
                .allSatisfy(group ->
                        assertThat(((JsonObject) group).getJsonObject("Users")).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "/_api/search/query?querytext='x', no search service",
        "/_api/web/features, no features",
        "/_api/web/navigation/quicklaunch, no navigation",
        "/_api/web/lists/getbytitle('Refused')/roleassignments, the roles of their web",
        "/_api/web/lists/getbytitle('Refused')/items(1)/comments, no comments",
        "/_api/sp.userprofiles.peoplemanager/getmyproperties, no user profile service",
        "/_api/sp.ui.applicationpages.clientpeoplepickerwebserviceinterface.clientpeoplepickersearchuser, no people picker"
    })
    void refusesByNameWhatTheLabDoesNotHave(String address, String reason) {
        TestCall.Answer answer = lab.as("anna").get(SITE + address);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("ResourceNotFoundException", "Cannot find resource for the request", reason);
    }

    @ParameterizedTest
    @CsvSource({"7, no lookup fields", "11, no URL fields", "17, no calculated fields"})
    void refusesKindsOfFieldsByName(int kind, String reason) {
        created("Kinds " + kind);
        TestCall.Answer answer = lab.writingAs("anna", SITE)
                .post(
                        LISTS + "/getbytitle('Kinds%20" + kind + "')/fields",
                        new JsonObject().put("Title", "Other").put("FieldTypeKind", kind));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("System.ArgumentException", reason);
    }

    @Test
    void listsEveryRefusedNameAmongTheDifferences() throws IOException {
        Path page = Path.of(System.getProperty("s2slab.root", ".."), "docs/DIFFERENCES.md");
        String differences = Files.readString(page);
        assertThat(ResourceTable.rows("/sharepoint/refused-names.tsv"))
                .allSatisfy(row -> assertThat(differences).contains("`" + row[0] + "`"));
    }
}
