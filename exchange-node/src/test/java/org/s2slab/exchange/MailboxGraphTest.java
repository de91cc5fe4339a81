package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;
import org.s2slab.testing.TestTokens;

/** Microsoft Graph's requests about mailboxes at Exchange Online, and the callers that it refuses. */
class MailboxGraphTest {
    private static final String APP = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";
    private static final String TENANT = FakeAuthorizationServer.TENANT;
    static final String SCHEDULE = """
            {"Schedules": ["bert@contoso.com", "nobody@contoso.com"], "availabilityViewInterval": 60,
             "startTime": {"dateTime": "2026-03-02T08:00:00", "timeZone": "UTC"},
             "endTime": {"dateTime": "2026-03-02T12:00:00.0000000", "timeZone": "UTC"}}""";
    private static final String TIPS =
            "{\"EmailAddresses\": [\"anna@contoso.com\", \"nobody@contoso.com\"], \"MailTipsOptions\": \"automaticReplies,"
                    + " mailboxFullStatus\"}";

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = RunningExchange.online(folder);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    static TestLayer token(String... roles) {
        return new TestLayer()
                .header("typ", "JWT")
                .header("alg", "RS256")
                .signedBy(FakeAuthorizationServer.key())
                .header("kid", FakeAuthorizationServer.key().x5t())
                .claim("aud", "https://graph.microsoft.com")
                .claim("iss", "https://sts.windows.net/" + TENANT + "/")
                .claim("nbf", TestTokens.NOW)
                .claim("exp", TestTokens.NOW + 3600)
                .claim("appid", APP)
                .claim("oid", APP)
                .claim("idtyp", "app")
                .claim("roles", new JsonArray(List.of(roles)).getList())
                .claim("tid", TENANT);
    }

    private static TestLayer every() {
        return token("Calendars.Read", "MailTips.ReadBasic.All", "ProfilePhoto.Read.All");
    }

    private Answer send(TestLayer token, String method, String path, String body) {
        TestCall call = exchange.call().bearer(token.text());
        return call.send(HttpMethod.valueOf(method), "/v1.0/users/" + path, body);
    }

    private Answer schedule(TestLayer token, String body) {
        return send(token, "POST", "bert@contoso.com/calendar/getSchedule", body);
    }

    /** The rule of the last refusal. */
    private String rule() {
        return exchange.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .map(hop -> String.valueOf(hop.getString("rule")))
                .reduce("", (first, second) -> second);
    }

    private void busy() {
        exchange.soap("bert", "", """
                <m:CreateItem SendMeetingInvitations="SendToNone"><m:Items><t:CalendarItem>
                <t:Subject>Review</t:Subject><t:Start>2026-03-02T09:00:00Z</t:Start><t:End>2026-03-02T10:30:00Z</t:End>
                <t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus><t:Location>Room 1</t:Location>
                </t:CalendarItem></m:Items></m:CreateItem>""");
    }

    @Test
    void answersSchedulesWithTheFreeBusyDataOfEws() {
        busy();
        Answer answer = exchange.call()
                .bearer(every().text())
                .header("Prefer", "outlook.timezone=\"W. Europe Standard Time\"")
                .send(HttpMethod.POST, "/v1.0/users/bert@contoso.com/calendar/getSchedule", SCHEDULE);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Preference-Applied")).contains("W. Europe Standard Time");
        JsonObject bert = answer.json().getJsonArray("value").getJsonObject(0);
        assertThat(bert.getString("availabilityView")).isEqualTo("0330");
        JsonObject item = bert.getJsonArray("scheduleItems").getJsonObject(0);
        assertThat(item.getString("status")).isEqualTo("oof");
        assertThat(item.getString("subject")).isEqualTo("Review");
        assertThat(item.getString("location")).isEqualTo("Room 1");
        assertThat(item.getJsonObject("start").getString("dateTime")).isEqualTo("2026-03-02T10:00:00.0000000");
        assertThat(bert.getJsonObject("workingHours").getString("startTime")).isEqualTo("08:00:00.0000000");
        assertThat(answer.json()
                        .getJsonArray("value")
                        .getJsonObject(1)
                        .getJsonObject("error")
                        .getString("responseCode"))
                .isEqualTo("ErrorMailRecipientNotFound");
    }

    @Test
    void showsACalendarWithTheRightsOfTheUserInTheAddress() {
        busy();
        Answer answer = send(every(), "POST", "anna@contoso.com/calendar/getSchedule", SCHEDULE);

        assertThat(answer.body()).contains("\"0330\"").doesNotContain("Review", "Room 1");
    }

