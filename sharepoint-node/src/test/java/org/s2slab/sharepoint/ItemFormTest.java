package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall;

/** Values of forms, which RenderListFormData shows and ValidateUpdateListItem sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemFormTest {
    private static final String SITE = "/sites/sales";
    private static final String LIST = SITE + "/_api/web/lists/getbytitle('Forms')";
    private static final String ITEM = LIST + "/items(1)";

    /** The fields of the list with the numbers of their kinds. */
    private static final Map<String, Integer> FIELDS =
            Map.of("Amount", 9, "Due", 4, "Done", 8, "Sizes", 15, "Reviewer", 20, "Note", 3);

    private SharePointLab lab;

    @BeforeAll
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
        posted("anna", SITE + "/_api/web/lists", new JsonObject().put("Title", "Forms"));
        FIELDS.forEach((title, kind) -> posted(
                "anna", LIST + "/fields", new JsonObject().put("Title", title).put("FieldTypeKind", kind)));
        posted("anna", LIST + "/items", new JsonObject().put("Title", "Before"));
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Title    | By a form            | Title      | By a form
            Note     | a, b                 | Note       | a, b
            Amount   | -1,234.5             | Amount     | -1234.5
            Amount   | $7                   | Amount     | 7
            Due      | 2/3/2036             | Due        | 2036-02-03T00:00:00Z
            Due      | 12/31/2036 1:05 pm   | Due        | 2036-12-31T13:05:00Z
            Due      | ``                   | Due        | null
            Done     | Yes                  | Done       | true
            Done     | 0                    | Done       | false
            Sizes    | ;#S;#L;#             | Sizes      | ["S","L"]
            """)
    void setsTheValueThatATextMeans(String field, String text, String property, String expected) {
        JsonObject result = result(update("bert", field, text));

        assertThat(result.getString("ErrorMessage")).isNull();
        assertThat(result.getBoolean("HasException")).isFalse();
        assertThat(result.getString("FieldName")).isEqualTo(field);
        assertThat(result.getInteger("ItemId")).isEqualTo(1);
        Object value = got().getValue(property);
        assertThat(
                        value instanceof JsonObject many
                                ? many.getJsonArray("results").encode()
                                : String.valueOf(value))
                .isEqualTo(expected);
    }

    @Test
    void aFormNamesAPersonAsThePeoplePickerDoes() {
        String bert = new JsonArray()
                .add(new JsonObject().put("Key", "i:0#.w|contoso\\bert"))
                .encode();

        assertThat(result(update("bert", "Reviewer", bert)).getBoolean("HasException"))
                .isFalse();
        assertThat(got().getInteger("ReviewerId"))
                .isEqualTo(lab.as("bert")
                        .get(SITE + "/_api/web/currentuser")
                        .json()
                        .getJsonObject("d")
                        .getInteger("Id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Amount   | many                 | The value of this field is not a valid number.
            Amount   | 1,23                 | The value of this field is not a valid number.
            Due      | 31/12/2036           | You must specify a valid date within the range of 1/1/1900 and 12/31/8900.
            Done     | perhaps              | Cannot convert the value of the property 'Done' to its type.
            Reviewer | bert                 | The specified user bert could not be found.
            Reviewer | [{"Key":"nobody"}]   | The specified user nobody could not be found.
            Title    | ``                   | You can't leave this blank.
            Colour   | blue                 | Column 'Colour' does not exist. It may have been deleted by another user.
            Created  | 2/3/2036             | Column 'Created' does not exist. It may have been deleted by another user.
            """)
    void saysWhichValueIsWrongAndSetsNone(String field, String text, String sentence) {
        JsonObject before = got();
        JsonArray results = results(posted(
                "bert", ITEM + "/validateUpdateListItem", form(value("Note", "also not set"), value(field, text))));

        assertThat(results.getJsonObject(0).getBoolean("HasException")).isFalse();
        assertThat(results.getJsonObject(1).getBoolean("HasException")).isTrue();
        assertThat(results.getJsonObject(1).getString("ErrorMessage")).isEqualTo(sentence);
        assertThat(got()).isEqualTo(before);
    }

    @Test
    void onlyWritersSetValues() {
        lab.cmdlet(
                "New-SPUser", "UserAlias", "carla@contoso.com", "Web", SharePointLab.SALES, "PermissionLevel", "Read");

        TestCall.Answer answer = posted("carla", ITEM + "/validateUpdateListItem", form(value("Title", "x")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(posted("bert", ITEM + "/validateUpdateListItem", form().put("more", 1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFormGivesTheTextsThatItTakes() {
        String bert = "[{\"Key\":\"i:0#.w|contoso\\\\bert\",\"DisplayText\":\"bert\"}]";
        Map<String, String> given = Map.of(
                "Amount", "-2.5", "Due", "2/3/2036 1:05 PM", "Done", "Yes", "Sizes", ";#S;#L;#", "Reviewer", bert);
        given.forEach(
                (field, text) -> assertThat(result(update("bert", field, text)).getBoolean("HasException"))
                        .as(field)
                        .isFalse());

        JsonObject form = rendered("bert", 1, 2);

        given.forEach(
                (field, text) -> assertThat(form.getString(field)).as(field).isEqualTo(text));
        assertThat(form.getString("Author")).contains("i:0#.w|contoso\\\\anna");
        assertThat(form.getJsonObject("ListSchema").getJsonObject("Title").getBoolean("Required"))
                .isTrue();
        assertThat(form.getJsonObject("FieldControlModes").getMap())
                .containsEntry("Title", 2)
                .containsEntry("Created", 1);
        assertThat(form.getJsonObject("ItemAttributes").getString("Url")).isEqualTo("/sites/sales/Lists/Forms/1_.000");
    }

    @Test
    void aNewFormIsEmpty() {
        JsonObject form = rendered("bert", 0, 3);

        assertThat(form.getString("Title")).isEmpty();
        assertThat(form.getString("Created")).isEmpty();
        assertThat(form.getInteger("FormControlMode")).isEqualTo(3);
        assertThat(form.getString("ItemContentTypeName")).isEqualTo("Item");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            itemid=1,formid='listform',mode='1'  | 400 | -2147024809, System.ArgumentException
            itemid=1,formid='editform',mode='4'  | 400 | -2147024809, System.ArgumentException
            itemid=1,formid='editform'           | 400 | -2147024809, System.ArgumentException
            itemid=99,formid='editform',mode='2' | 404 | -2130575338, System.ArgumentException
            """)
    void refusesAFormThatTheListDoesNotHave(String arguments, int status, String code) {
        TestCall.Answer answer = posted("bert", LIST + "/renderlistformdata(" + arguments + ")", new JsonObject());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo(code);
    }

    private JsonObject rendered(String name, int item, int mode) {
        TestCall.Answer answer = posted(
                name,
                LIST + "/renderlistformdata(itemid=" + item + ",%20formid='editform',%20mode='" + mode + "')",
                new JsonObject());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.json().getJsonObject("d").getString("RenderListFormData"));
    }

    private TestCall.Answer update(String name, String field, String text) {
        return posted(name, ITEM + "/validateUpdateListItem", form(value(field, text)));
    }

    private static JsonObject value(String field, String text) {
        return new JsonObject().put("FieldName", field).put("FieldValue", text);
    }

    private static JsonObject form(JsonObject... values) {
        return new JsonObject()
                .put("formValues", new JsonArray(List.of(values)))
                .put("bNewDocumentUpdate", false);
    }

    private static JsonObject result(TestCall.Answer answer) {
        return results(answer).getJsonObject(0);
    }

    private static JsonArray results(TestCall.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject all = answer.json().getJsonObject("d").getJsonObject("ValidateUpdateListItem");
        assertThat(all.getJsonObject("__metadata").getString("type"))
                .isEqualTo("Collection(SP.ListItemFormUpdateValue)");
        return all.getJsonArray("results");
    }

    private TestCall.Answer posted(String name, String address, JsonObject body) {
        return lab.writingAs(name, SITE).post(address, body);
    }

    private JsonObject got() {
        return lab.as("anna").get(ITEM).json().getJsonObject("d");
    }
}
