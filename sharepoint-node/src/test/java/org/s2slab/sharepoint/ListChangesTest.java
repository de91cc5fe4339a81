package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall;

/** The change logs of lists and their webs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListChangesTest {
    private static final String SITE = "/sites/sales";
    private static final String LISTS = SITE + "/_api/web/lists";

    /** Everything that the log has. */
    private static final JsonObject ALL = new JsonObject()
            .put("Item", true)
            .put("List", true)
            .put("Add", true)
            .put("Update", true)
            .put("DeleteObject", true)
            .put("Restore", true);

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
    void logsWhatHappensToItemsAndToTheirList() {
        String list = list("Log");
        add(list);
        add(list);
        tunnelled("MERGE", list + "/items(1)", new JsonObject().put("Title", "b"));
        String bin = posted(list + "/items(1)/recycle", new JsonObject())
                .json()
                .getJsonObject("d")
                .getString("Recycle");
        posted(SITE + "/_api/web/recyclebin('" + bin + "')/restore()", new JsonObject());
        tunnelled("DELETE", list + "/items(2)", new JsonObject());
        tunnelled("MERGE", list, new JsonObject().put("Description", "c"));

        assertThat(changes(list, ALL))
                .extracting(change -> change.getString("ItemId", "-") + ":" + change.getInteger("ChangeType"))
                .containsExactly("-:1", "1:1", "2:1", "1:2", "1:3", "1:7", "2:3", "-:2");
        assertThat(changes(list, new JsonObject().put("Item", true).put("Add", "True")))
                .extracting(change -> change.getInteger("ItemId"))
                .containsExactly(1, 2);
        assertThat(changes(list, new JsonObject().put("List", true).put("Update", true)))
                .hasSize(1);
        assertThat(changes(list, new JsonObject().put("Item", true).put("Rename", true)))
                .isEmpty();
        assertThat(changes(list("Other"), ALL)).hasSize(1);
    }

    @Test
    void showsAChangeAsTheProductInEachFormat() {
        String list = list("Format");
        add(list);
        JsonObject query = new JsonObject().put("Item", true).put("Add", true);
        JsonObject change = changes(list, query).get(0);
        String id = got(list).getString("Id");

        assertThat(change.fieldNames())
                .containsExactly(
                        "__metadata", "ChangeToken", "ChangeType", "SiteId", "Time", "ItemId", "ListId", "WebId");
        assertThat(change.getJsonObject("__metadata").getString("type")).isEqualTo("SP.ChangeItem");
        assertThat(change.getString("ListId")).isEqualTo(id);
        assertThat(change.getString("SiteId"))
                .isEqualTo(got(SITE + "/_api/site").getString("Id"));
        assertThat(change.getString("WebId")).isEqualTo(got(SITE + "/_api/web").getString("Id"));
        assertThat(change.getString("Time")).isEqualTo(got(list + "/items(1)").getString("Created"));
        assertThat(change.getJsonObject("ChangeToken")
                        .getJsonObject("__metadata")
                        .getString("type"))
                .isEqualTo("SP.ChangeToken");
        assertThat(token(change)).matches("1;3;" + id + ";6[0-9]{17};[0-9]+");
        JsonObject light = lab.writingAs("bert", SITE)
                .header("Accept", "application/json;odata=nometadata")
                .post(list + "/getchanges", new JsonObject().put("query", query))
                .json();
        assertThat(light.getJsonArray("value").getJsonObject(0).getJsonObject("ChangeToken"))
                .isEqualTo(new JsonObject().put("StringValue", token(change)));
    }

    @Test
    void continuesBehindATokenAndStopsAtOne() {
        String list = list("Tokens");
        add(list);
        add(list);
        lab.clock.advance(Duration.ofHours(1));
        add(list);
        List<JsonObject> all = changes(list, ALL);
        String second = token(all.get(2));
        String third = token(all.get(3));

        assertThat(changes(list, since(second))).isEqualTo(all.subList(3, 4));
        assertThat(changes(list, since(third))).isEmpty();
        assertThat(changes(list, ALL.copy().put("ChangeTokenEnd", new JsonObject().put("StringValue", second))))
                .isEqualTo(all.subList(0, 3));
        assertThat(changes(list, since(third.replaceFirst("[0-9]+$", "-1").toUpperCase(Locale.ROOT))))
                .as("a token that a client made of a time")
                .isEqualTo(all.subList(3, 4));
        assertThat(error(query(list("Strange"), since(second))))
                .isEqualTo("500 -2130575173, Microsoft.SharePoint.SPException");

        lab.clock.advance(Duration.ofDays(60).minusMinutes(30));
        assertThat(changes(list, ALL)).as("of the last 60 days").isEqualTo(all.subList(3, 4));
        assertThat(error(query(list, since(second)))).isEqualTo("500 -2130575172, Microsoft.SharePoint.SPException");
        assertThat(changes(list, since(third))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"web, 2", "site, 1"})
    void aWebAndItsSiteLogWhatHappensToAllLists(String of, int scope) {
        String log = SITE + "/_api/" + of;
        String kept = list("Kept for the " + of);
        String gone = list("Gone for the " + of);
        String start = token(changes(log, ALL).get(0));
        add(kept);
        add(gone);
        tunnelled("DELETE", gone, new JsonObject());
        List<JsonObject> all = changes(log, ALL);
        List<JsonObject> last = all.subList(all.size() - 5, all.size());

        assertThat(last)
                .extracting(change -> change.getString("ItemId", "-") + ":" + change.getInteger("ChangeType"))
                .containsExactly("-:1", "-:1", "1:1", "1:1", "-:3");
        assertThat(last.get(4).getString("ListId"))
                .as("a list that is deleted")
                .isEqualTo(last.get(1).getString("ListId"));
        assertThat(token(last.get(4)))
                .matches("1;" + scope + ";" + got(SITE + "/_api/web").getString("Id") + ";6[0-9]{17};[0-9]+");
        assertThat(changes(log, since(token(last.get(3))))).isEqualTo(last.subList(4, 5));
        assertThat(error(query(kept, since(start)))).isEqualTo("500 -2130575173, Microsoft.SharePoint.SPException");
        assertThat(changes(
                        SITE + "/_api/" + of, new JsonObject().put("Web", true).put("Update", true)))
                .isEmpty();
        assertThat(error(lab.as("carla").post(log + "/getchanges", new JsonObject().put("query", ALL))))
                .isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
    }

    @Test
    void theLogOfAWebIsNotThatOfAnother() {
        String other = "/sites/other";
        lab.cmdlet("New-SPSite", "Url", SharePointLab.ROOT + other, "OwnerAlias", "contoso\\anna", "Name", "Other");
        list("Not there");

        List<JsonObject> found = results(
                lab.writingAs("anna", other).post(other + "/_api/web/getchanges", new JsonObject().put("query", ALL)));
        assertThat(found)
                .as("the calendar and the announcements")
                .extracting(change -> change.getInteger("ChangeType"))
                .containsExactly(1, 1);
    }

    @Test
    void aNumberIsNeverGivenTwice() {
        String gone = list("Gone");
        long last = number(changes(gone, ALL).get(0));
        tunnelled("DELETE", gone, new JsonObject());

        assertThat(number(changes(list("Next"), ALL).get(0))).isGreaterThan(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                            | 400 -2147024809, System.ArgumentException
            {"query": {}, "more": 1}                                      | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": 1}                                                  | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"Colour": true}}                                   | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"Item": 1}}                                        | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"Folder": "no"}}                                   | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"__metadata": {"type": "SP.CamlQuery"}}}           | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"ChangeTokenStart": {"Value": "1"}}}               | 400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException
            {"query": {"ChangeTokenStart": {"StringValue": "1;3"}}}       | 500 -1, System.InvalidOperationException
            {"query": {"ChangeTokenEnd": {}}}                             | 500 -1, System.InvalidOperationException
            """)
    void refusesOtherQueries(String body, String expected) {
        assertThat(error(posted(LISTS + "/getbytitle('Calendar')/getchanges", new JsonObject(body))))
                .isEqualTo(expected);
    }

    @Test
    void showsChangesToReadersOnly() {
        String address = LISTS + "/getbytitle('Calendar')/getchanges";
        JsonObject body = new JsonObject().put("query", ALL);

        assertThat(lab.as("anna").post(address, body).status())
                .as("without a form digest")
                .isEqualTo(403);
        assertThat(error(lab.as("carla").post(address, body)))
                .isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
        assertThat(error(lab.as("anna").get(address)))
                .isEqualTo("405 -1, Microsoft.SharePoint.Client.ClientServiceException");
    }

    private String list(String title) {
        JsonObject made = posted(LISTS, new JsonObject().put("Title", title)).json();
        return LISTS + "('" + made.getJsonObject("d").getString("Id") + "')";
    }

    private void add(String list) {
        assertThat(posted(list + "/items", new JsonObject().put("Title", "a")).status())
                .isEqualTo(201);
    }

    private static JsonObject since(String token) {
        return ALL.copy().put("ChangeTokenStart", new JsonObject().put("StringValue", token));
    }

    private static String token(JsonObject change) {
        return change.getJsonObject("ChangeToken").getString("StringValue");
    }

    private static long number(JsonObject change) {
        return Long.parseLong(token(change).replaceFirst(".*;", ""));
    }

    private List<JsonObject> changes(String list, JsonObject query) {
        return results(query(list, query));
    }

    private static List<JsonObject> results(TestCall.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d").getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private TestCall.Answer query(String list, JsonObject query) {
        return posted(list + "/getchanges", new JsonObject().put("query", query));
    }

    private TestCall.Answer posted(String address, JsonObject body) {
        return lab.writingAs("anna", SITE).post(address, body);
    }

    private void tunnelled(String method, String address, JsonObject body) {
        TestCall.Answer answer = lab.writingAs("anna", SITE)
                .header("X-HTTP-Method", method)
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, address, body.encode());
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    private JsonObject got(String address) {
        return lab.as("anna").get(address).json().getJsonObject("d");
    }

    private static String error(TestCall.Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }
}
