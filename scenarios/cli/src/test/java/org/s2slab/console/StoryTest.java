package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One story played in the console, and what can be asked and tried when it is over. */
@TestMethodOrder(OrderAnnotation.class)
class StoryTest {
    private static final Pattern ID = Pattern.compile("id: ([0-9]+)\n");
    private static final Pattern SAYS = Pattern.compile("\"says\":\"([^\"]+)\"");

    private static RunningConsole console;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        assertThat(console.post("/api/next", new JsonObject()).denial()).isEqualTo("NO_STAGE");
        console.post("/api/stage", new JsonObject().put("scenario", "on-premises-trust"));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    @Order(1)
    void playsOneStepAfterTheOtherUntilTheStoryIsOver() {
        for (int step = 0; step < 5; step++) {
            if (step == 4) {
                waitForTheDoctor();
            }
            JsonObject played = console.post("/api/next", new JsonObject()).json();
            assertThat(played.getInteger("number")).isEqualTo(step);
            assertThat(played.getBoolean("passed")).as(played.encode()).isTrue();
        }
        assertThat(console.post("/api/next", new JsonObject()).denial()).isEqualTo("REFUSED");
    }

    @Test
    @Order(2)
    void tellsAPageThatComesLaterEverythingInTheOrderInWhichItHappened() {
        String told = console.events(null, "event: live");
        assertThat(told.indexOf("event: stage")).isLessThan(told.indexOf("event: begun"));
        assertThat(all(SAYS, told))
                .containsSubsequence(
                        "lync reads the metadata of exchange",
                        "exchange reads the metadata of lync",
                        "exchange challenges lync",
                        "lync signs an actor token for exchange",
                        "lync calls exchange for anna@contoso.com",
                        "exchange accepts lync for anna@contoso.com");
        assertThat(all(ID, told).stream().map(Long::valueOf).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void tellsAPageThatComesBackOnlyWhatItMissed() {
        String told = console.events(null, "event: live");
        List<String> ids = all(ID, told);
        String last = ids.get(ids.size() - 1);
        console.post("/api/step", new JsonObject().put("do", "Anna signs in").put("sign-in", "anna@contoso.com"));
        String missed = console.events(last, "event: live");
        assertThat(missed).contains("Anna signs in").doesNotContain("event: stage");
        assertThat(all(ID, missed)).doesNotContain(last);
    }

    @Test
    @Order(4)
    void showsContactsAsThreeSeeThemWithoutLeavingHops() {
        String before = console.events(null, "event: live");
        JsonObject contacts =
                console.get("/api/shelves/contacts?user=anna@contoso.com").json();
        for (String who : List.of("lync", "exchange", "client")) {
            JsonArray rows = contacts.getJsonObject(who).getJsonArray("rows");
            assertThat(rows.encode()).as(who).contains("Bert Brandt").contains("Carla Conti");
        }
        assertThat(contacts.getJsonObject("client").getJsonArray("rows").encode())
                .contains("bert@contoso.com");
        assertThat(contacts.getJsonObject("lync").getString("store")).isEqualTo("exchange");
        assertThat(contacts.getJsonObject("exchange").getJsonArray("rows").encode())
                .contains("Project Orion");
        console.post(
                "/api/step",
                new JsonObject().put("do", "Time passes").put("clock", new JsonObject().put("advance", "PT1S")));
        assertThat(all(SAYS, console.events(null, "event: live"))).hasSameSizeAs(all(SAYS, before));
    }

    @Test
    @Order(5)
    void leavesTheDoctorsCallsOutOfThePicture() {
        String told = console.events(null, "\"taken\":true");
        assertThat(told).contains("\"verdict\":\"HOLDS\"");
        console.post(
                "/api/step",
                new JsonObject().put("do", "Time passes").put("clock", new JsonObject().put("advance", "PT1S")));
        assertThat(all(SAYS, console.events(null, "event: live"))).hasSameSizeAs(all(SAYS, told));
    }

    @Test
    @Order(6)
    void showsAMeetingWithWhatItsJoinPageSays() {
        JsonObject booking = new JsonObject()
                .put("subject", "Budget")
                .put("start", "2030-03-04T09:00:00Z")
                .put("end", "2030-03-04T10:00:00Z")
                .put("attendees", new JsonArray().add("bert@contoso.com"));
        JsonObject played = console.post(
                        "/api/step",
                        new JsonObject()
                                .put("do", "Anna books")
                                .put("call", "exchange POST /owa/meetings")
                                .put("as-user", "anna@contoso.com")
                                .put("body", booking))
                .json();
        assertThat(played.getBoolean("passed")).as(played.encode()).isTrue();
        JsonObject meeting = console.get("/api/shelves/calendar?user=bert@contoso.com")
                .json()
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(meeting.getString("subject")).isEqualTo("Budget");
        assertThat(meeting.getJsonObject("joining").getString("state")).isEqualTo("Admitted");
    }

    @Test
    @Order(7)
    void showsPurgesAndTheQueue() {
        assertThat(console.get("/api/shelves/purges?user=anna@contoso.com")
                        .json()
                        .getJsonArray("rows"))
                .isEmpty();
        assertThat(console.get("/api/shelves/queue?user=anna@contoso.com")
                        .json()
                        .getJsonArray("rows")
                        .getJsonObject(0)
                        .getInteger("QueueLength"))
                .isZero();
        assertThat(console.get("/api/shelves/queue?user=nobody@contoso.com").denial())
                .isEqualTo("NOT_FOUND");
        assertThat(console.get("/api/shelves/attic?user=anna@contoso.com").denial())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    @Order(8)
    void makesATokenAndTellsWhatANodeSaysToIt() {
        JsonObject actor = new JsonObject().put("issuer", "lync");
        JsonObject forge = new JsonObject()
                .put("outer", new JsonObject().put("user", "anna@contoso.com"))
                .put("actor", actor);
        JsonObject expected = new JsonObject().put("to", "exchange").put("forge", forge);
        JsonObject made = console.post("/api/forge", expected).json().getJsonObject("token");
        assertThat(made.getJsonObject("outer").getJsonObject("claims").getString("smtp"))
                .isEqualTo("anna@contoso.com");
        assertThat(made.getJsonObject("actor").getJsonObject("header").getString("alg"))
                .isEqualTo("RS256");

        assertThat(status(console.post("/api/present", expected).json())).isEqualTo(200);
        actor.put("claims", new JsonObject().put("trustedfordelegation", "false"));
        assertThat(status(console.post("/api/present", expected).json())).isEqualTo(401);
        assertThat(console.events(null, "event: live")).contains("exchange refuses lync by rule I1");
        actor.remove("claims");
        forge.put("spoil", "B3-list");
        JsonObject refused = console.post("/api/present", expected).json();
        assertThat(status(refused)).isEqualTo(401);
        assertThat(refused.getJsonArray("rules").stream()
                        .map(JsonObject.class::cast)
                        .filter(rule -> Boolean.FALSE.equals(rule.getBoolean("held")))
                        .map(rule -> rule.getString("rule")))
                .containsExactly("B3");

        JsonObject atLync = new JsonObject()
                .put("to", "lync")
                .put("forge", new JsonObject().put("actor", new JsonObject().put("issuer", "exchange")));
        assertThat(status(console.post("/api/present", atLync).json())).isEqualTo(200);
    }

    @Test
    @Order(9)
    void makesTokensForItsOwnNodesOnly() {
        JsonObject forge = new JsonObject().put("actor", new JsonObject().put("issuer", "lync"));
        assertThat(console.post(
                                "/api/forge",
                                new JsonObject().put("to", "mail.example.com").put("forge", forge))
                        .denial())
                .isEqualTo("NOT_FOUND");
        assertThat(console.post("/api/forge", new JsonObject().put("to", "exchange"))
                        .denial())
                .isEqualTo("BODY_WRONG");
    }

    @Test
    @Order(10)
    void playsALessonForAReaderWhoTakesTime() {
        console.post(
                "/api/lesson/begin",
                new JsonObject().put("name", "introductions").put("step", 5));
        for (int at = 5; at < 8; at++) {
            JsonObject played = console.post("/api/lesson/play", new JsonObject().put("at", at))
                    .json();
            assertThat(played.getJsonObject("place").getInteger("at"))
                    .as(played.encode())
                    .isEqualTo(at + 1);
            if (at == 5) {
                waitForTheDoctor();
            }
        }
    }

    /** The doctor examines the deployment a second after the last step. */
    private static void waitForTheDoctor() {
        List<String> ids = all(ID, console.events(null, "event: live"));
        console.events(ids.get(ids.size() - 1), "event: doctor");
    }

    private static int status(JsonObject shown) {
        return shown.getJsonObject("found").getInteger("status");
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).forEach(found::add);
        return found;
    }
}