    @Test
    void answersAutomaticReplies() {
        exchange.run(
                "Set-MailboxAutoReplyConfiguration",
                new JsonObject()
                        .put("Identity", "anna")
                        .put("AutoReplyState", "Enabled")
                        .put("InternalMessage", "I am away."));

        Answer answer = send(every(), "POST", "bert@contoso.com/getMailTips", TIPS);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject anna = answer.json().getJsonArray("value").getJsonObject(0);
        assertThat(anna.getJsonObject("automaticReplies").getString("message")).isEqualTo("I am away.");
        assertThat(anna.getBoolean("mailboxFull")).isFalse();
        assertThat(anna.getJsonObject("emailAddress").getString("address")).isEqualTo("anna@contoso.com");
        assertThat(answer.json().getJsonArray("value").getJsonObject(1).containsKey("error"))
                .isTrue();
    }

    @Test
    void answersAPhotoOnceAndItsTagAfterwards() {
        assertThat(error(send(every(), "GET", "anna@contoso.com/photo/$value", "")))
                .isEqualTo("404 ImageNotFound");
        exchange.run(
                "Set-UserPhoto",
                new JsonObject().put("Identity", "anna").put("PictureData", "255 216 255 224 0 0 255 217"));

        Answer photo = send(every(), "GET", "anna@contoso.com/photos/48x48/$value", "");
        Answer again = exchange.call()
                .bearer(every().text())
                .header("If-None-Match", photo.headers().get("ETag"))
                .get("/v1.0/users/anna%40contoso.com/photo/%24value");

        assertThat(photo.headers().get("Content-Type")).isEqualTo("image/jpeg");
        assertThat(photo.bytes().length()).isEqualTo(8);
        assertThat(again.status()).isEqualTo(304);
        assertThat(error(send(every(), "GET", "anna@contoso.com/photos/49x48/$value", "")))
                .isEqualTo("400 ErrorInvalidImageId");
    }

