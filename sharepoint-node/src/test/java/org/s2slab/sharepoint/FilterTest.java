package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestCall;

/** Items of a calendar filtered and sorted: Alpha and beta on 2 February, Gamma a day later, O'Hara's without a place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {
    private static final String SITE = "/sites/sales";
    private static final String ITEMS = SITE + "/_api/web/lists/getbytitle('Calendar')/items";

    private SharePointLab lab;

    @BeforeAll
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
        add("Alpha", "2026-02-02T10:00:00Z", "Room 1", true);
        add("beta", "2026-02-02T12:00:00+01:00", "Room 2", false);
        add("Gamma", "2026-02-03T10:00:00Z", "Room 1", false);
        add("O'Hara", "2026-02-04T10:00:00Z", "", false);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    private void add(String title, String start, String place, boolean allDay) {
        JsonObject event = new JsonObject()
                .put("Title", title)
                .put("EventDate", start)
                .put("EndDate", start)
                .put("fAllDayEvent", allDay);
        if (!place.isEmpty()) {
            event.put("Location", place);
        }
        assertThat(lab.writingAs("bert", SITE).post(ITEMS, event).status()).isEqualTo(201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonObject page(String address) {
        TestCall.Answer answer = lab.as("bert").get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    private static List<String> titles(JsonObject page) {
        JsonArray results = page.getJsonArray("results");
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            titles.add(results.getJsonObject(i).getString("Title"));
        }
        return titles;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Title eq 'ALPHA'                                          | Alpha
            Title eq 'O''Hara'                                        | O'Hara
            Title ne 'alpha'                                          | beta, Gamma, O'Hara
            Title gt 'beta'                                           | Gamma, O'Hara
            EventDate ge datetime'2026-02-02T11:00:00Z'               | beta, Gamma, O'Hara
            EventDate eq datetime'2026-02-02T11:00:00'                | beta
            (EventDate gt datetime'2026-02-02T23:59:59Z') and (EventDate lt datetime'2026-02-04T00:00:00Z') | Gamma
            fAllDayEvent eq true                                      | Alpha
            fAllDayEvent eq 0                                         | beta, Gamma, O'Hara
            Location eq null                                          | O'Hara
            Location ne null and Id gt 1                              | beta, Gamma
            Location ne 'Room 1'                                      | beta, O'Hara
            substringof('am', Title)                                  | Gamma
            startswith(Title, 'B') or startswith(Title,'g') eq true   | beta, Gamma
            not substringof('a', Title) or ID le 1                    | Alpha
            Id eq 2 or Id eq 3 and Title eq 'x'                       | beta
            Created ge datetime'1970-01-01T00:00:00Z'                 | Alpha, beta, Gamma, O'Hara
            Location eq 'nowhere'                                     | ``
            """)
    void findsWhatAFilterSays(String filter, String titles) {
        assertThat(String.join(", ", titles(page(ITEMS + "?$filter=" + encoded(filter)))))
                .isEqualTo(titles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Title desc                  | O'Hara, Gamma, beta, Alpha
            Location,Title desc         | O'Hara, Gamma, Alpha, beta
            Location desc,EventDate asc | beta, Alpha, Gamma, O'Hara
            fAllDayEvent desc           | Alpha, beta, Gamma, O'Hara
            """)
    void sortsByOneColumnAfterAnother(String order, String titles) {
        assertThat(String.join(", ", titles(page(ITEMS + "?$orderby=" + encoded(order)))))
                .isEqualTo(titles);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Location,Title desc", "Location desc,EventDate", "EventDate desc", "fAllDayEvent desc", ""})
    void turnsPagesInEveryOrder(String order) {
        String query = "$filter=" + encoded("Id ge 1") + (order.isEmpty() ? "" : "&$orderby=" + encoded(order));

        assertThat(turned(ITEMS, query)).isEqualTo(titles(page(ITEMS + "?" + query)));
    }

    /** The titles of the items on all pages of one item. */
    private List<String> turned(String items, String query) {
        List<String> turned = new ArrayList<>();
        String next = items + "?$top=1&$select=Title&" + query;
        while (next != null) {
            assertThat(turned).hasSizeLessThan(5);
            JsonObject page = page(next);
            turned.addAll(titles(page));
            String address = page.getString("__next");
            next = address == null ? null : address.substring(SharePointLab.ROOT.length());
        }
        return turned;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $filter=Title eq             | The expression "Title eq" is not valid.
            $filter=Title eq 5           | The expression "Title eq 5" is not valid.
            $filter=(Title eq 'a'        | The expression "(Title eq 'a'" is not valid.
            $filter=Title eq 'a' 'b'     | The expression "Title eq 'a' 'b'" is not valid.
            $filter=Title gt null        | The expression "Title gt null" is not valid.
            $filter=EventDate lt 'soon'  | The expression "EventDate lt 'soon'" is not valid.
            $filter=Colour eq 'red'      | The field or property 'Colour' does not exist.
            $filter=length(Title) gt 3   | The function 'length' is not supported
            $filter=ParticipantsPickerId eq 1 | The field 'ParticipantsPickerId' of type Collection
            $orderby=Colour              | The field or property 'Colour' does not exist.
            $orderby=Title up            | The expression "Title up" is not valid.
            $skiptoken=Paged=TRUE&p_Title=x&p_ID=1 | is not one of an answer's next page
            """)
    void refusesInSharePointsFormWhatItDoesNotTake(String query, String sentence) {
        int equals = query.indexOf('=');
        TestCall.Answer answer = lab.as("bert")
                .get(ITEMS + "?" + query.substring(0, equals) + "=" + encoded(query.substring(equals + 1)));
        assertThat(answer.status()).isEqualTo(400);
        JsonObject error = answer.json().getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("-1, Microsoft.SharePoint.Client.InvalidClientQueryException");
        assertThat(error.getJsonObject("message").getString("value")).contains(sentence);
    }

    /** Values that databases store or sort in different ways: the character U+0000, letters, numbers and odd times. */
    @Test
    void filtersAndSortsEveryValueOfANewField() {
        String lists = SITE + "/_api/web/lists";
        String items = lists + "/getbytitle('Values')/items";
        done(lists, new JsonObject().put("Title", "Values").put("BaseTemplate", 100));
        done(
                lists + "/getbytitle('Values')/fields",
                new JsonObject().put("Title", "Amount").put("FieldTypeKind", 9));
        done(
                lists + "/getbytitle('Values')/fields",
                new JsonObject().put("Title", "Due").put("FieldTypeKind", 4));
        value(items, "b\0I", 10, "2026-02-02T10:00:00+18:00");
        value(items, "\u00e4", 9.5, "2026-02-02T10:00:00Z");
        value(items, "B", 1e21, "2026-02-01T23:30:00-11:00");
        value(items, "A\\u0000", null, null);

        assertThat(titles(page(items + "?$orderby=Title"))).containsExactly("A\\u0000", "B", "b\0I", "\u00e4");
        assertThat(titles(page(items + "?$filter=" + encoded("substringof('\\', Title)"))))
                .containsExactly("A\\u0000");
        assertThat(titles(page(items + "?$filter=" + encoded("startswith(Title, 'b')"))))
                .containsExactly("b\0I", "B");
        assertThat(titles(page(items + "?$filter=" + encoded("Amount lt 10 or Amount ge 100"))))
                .containsExactly("\u00e4", "B");
        assertThat(turned(items, "$orderby=Amount")).containsExactly("A\\u0000", "\u00e4", "b\0I", "B");
        assertThat(turned(items, "$orderby=" + encoded("Amount desc")))
                .containsExactly("B", "b\0I", "\u00e4", "A\\u0000");
        assertThat(turned(items, "$orderby=" + encoded("Due desc"))).containsExactly("B", "\u00e4", "b\0I", "A\\u0000");
    }

    private void done(String address, JsonObject body) {
        TestCall.Answer answer = lab.writingAs("anna", SITE).post(address, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void value(String items, String title, @Nullable Object amount, @Nullable String due) {
        done(items, new JsonObject().put("Title", title).put("Amount", amount).put("Due", due));
    }

    @Test
    void readsWhatIsAsLongAsARequestLineMayBe() {
        String longest = "x".repeat(3_500) + "''".repeat(1_500);

        assertThat(titles(page(ITEMS + "?$filter=Title+eq+'" + longest + "'"))).isEmpty();
        assertThat(titles(page(ITEMS + "?$filter=Id+eq+0" + "+or+Id+eq+0".repeat(650))))
                .isEmpty();
        assertThat(lab.as("bert")
                        .get(SITE + "/_api/web/lists/getbytitle('" + longest + "')/items")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesAnOrderOfMoreColumnsThanAListHas() {
        assertThat(titles(page(ITEMS + "?$orderby=Id" + ",Id".repeat(15)))).hasSize(4);
        for (int more : new int[] {16, 2_500}) {
            TestCall.Answer answer = lab.as("bert").get(ITEMS + "?$orderby=Id" + ",Id".repeat(more));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("is not valid.");
        }
    }

    @Test
    void filtersOnlyCollections() {
        assertThat(lab.as("bert")
                        .get(SITE + "/_api/web?$filter=" + encoded("Title eq 'a'"))
                        .body())
                .contains("are supported for collections");
    }
}
