package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Meetings as a partner server schedules them for a person. */
class MeetingsTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";
    private static final JsonObject PARTY = new JsonObject()
            .put("subject", "holiday party")
            .put("description", "d")
            .put("attendees", new JsonArray().add("sip:Bert@contoso.com"))
            .put("accessLevel", "SameEnterprise")
            .put("attendanceAnnouncementsStatus", "Disabled");

    private UcwaCaller anna;

    @BeforeEach
    void start() {
        anna = UcwaCaller.exchangeFor(lab, ANNA);
    }

    @Test
    void isFoundByDiscoveryAndTheUserLink() {
        var root = lab.call("lyncdiscover.contoso.com")
                .header("Accept", "application/json")
                .get("/");
        String user = root.json().getJsonObject("_links").getJsonObject("user").getString("href");

        var found = anna.get(user.substring("https://lync.contoso.com".length()));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json()
                        .getJsonObject("_links")
                        .getJsonObject("applications")
                        .getString("href"))
                .isEqualTo("https://lync.contoso.com/ucwa/oauth/v1/applications");
    }

    @Test
    void tellsABrowserTheOlderFormWithEscapedSlashes() {
        assertThat(lab.call("lyncdiscover.contoso.com").get("/").body())
                .contains("{\"href\":\"https:\\/\\/lync.contoso.com\\/Autodiscover\\/AutodiscoverService.svc\\/root"
                        + "\\/oauth\\/user\",\"token\":\"OAuth\"}");
    }

    @Test
    void makesAMeetingThatIsThereAfterARestart() {
        var made = anna.post(anna.meetings(), PARTY);

        JsonObject meeting = made.json();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().get("ETag")).isEqualTo("\"" + meeting.getString("etag") + "\"");
        String id = meeting.getString("onlineMeetingId");
        assertThat(id).matches("[0-9A-Z]{8}");
        assertThat(meeting.getString("onlineMeetingUri"))
                .isEqualTo("sip:anna@contoso.com;gruu;opaque=app:conf:focus:id:" + id);
        assertThat(meeting.getString("joinUrl")).endsWith("/anna/" + id);
        assertThat(meeting.getJsonArray("attendees")).containsExactly("sip:bert@contoso.com");
        lab.stop();
        lab.start();
        String meetings = anna.meetings();
        assertThat(anna.get(meetings + "/" + id).json().getString("subject")).isEqualTo("holiday party");
        assertThat(anna.get(meetings)
                        .json()
                        .getJsonObject("_embedded")
                        .getJsonArray("myOnlineMeeting")
                        .getJsonObject(0)
                        .getString("onlineMeetingId"))
                .isEqualTo(id);
    }

    @Test
    void keepsThePartnerToTheUserOfItsToken() {
        String meetings = anna.meetings();
        JsonObject meeting = anna.post(meetings, PARTY).json();
        UcwaCaller bert = UcwaCaller.exchangeFor(lab, "bert@contoso.com");

        var annasApplication = bert.get(meetings);
        var annasMeeting = bert.get(bert.meetings() + "/" + meeting.getString("onlineMeetingId"));

        assertThat(annasApplication.status()).isEqualTo(404);
        assertThat(annasApplication.json().getString("subcode")).isEqualTo("ApplicationNotFound");
        assertThat(annasMeeting.status()).isEqualTo(404);
        assertThat(annasMeeting.json().getString("subcode")).isEqualTo("ResourceNotFound");
    }

    @Test
    void hasNoMeetingsForAPartnerThatCallsAsItself() {
        String token = UcwaCaller.forItself().text();

        var user = lab.call("lync.contoso.com").bearer(token).get(UcwaCaller.USER);
        var applications = lab.call("lync.contoso.com")
                .bearer(token)
                .header("Content-Type", "application/json")
                .post(UcwaCaller.APPLICATIONS, new JsonObject());

        assertThat(user.status()).isEqualTo(200);
        assertThat(user.body()).doesNotContain("applications");
        assertThat(applications.status()).isEqualTo(403);
        assertThat(applications.headers().get("WWW-Authenticate")).contains("insufficient_scope");
        assertThat(lab.manage("/hops?kind=ACCEPTED,REFUSED").getJsonArray("hops").stream()
                        .map(hop -> ((JsonObject) hop).getString("kind") + " " + ((JsonObject) hop).getString("rule")))
                .endsWith("ACCEPTED null", "REFUSED D8");
    }

    @Test
    void namesTheMemberItCannotTake() {
        String meetings = anna.meetings();

        var answer = anna.post(meetings, new JsonObject().put("accessLevel", "Nobody"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("code")).isEqualTo("BadRequest");
        assertThat(answer.json().getString("subcode")).isEqualTo("ParameterValidationFailure");
        assertThat(answer.json().getJsonObject("parameters").getString("accessLevel"))
                .contains("Nobody", "Locked");
        assertThat(anna.post(meetings, new JsonObject().put("expirationTime", "2099-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(400);
        assertThat(anna.post(meetings, new JsonObject().put("attendees", "bert"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changesAMeetingOnlyForTheVersionTheClientHasRead() {
        JsonObject first = anna.post(anna.meetings(), PARTY).json();
        String self = UcwaCaller.self(first);
        JsonObject moved = first.copy().put("subject", "moved");

        var changed = anna.put(self, "\"" + first.getString("etag") + "\"", moved);
        var stale = anna.put(self, "\"" + first.getString("etag") + "\"", first);
        var unconditional =
                anna.call().header("Content-Type", "application/json").send(HttpMethod.PUT, self, moved.encode());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("subject")).isEqualTo("moved");
        assertThat(changed.json().getString("joinUrl")).isEqualTo(first.getString("joinUrl"));
        assertThat(changed.headers().get("ETag")).isNotEqualTo("\"" + first.getString("etag") + "\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().getString("code")).isEqualTo("PreconditionFailed");
        assertThat(unconditional.status()).isEqualTo(428);
        assertThat(anna.get(self).json().getString("subject")).isEqualTo("moved");
    }

    @Test
    void refusesAChangeWithoutTheMemberThatMustBePassed() {
        JsonObject first = anna.post(anna.meetings(), PARTY).json();

        assertThat(anna.put(UcwaCaller.self(first), "*", new JsonObject().put("subject", "x"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void cancelsAMeeting() {
        String self = UcwaCaller.self(anna.post(anna.meetings(), PARTY).json());

        assertThat(anna.delete(self).status()).isEqualTo(204);
        assertThat(anna.get(self).status()).isEqualTo(404);
        assertThat(anna.delete(self).status()).isEqualTo(404);
    }

    @Test
    void forgetsMeetingsAndApplicationsWhenTheirTimeIsOver() {
        String meetings = anna.meetings();
        String self = UcwaCaller.self(anna.post(meetings, PARTY).json());

        lab.clock.advance(Duration.ofMinutes(15));
        var silent = anna.get(self);
        lab.clock.advance(Duration.ofHours(7).plusMinutes(40));
        String id = self.substring(self.lastIndexOf('/'));
        var held = anna.get(anna.meetings() + id);
        lab.clock.advance(Duration.ofMinutes(5));
        var over = anna.get(anna.meetings() + id);

        assertThat(silent.json().getString("subcode")).isEqualTo("ApplicationNotFound");
        assertThat(held.status()).isEqualTo(200);
        assertThat(over.status()).isEqualTo(404);
    }

    @Test
    void endsAnApplicationAtItsClientsWish() {
        JsonObject application = anna.application();
        String self = UcwaCaller.self(application);

        assertThat(anna.get(self).json()).isEqualTo(application);
        assertThat(anna.delete(self).status()).isEqualTo(204);
        assertThat(anna.get(self).status()).isEqualTo(404);
    }
}
