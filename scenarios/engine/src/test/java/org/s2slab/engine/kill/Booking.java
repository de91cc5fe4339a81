package org.s2slab.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;

/** An online meeting on the calendar of a site that has no other, as its organiser and its attendee see it everywhere. */
final class Booking {
    /** The meeting as it was booked, and as it is changed. */
    static final String FIRST = "Planning";

    static final String MOVED = "Planning, moved";

    private final Office office;
    private final Kills kills;
    private final String anna;
    private final String bert;
    private final String site;

    /** @param number tells its people and its site apart from those of other meetings */
    Booking(Office office, int number) {
        this.office = office;
        this.kills = new Kills(office, "sharepoint");
        this.anna = "anna" + number;
        this.bert = "bert" + number;
        this.site = "/sites/site" + number;
    }

    /** SharePoint is to be killed at a moment of a message that fits, and again at the next when it is back. */
    Booking killAt(Predicate<Message> message, Moment moment) {
        kills.add(message, moment);
        return this;
    }

    /** In which state SharePoint's database must have the meeting after each kill; null where it must not have it. */
    Booking provedBy(@Nullable String state) {
        kills.provedBy(() ->
                assertThat(inState(state)).as("a meeting in state " + state).isEqualTo(state != null));
        return this;
    }

    Kills kills() {
        return kills;
    }

    private boolean inState(@Nullable String state) {
        return state == null
                ? count("sharepoint", "SELECT COUNT(*) FROM meetings WHERE site_path = ?", site) > 0
                : count("sharepoint", "SELECT COUNT(*) FROM meetings WHERE site_path = ? AND state = ?", site, state)
                        == 1;
    }

    private long count(String node, String sql, Object... values) {
        return office.count(node, sql, values);
    }

    // --- What the organiser does

    /** Books; empty when SharePoint died instead of answering. */
    Optional<LabHttpClient.Answer> book() {
        return office.ask(
                "sharepoint", HttpMethod.POST, site + "/meetings", anna, meeting(FIRST, "2027-02-02T10:00:00Z"));
    }

    Optional<LabHttpClient.Answer> move() {
        return office.ask(
                "sharepoint", HttpMethod.PUT, site + "/meetings/" + id(), anna, meeting(MOVED, "2027-02-03T10:00:00Z"));
    }

    Optional<LabHttpClient.Answer> cancel() {
        return office.ask("sharepoint", HttpMethod.DELETE, site + "/meetings/" + id(), anna, null);
    }

    private JsonObject meeting(String subject, String start) {
        return new JsonObject()
                .put("subject", subject)
                .put("start", start)
                .put("end", start.replace("T10", "T11"))
                .put("attendees", new JsonArray().add(bert + "@contoso.com"));
    }

    private String id() {
        return listed().getJsonObject(0).getString("id");
    }

    private JsonArray listed() {
        LabHttpClient.Answer answer = office.ask("sharepoint", HttpMethod.GET, site + "/meetings", anna, null)
                .orElseThrow();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().toJsonObject().getJsonArray("meetings");
    }

    // --- What must have become of it

    /** Waits until SharePoint has nothing left to do but to look once more for what a partner may still make. */
    void settles() {
        Office.until(
                "everything is undone or finished",
                () -> count(
                                "sharepoint",
                                "SELECT COUNT(*) FROM meetings WHERE state <> 'BOOKED'"
                                        + " AND COALESCE(last_error, '') NOT LIKE '%may still perform%'")
                        == 0);
    }

    /** Fails unless the meeting is the same everywhere: one with this subject, or none where it is null. */
    void is(@Nullable String subject) {
        List<String> expected = subject == null ? List.of() : List.of(subject);
        assertThat(listed().stream().map(JsonObject.class::cast).map(one -> one.getString("subject")))
                .as("what SharePoint tells " + anna)
                .containsExactlyElementsOf(expected);
        assertThat(onTheSite()).as("the site's calendar").containsExactlyElementsOf(expected);
        assertThat(count(
                        "lync",
                        "SELECT COUNT(*) FROM meetings WHERE owner = ? AND assigned = 0",
                        anna + "@contoso.com"))
                .as("conferences at Lync")
                .isEqualTo(expected.size());
        assertThat(count(
                        "lync",
                        "SELECT COUNT(*) FROM meetings WHERE subject = ? AND owner = ?",
                        subject,
                        anna + "@contoso.com"))
                .as("conferences at Lync with its subject")
                .isEqualTo(expected.size());
        assertThat(MailboxReader.appointments(office, anna))
                .as("calendar of " + anna)
                .containsExactlyElementsOf(expected);
        assertThat(MailboxReader.appointments(office, bert))
                .as("calendar of " + bert)
                .containsExactlyElementsOf(expected);
    }

    /** The meeting's subject if there is one, which must then be everywhere. */
    void isWholeOrNone(String... possible) {
        JsonArray found = listed();
        @Nullable
        String subject = found.isEmpty() ? null : found.getJsonObject(0).getString("subject");
        assertThat(subject).isIn((Object[]) possible);
        is(subject);
    }

    private List<String> onTheSite() {
        LabHttpClient.Answer answer = office.ask(
                        "sharepoint", HttpMethod.GET, site + "/_api/web/lists/getbytitle('Calendar')/items", anna, null)
                .orElseThrow();
        return answer.body().toJsonObject().getJsonArray("value").stream()
                .map(JsonObject.class::cast)
                .map(item -> item.getString("Title"))
                .toList();
    }
}
