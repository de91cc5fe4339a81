package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall.Answer;

/** Outlook on the web shows and changes the contact list that EWS shows and changes. */
class PeopleViewTest {
    @TempDir
    static Path folder;

    private static RunningExchange exchange;

    @BeforeAll
    static void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterAll
    static void close() {
        exchange.close();
    }

    @BeforeEach
    void anEmptyListInTheUnifiedStore() {
        unified("anna", true);
        for (Object person : view("anna").getJsonArray("people")) {
            as("anna", HttpMethod.DELETE, "/owa/people/" + ((JsonObject) person).getString("id"), null);
        }
        for (Object group : view("anna").getJsonArray("groups")) {
            as("anna", HttpMethod.DELETE, "/owa/people-groups/" + ((JsonObject) group).getString("id"), null);
        }
        assertThat(view("anna").getJsonArray("groups")).hasSize(3);
    }

    @Test
    void showsWhatEwsAdded() {
        ews("anna", "<m:AddImGroup><m:DisplayName>Choir</m:DisplayName></m:AddImGroup>");
        ews(
                "anna",
                "<m:AddNewImContactToGroup><m:ImAddress>sip:bert@contoso.com</m:ImAddress>"
                        + "</m:AddNewImContactToGroup>");
        ews(
                "anna",
                "<m:AddNewTelUriContactToGroup><m:TelUriAddress>tel:+14255550100</m:TelUriAddress>"
                        + "<m:ImContactSipUriAddress>+14255550100@contoso.com</m:ImContactSipUriAddress>"
                        + "<m:ImTelephoneNumber>+1 425 555 0100</m:ImTelephoneNumber></m:AddNewTelUriContactToGroup>");

        JsonObject shown = view("anna");
        assertThat(shown.getString("folder")).isEqualTo("Lync Contacts");
        assertThat(shown.getBoolean("unifiedContactStore")).isTrue();
        JsonObject bert = shown.getJsonArray("people").getJsonObject(0);
        assertThat(bert.getString("displayName")).isEqualTo("bert");
        assertThat(bert.getString("imAddress")).isEqualTo("sip:bert@contoso.com");
        assertThat(bert.getJsonArray("groups")).containsExactly("Other Contacts");
        assertThat(shown.getJsonArray("people").getJsonObject(1).getString("phoneNumber"))
                .isEqualTo("+1 425 555 0100");
        assertThat(shown.getJsonArray("groups").getJsonObject(3))
                .isEqualTo(new JsonObject()
                        .put("id", groupId("Choir"))
                        .put("displayName", "Choir")
                        .put("groupType", "IPM.DistList.MOC.UserGroup")
                        .put("members", 0));
    }

    @Test
    void changesWhatEwsShows() {
        Answer group = post("/owa/people-groups", new JsonObject().put("displayName", "Choir"));
        assertThat(group.status()).isEqualTo(201);
        String choir = group.json().getString("id");
        Answer added = post(
                "/owa/people",
                new JsonObject().put("imAddress", "dora@contoso.com").put("group", choir));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().getString("displayName")).isEqualTo("dora@contoso.com");
        assertThat(added.json().getJsonArray("groups")).containsExactly("Choir");
        String dora = "/owa/people/" + added.json().getString("id");
        assertThat(imItemList()).contains("<t:DisplayName>dora@contoso.com</t:DisplayName>", "Choir");

        String favorites = groupId("Favorites");
        assertThat(as("anna", HttpMethod.PUT, dora + "/groups/" + favorites, null)
                        .json()
                        .getJsonArray("groups"))
                .containsExactly("Favorites", "Choir");
        assertThat(as("anna", HttpMethod.DELETE, dora + "/groups/" + choir, null)
                        .status())
                .isEqualTo(204);
        Answer renamed =
                as("anna", HttpMethod.PUT, "/owa/people-groups/" + choir, new JsonObject().put("displayName", "Band"));
        assertThat(renamed.json().getString("displayName")).isEqualTo("Band");
        assertThat(as("anna", HttpMethod.GET, dora, null).json().getJsonArray("groups"))
                .containsExactly("Favorites");
        assertThat(imItemList()).contains("Band").doesNotContain("Choir");

