package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.xml.XmlElement;

/** A person books online meetings in the mailbox, and Lync keeps their conferences. */
class OnlineMeetingTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;
    private FakeConferencing lync;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        lync = new FakeConferencing(exchange);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void booksWithAConferenceAndInvites() {
        exchange.configureLync();
        Answer answer = book(true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().getString("joinOnlineMeetingUrl")).isEqualTo("https://meet.contoso.com/anna/M1");
        assertThat(answer.json().getJsonObject("onlineMeetingSettings").getString("accessLevel"))
                .isEqualTo("Internal");
        assertThat(answer.json().getString("lync")).isEqualTo("followed");
        assertThat(lync.meeting("M1").getJsonArray("attendees"))
                .containsExactly("sip:bert@contoso.com", "sip:guest@fabrikam.com");
        JsonObject berts = meetings("bert").getJsonObject(0);
        assertThat(berts.getString("myResponse")).isEqualTo("NoResponseReceived");
        assertThat(berts.getString("joinOnlineMeetingUrl")).isEqualTo("https://meet.contoso.com/anna/M1");
    }

    /** What a client sets of it by EWS is ignored: the settings are those of the conference in Lync. */
    @Test
    @Requirements({
        "MTGS R530 R704 R2003 R532 R705 R2002 R80016 R80018 R80020 R80029 R80030 R80034 R80035 R80036 R80037",
        "MTGS R80041 R80042 R80043 R80044"
    })
    void showsTheSettingsOfTheConferenceByEws() {
        exchange.configureLync();
        List<List<String>> settings = List.of(
                List.of("Disabled", "Locked", "Disabled"),
                List.of("EnabledForGatewayParticipants", "Invited", "Internal"),
                List.of("Disabled", "Internal", "Everyone"),
                List.of("EnabledForGatewayParticipants", "Everyone", "Internal"));
        int number = 0;
        for (List<String> words : settings) {
            String meeting = "M" + ++number;
            as(
                    "anna",
                    HttpMethod.POST,
                    "/owa/meetings",
                    meeting()
                            .put("subject", meeting)
                            .put("lobbyBypass", words.get(0))
                            .put("accessLevel", words.get(1))
                            .put("presenters", words.get(2)));
            XmlElement item = item(meeting);
            assertThat(item.at("OnlineMeetingSettings").orElseThrow().children())
                    .extracting(XmlElement::text)
                    .isEqualTo(words);
            assertThat(item.childText("JoinOnlineMeetingUrl")).hasValue("https://meet.contoso.com/anna/" + meeting);
            assertThat(List.of(
                            lync.meeting(meeting).getString("lobbyBypassForPhoneUsers"),
                            lync.meeting(meeting).getString("accessLevel"),
                            lync.meeting(meeting).getString("automaticLeaderAssignment")))
                    .isEqualTo(words.stream()
                            .map(word -> word.replace("EnabledForGatewayParticipants", "Enabled")
                                    .replace("Internal", "SameEnterprise"))
                            .toList());
        }
        ews("<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Subject>by EWS</t:Subject>"
                + "<t:JoinOnlineMeetingUrl>https://example.com</t:JoinOnlineMeetingUrl><t:OnlineMeetingSettings>"
                + "<t:LobbyBypass>Disabled</t:LobbyBypass><t:AccessLevel>Locked</t:AccessLevel><t:Presenters>Disabled</t:Presenters>"
                + "</t:OnlineMeetingSettings></t:CalendarItem></m:Items></m:CreateItem>");
        XmlElement ignored = item("by EWS");
        assertThat(ignored.child("OnlineMeetingSettings")).isEmpty();
        assertThat(ignored.child("JoinOnlineMeetingUrl")).isEmpty();
    }

    /** Anna's calendar item with this subject, as GetItem shows it. */
    private XmlElement item(String subject) {
        XmlElement found =
                ews("<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                        + "<m:Restriction><t:IsEqualTo><t:FieldURI FieldURI=\"item:Subject\"/><t:FieldURIOrConstant><t:Constant Value=\""
                        + subject + "\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds>"
                        + "<t:DistinguishedFolderId Id=\"calendar\"/></m:ParentFolderIds></m:FindItem>");
        String id = found.find("ItemId").orElseThrow().attribute("Id").orElseThrow();
        return ews("<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                        + "<t:FieldURI FieldURI=\"calendar:JoinOnlineMeetingUrl\"/>"
                        + "<t:FieldURI FieldURI=\"calendar:OnlineMeetingSettings\"/></t:AdditionalProperties></m:ItemShape>"
                        + "<m:ItemIds><t:ItemId Id=\"" + id + "\"/></m:ItemIds></m:GetItem>")
                .find("CalendarItem")
                .orElseThrow();
    }

    /** Anna's request; the answer, which must be a success. */
    private XmlElement ews(String body) {
        XmlElement envelope = exchange.ews("anna", body);
        assertThat(envelope.find("ResponseCode").map(XmlElement::text))
                .as(envelope.toString())
                .hasValue("NoError");
        return envelope;
    }

    @Test
    void movesAndCallsOffInBothPlaces() {
        exchange.configureLync();
        String id = book(true).json().getString("id");
        JsonObject moved = as(
                        "anna",
                        HttpMethod.PUT,
                        "/owa/meetings/" + id,
                        new JsonObject()
                                .put("start", "2030-03-05T09:00:00Z")
                                .put("end", "2030-03-05T10:00:00Z")
                                .put("attendees", new JsonArray().add("bert@contoso.com")))
                .json();
        assertThat(moved.getString("lync")).isEqualTo("followed");
        assertThat(lync.meeting("M1").getString("expirationTime")).isEqualTo("2030-03-12T10:00:00Z");
        assertThat(lync.meeting("M1").getJsonArray("attendees")).hasSize(1);
        assertThat(meetings("bert").getJsonObject(0).getString("start")).isEqualTo("2030-03-05T09:00:00Z");

        JsonObject gone = as("anna", HttpMethod.DELETE, "/owa/meetings/" + id, new JsonObject())
                .json();
        assertThat(gone.getString("lync")).isEqualTo("followed");
        assertThat(lync.isEmpty()).isTrue();
        assertThat(meetings("anna")).isEmpty();
        assertThat(meetings("bert").getJsonObject(0).getBoolean("cancelled")).isTrue();
    }

    /** Lync keeps the one conference of a series until its last occurrence is over, wherever that was moved to. */
    @Test
    void keepsOneConferenceForASeries() {
        exchange.configureLync();
        JsonObject series = meeting()
                .put("timeZone", "W. Europe Standard Time")
                .put(
                        "recurrence",
                        new JsonObject()
                                .put(
                                        "pattern",
                                        new JsonObject()
                                                .put("type", "weekly")
                                                .put("daysOfWeek", new JsonArray().add("monday")))
                                .put(
                                        "range",
                                        new JsonObject()
                                                .put("type", "numbered")
                                                .put("startDate", "2030-03-04")
                                                .put("numberOfOccurrences", 5)));
        JsonObject booked = as("anna", HttpMethod.POST, "/owa/meetings", series).json();
        assertThat(booked.getString("type")).as(booked.encode()).isEqualTo("RecurringMaster");
        assertThat(lync.meeting("M1").getString("expirationTime")).isEqualTo("2030-04-08T09:00:00Z");

        String occurrences = "/owa/meetings/" + booked.getString("id") + "/occurrences";
        JsonObject moved = as(
                        "anna",
                        HttpMethod.PUT,
                        occurrences + "/2030-04-01T08:00:00Z",
                        new JsonObject().put("start", "2030-04-03T08:00:00Z").put("end", "2030-04-03T09:00:00Z"))
                .json();
        assertThat(moved.getString("type")).isEqualTo("Exception");
        assertThat(moved.getString("lync")).isEqualTo("followed");
        assertThat(lync.meeting("M1").getString("expirationTime")).isEqualTo("2030-04-10T09:00:00Z");

        JsonObject gone = as("anna", HttpMethod.DELETE, occurrences + "/2030-03-11T09:00:00Z", new JsonObject())
                .json();
        assertThat(gone.getString("lync")).isEqualTo("followed");
        String theirs = "/owa/meetings/" + meetings("bert").getJsonObject(0).getString("id") + "/occurrences";
        assertThat(as("bert", HttpMethod.GET, theirs, new JsonObject()).json().getJsonArray("occurrences").stream()
                        .map(one -> ((JsonObject) one).getString("start") + ((JsonObject) one).getBoolean("cancelled")))
                .containsExactly(
                        "2030-03-04T09:00:00Zfalse",
                        "2030-03-11T09:00:00Ztrue",
                        "2030-03-18T09:00:00Zfalse",
                        "2030-03-25T09:00:00Zfalse",
                        "2030-04-03T08:00:00Zfalse");

        as("anna", HttpMethod.DELETE, "/owa/meetings/" + booked.getString("id"), new JsonObject());
        assertThat(lync.isEmpty()).isTrue();
        assertThat(as("anna", HttpMethod.PUT, occurrences + "/tomorrow", new JsonObject())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesAnAnswerToTheOrganiser() {
        exchange.configureLync();
        book(true);
        String id = meetings("bert").getJsonObject(0).getString("id");
        JsonObject accepted = as(
                        "bert",
                        HttpMethod.POST,
                        "/owa/meetings/" + id + "/response",
                        new JsonObject().put("answer", "accept"))
                .json();
        assertThat(accepted.getString("myResponse")).isEqualTo("Accept");
        assertThat(meetings("anna")
                        .getJsonObject(0)
                        .getJsonArray("attendees")
                        .getJsonObject(0)
                        .getString("response"))
                .isEqualTo("Accept");
        assertThat(as("bert", HttpMethod.DELETE, "/owa/meetings/" + id, new JsonObject())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void booksNothingWhenLyncIsAway() {
        exchange.configureLync();
        lync.away = true;
        Answer answer = book(true);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getBoolean("booked")).isFalse();
        assertThat(answer.json().getString("undone")).isEqualTo("now");
        assertThat(meetings("anna")).isEmpty();
        assertThat(meetings("bert")).isEmpty();
    }

    @Test
    void booksNothingWhenLyncIsNoPartner() {
        Answer answer = book(true);
        assertThat(answer.json().getBoolean("booked")).isFalse();
        assertThat(answer.json().getString("error")).isEqualTo("TOKEN_UNOBTAINABLE");
        assertThat(lync.isEmpty()).isTrue();
        assertThat(book(false).status()).isEqualTo(201);
    }

    @Test
    void takesAConferenceBackWhoseAnswerWasLost() {
        exchange.configureLync();
        lync.losesAnswers = true;
        Answer answer = book(true);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().getString("undone")).isEqualTo("now");
        assertThat(lync.isEmpty()).isTrue();
        assertThat(meetings("bert")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT25H", "PT-25H"})
    void looksAgainForAConferenceThatASlowLyncMakesAfterItWasLookedForThoughTheClockIsMoved(Duration jump) {
        exchange.configureLync();
        lync.makesLate = true;
        assertThat(book(true).json().getString("undone")).isEqualTo("now");
        exchange.clock.advance(jump);
        await().until(() -> lync.looks.get() >= (jump.isZero() ? 1 : 2));
        assertThat(Objects.requireNonNull(lync.late).get()).isNotNull();
        assertThat(lync.isEmpty()).isFalse();

        await().until(() -> {
            exchange.clock.advance(Duration.ofMinutes(1));
            return lync.isEmpty();
        });
    }

    @Test
    void hasLyncFollowLaterWhenItIsAwayMeanwhile() {
        exchange.configureLync();
        String id = book(true).json().getString("id");
        lync.away = true;
        JsonObject moved = as(
                        "anna",
                        HttpMethod.PUT,
                        "/owa/meetings/" + id,
                        new JsonObject().put("start", "2030-03-05T09:00:00Z").put("end", "2030-03-05T10:00:00Z"))
                .json();
        assertThat(moved.getString("lync")).isEqualTo("later");
        assertThat(meetings("bert").getJsonObject(0).getString("start")).isEqualTo("2030-03-05T09:00:00Z");

        lync.away = false;
        exchange.restart();
        exchange.clock.advance(Duration.ofMinutes(1));
        await().untilAsserted(() ->
                assertThat(meetings("anna").getJsonObject(0).getString("lync")).isEqualTo("followed"));
        assertThat(lync.meeting("M1").getString("expirationTime")).isEqualTo("2030-03-12T10:00:00Z");
    }

    /** Lync answers 404 for a lost application as for a missing conference; the conference is still there. */
    @Test
    void removesAConferenceAgainWhoseApplicationEndedBefore() {
        exchange.configureLync();
        String id = book(true).json().getString("id");
        lync.losesApplication = true;
        JsonObject cancelled = as("anna", HttpMethod.DELETE, "/owa/meetings/" + id, new JsonObject())
                .json();
        assertThat(cancelled.getString("lync")).isEqualTo("later");
        assertThat(lync.isEmpty()).isFalse();

        await().until(() -> {
            exchange.clock.advance(Duration.ofMinutes(1));
            return lync.isEmpty();
        });
    }

    @Test
    void refusesWhatIsNoMeeting() {
        assertThat(as("anna", HttpMethod.POST, "/owa/meetings", meeting().put("end", "2030-03-04T08:00:00Z"))
                        .status())
                .isEqualTo(400);
        assertThat(as("anna", HttpMethod.POST, "/owa/meetings", meeting().put("colour", "red"))
                        .status())
                .isEqualTo(400);
        assertThat(as("anna", HttpMethod.POST, "/owa/meetings", meeting().put("accessLevel", "Somebody"))
                        .status())
                .isEqualTo(400);
    }

    private Answer book(boolean online) {
        return as("anna", HttpMethod.POST, "/owa/meetings", meeting().put("online", online));
    }

    private static JsonObject meeting() {
        return new JsonObject()
                .put("subject", "Budget")
                .put("start", "2030-03-04T09:00:00Z")
                .put("end", "2030-03-04T10:00:00Z")
                .put("attendees", new JsonArray().add("bert@contoso.com").add("guest@fabrikam.com"));
    }

    private JsonArray meetings(String who) {
        return as(who, HttpMethod.GET, "/owa/meetings", new JsonObject()).json().getJsonArray("meetings");
    }

    private Answer as(String who, HttpMethod method, String path, JsonObject body) {
        return exchange.call()
                .basic(who + "@contoso.com", "Passw0rd!")
                .header("Content-Type", "application/json")
                .send(method, path, method.equals(HttpMethod.GET) ? "" : body.encode());
    }
}