    private static String error(Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aud    | https://outlook.office365.com
            iss    | https://sts.windows.net/99999999-2222-4333-8444-555555555555/
            tid    | 99999999-2222-4333-8444-555555555555
            """)
    void refusesATokenForAnotherServerOrTenant(String claim, String value) {
        Answer answer = schedule(every().claim(claim, value), SCHEDULE);

        assertThat(error(answer)).isEqualTo("401 InvalidAuthenticationToken");
    }

    @Test
    void refusesATokenThatIsNotSignedByTheTenantsIssuerOrNotValidNow() {
        Consumer<TestLayer> refused =
                token -> assertThat(error(schedule(token, SCHEDULE))).isEqualTo("401 InvalidAuthenticationToken");

        refused.accept(every().signedBy(TestKeys.outsider())
                .header("kid", FakeAuthorizationServer.key().x5t()));
        refused.accept(every().signedBy(TestKeys.exchange())
                .header("kid", TestKeys.exchange().x5t()));
        refused.accept(every().header("alg", "none").signature(bytes -> new byte[0]));
        refused.accept(every().header("crit", "x"));
        refused.accept(every().claim("exp", TestTokens.NOW - 301));
        refused.accept(every().claim("nbf", TestTokens.NOW + 301));
        refused.accept(every().withoutClaim("exp"));
        assertThat(exchange.call()
                        .get("/v1.0/users/bert@contoso.com/photo/$value")
                        .status())
                .isEqualTo(401);
    }

    /** A token of a partner for EWS, and a password, open nothing here; a token for Graph opens nothing else. */
    @Test
    void acceptsTokensForGraphOnlyHere() {
        TestTokens partner = TestTokens.alone().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key());
        partner.actor().claim("nameid", APP + "@" + TENANT).claim("roles", List.of("full_access_as_app"));
        String photo = "/v1.0/users/bert@contoso.com/photo/$value";

        assertThat(exchange.call().bearer(partner.text()).get(photo).status()).isEqualTo(401);
        assertThat(exchange.call()
                        .basic("bert@contoso.com", "password")
                        .get(photo)
                        .status())
                .isEqualTo(401);
        assertThat(exchange.call()
                        .bearer(every().text())
                        .send(HttpMethod.POST, "/EWS/Exchange.asmx", IssuedTokenAtExchangeTest.LIST)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void i6NeedsThePermissionOfEachRequest() {
        String denied = "403 ErrorAccessDenied";
        TestLayer other = token("Mail.Send", "full_access_as_app", "MailboxSettings.Read");

        assertThat(error(schedule(other, SCHEDULE))).isEqualTo(denied);
        assertThat(rule()).isEqualTo("I6");
        assertThat(error(schedule(token(), SCHEDULE))).isEqualTo(denied);
        assertThat(error(schedule(token("MailTips.ReadBasic.All", "ProfilePhoto.Read.All"), SCHEDULE)))
                .isEqualTo(denied);
        assertThat(error(send(token("Calendars.Read"), "POST", "bert@contoso.com/getMailTips", TIPS)))
                .isEqualTo(denied);
        assertThat(error(send(token("Calendars.Read"), "GET", "bert@contoso.com/photo/$value", "")))
                .isEqualTo(denied);
        assertThat(schedule(other, SCHEDULE).body())
                .contains("Access is denied. Check credentials and try again.")
                .doesNotContain("Mail.Send");
        TestLayer person = every().claim("scp", "Calendars.Read").claim("upn", "bert@contoso.com");
        assertThat(error(schedule(person, SCHEDULE))).isEqualTo(denied);
        assertThat(error(send(token("Mail.Send"), "GET", "nobody@contoso.com/photo/$value", "")))
                .as("without a permission, the caller does not learn who exists")
                .isEqualTo(denied);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GET  | bert@contoso.com/../anna@contoso.com/photo/$value   | 400 BadRequest
            GET  | bert@contoso.com%2Fphoto/$value                     | 400 BadRequest
            GET  | bert@contoso.com%2F..%2Fanna@contoso.com/photo/$value | 404 ErrorInvalidUser
            GET  | nobody@contoso.com/photo/$value                     | 404 ErrorInvalidUser
            GET  | %00/photo/$value                                    | 404 ErrorInvalidUser
            GET  | anna/photo/$value                                   | 404 ErrorInvalidUser
            GET  | bert@contoso.com/messages                           | 400 BadRequest
            GET  | bert@contoso.com                                    | 400 BadRequest
            GET  | bert@contoso.com/photo/$value/                      | 400 BadRequest
            PUT  | bert@contoso.com/photo/$value                       | 405 BadRequest
            GET  | bert@contoso.com/calendar/getSchedule               | 405 BadRequest
            """)
    void refusesOtherAddresses(String method, String path, String expected) {
        assertThat(error(send(every(), method, path, ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                          | ErrorInvalidParameter
            []                                                          | BadRequest
            {"schedules"                                                | BadRequest
            {"schedules": ["a"], "rooms": []}                           | BadRequest
            {"schedules": "bert@contoso.com"}                           | BadRequest
            {"schedules": [7]}                                          | BadRequest
            {"schedules": ["a"], "startTime": "2026-03-02T08:00:00"}    | ErrorInvalidParameter
            {"schedules": ["a"], "startTime": {"dateTime": "2026-03-02T08:00:00", "timeZone": "Mars"}} | TimeZoneNotSupportedException
            {"schedules": ["a"], "startTime": {"dateTime": "today", "timeZone": "UTC"}} | ErrorInvalidTimeInterval
            """)
    void refusesABodyThatIsNotValid(String body, String code) {
        assertThat(error(schedule(every(), body))).isEqualTo("400 " + code);
    }

    @Test
    void limitsSchedulesTimeAndBody() {
        String many = SCHEDULE.replace("\"bert@contoso.com\",", "\"bert@contoso.com\",".repeat(20));
        assertThat(error(schedule(every(), many))).isEqualTo("400 ErrorInvalidParameter");
        for (String interval : List.of("4", "1441", "-5", "99999999999", "\"x\"")) {
            assertThat(schedule(every(), SCHEDULE.replace("60", interval)).status())
                    .as(interval)
                    .isEqualTo(400);
        }
        assertThat(schedule(every(), SCHEDULE.replace("2026-03-02T12:00:00.0000000", "2026-05-03T08:00:00"))
                        .status())
                .as("62 days")
                .isEqualTo(200);
        assertThat(error(schedule(every(), SCHEDULE.replace("2026-03-02T12", "2026-05-03T09"))))
                .isEqualTo("400 ErrorTimeIntervalTooBig");
        assertThat(error(schedule(every(), SCHEDULE.replace("2026-03-02T12", "2026-03-02T07"))))
                .isEqualTo("400 ErrorInvalidTimeInterval");
        String large = SCHEDULE.replace("bert@", "b".repeat(1_100_000) + "@");
        assertThat(schedule(every(), large).status()).isIn(400, 413);
        String options = TIPS.replace("mailboxFullStatus", "everything");
        assertThat(error(send(every(), "POST", "bert@contoso.com/getMailTips", options)))
                .isEqualTo("400 BadRequest");
        String recipients = TIPS.replace("\"anna@contoso.com\",", "\"anna@contoso.com\",".repeat(50));
        assertThat(error(send(every(), "POST", "bert@contoso.com/getMailTips", recipients)))
                .isEqualTo("400 ErrorInvalidParameter");
    }

    @Test
    void exchangeOnThePremisesHasNoGraph() {
        exchange.close();
        exchange = new RunningExchange(folder.resolve("premises"), List.of("contoso.com"));

        assertThat(send(every(), "GET", "bert@contoso.com/photo/$value", "").status())
                .isEqualTo(404);
    }
}