        assertThat(as("anna", HttpMethod.DELETE, dora, null).status()).isEqualTo(204);
        assertThat(imItemList()).doesNotContain("Persona>");
        assertThat(as("anna", HttpMethod.GET, dora, null).status()).isEqualTo(404);
    }

    @Test
    void changesNothingWhileLyncHasTheList() {
        String choir = post("/owa/people-groups", new JsonObject().put("displayName", "Choir"))
                .json()
                .getString("id");
        String dora = "/owa/people/"
                + post("/owa/people", new JsonObject().put("imAddress", "dora@contoso.com"))
                        .json()
                        .getString("id");
        JsonObject before = view("anna");
        unified("anna", false);
        JsonObject name = new JsonObject().put("displayName", "Band");
        List<Answer> refused = List.of(
                post("/owa/people", new JsonObject().put("imAddress", "bert@contoso.com")),
                as("anna", HttpMethod.DELETE, dora, null),
                as("anna", HttpMethod.PUT, dora + "/groups/" + choir, null),
                as("anna", HttpMethod.DELETE, dora + "/groups/" + groupId("Other Contacts"), null),
                post("/owa/people-groups", name),
                as("anna", HttpMethod.PUT, "/owa/people-groups/" + choir, name),
                as("anna", HttpMethod.DELETE, "/owa/people-groups/" + choir, null));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("Lync has it");
        });
        assertThat(view("anna")).isEqualTo(before.put("unifiedContactStore", false));
    }

    @Test
    void refusesWhatIsNoPersonOrGroup() {
        JsonObject person = new JsonObject().put("imAddress", "dora@contoso.com");
        assertThat(refusal(new JsonObject())).contains("'imAddress' is needed");
        assertThat(refusal(person.copy().put("imAddress", "dora"))).contains("'imAddress' is 'dora'");
        assertThat(refusal(person.copy().put("imAddress", 7))).contains("'imAddress' must be a text");
        assertThat(refusal(person.copy().put("displayName", "  "))).contains("'displayName'");
        assertThat(refusal(person.copy().put("displayName", "x".repeat(257)))).contains("257 characters");
        assertThat(refusal(person.copy().put("displayName", "D\u0007ra"))).contains("U+0007");
        assertThat(refusal(person.copy().put("displayName", "D\nra"))).contains("U+000A");
        assertThat(refusal(person.copy().put("colour", "red"))).contains("'colour'", "displayName");
        assertThat(post("/owa/people", person.copy().put("group", "none")).status())
                .isEqualTo(404);
        assertThat(view("anna").getJsonArray("people")).isEmpty();
        assertThat(imItemList()).doesNotContain("Persona>");
    }

    @Test
    void keepsTheDefaultGroupsAndNamesUnique() {
        String other = groupId("Other Contacts");
        JsonObject choir = new JsonObject().put("displayName", "Choir");
        assertThat(as("anna", HttpMethod.DELETE, "/owa/people-groups/" + other, null)
                        .status())
                .isEqualTo(404);
        assertThat(as("anna", HttpMethod.PUT, "/owa/people-groups/" + other, choir)
                        .status())
                .isEqualTo(404);
        assertThat(post("/owa/people-groups", choir).status()).isEqualTo(201);
        assertThat(post("/owa/people-groups", choir).status()).isEqualTo(409);
    }

    @Test
    void showsNobodyAnotherPersonsList() {
        String dora = "/owa/people/"
                + post("/owa/people", new JsonObject().put("imAddress", "dora@contoso.com"))
                        .json()
                        .getString("id");
        unified("bert", true);
        assertThat(view("bert").getJsonArray("people")).isEmpty();
        assertThat(as("bert", HttpMethod.GET, dora, null).status()).isEqualTo(404);
        assertThat(as("bert", HttpMethod.DELETE, dora, null).status()).isEqualTo(404);
        assertThat(as("bert", HttpMethod.DELETE, "/owa/people-groups/" + groupId("Favorites"), null)
                        .status())
                .isEqualTo(404);
        assertThat(as("carla", HttpMethod.GET, "/owa/people", null).status()).isEqualTo(401);
        assertThat(exchange.call().get("/owa/people").status()).isEqualTo(401);
        assertThat(view("anna").getJsonArray("people")).hasSize(1);
    }

    private static String refusal(JsonObject person) {
        Answer answer = post("/owa/people", person);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body();
    }

    private static String groupId(String name) {
        JsonArray groups = view("anna").getJsonArray("groups");
        return groups.stream()
                .map(JsonObject.class::cast)
                .filter(group -> name.equals(group.getString("displayName")))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    private static JsonObject view(String who) {
        return as(who, HttpMethod.GET, "/owa/people", null).json();
    }

    private static void unified(String who, boolean completed) {
        ews(
                who,
                "<m:SetImListMigrationCompleted><m:ImListMigrationCompleted>" + completed
                        + "</m:ImListMigrationCompleted></m:SetImListMigrationCompleted>");
    }

    private static String imItemList() {
        return ews("anna", "<m:GetImItemList/>");
    }

    private static String ews(String who, String operation) {
        String body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Header>"
                + "<t:RequestServerVersion Version=\"Exchange2013\"/></s:Header><s:Body>" + operation
                + "</s:Body></s:Envelope>";
        Answer answer = exchange.call()
                .basic(who + "@contoso.com", "Passw0rd!")
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", body);
        assertThat(answer.body()).contains("NoError");
        return answer.body();
    }

    private static Answer post(String path, JsonObject body) {
        return as("anna", HttpMethod.POST, path, body);
    }

    private static Answer as(String who, HttpMethod method, String path, @Nullable JsonObject body) {
        return exchange.call()
                .basic(who + "@contoso.com", "Passw0rd!")
                .header("Content-Type", "application/json")
                .send(method, path, body == null ? "" : body.encode());
    }
}
