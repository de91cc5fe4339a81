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

/**
 * An online meeting on the calendar of a site without other meetings, from the point of view of its organiser and its
 * attendee on all servers.
 */
final class Booking {
    /** The subject of the meeting at the booking. */
    static final String FIRST = "Planning";

    static final String MOVED = "Planning, moved";

    private final Office office;
    private final Kills kills;
    private final String anna;
    private final String bert;
    private final String site;

    /** @param number makes the people and the site of this meeting different from those of other meetings */
    Booking(Office office, int number) {
        this.office = office;
        this.kills = new Kills(office, "sharepoint");
        this.anna = "anna" + number;
        this.bert = "bert" + number;
        this.site = "/sites/site" + number;
    }

    /** Kills SharePoint at a moment of a matching message. Later calls add further kills, each after the restart. */
    Booking killAt(Predicate<Message> message, Moment moment) {
        kills.add(message, moment);
        return this;
    }

    /**
     * Sets the expected state of the meeting in SharePoint's database after each kill; null if the database must not
     * contain the meeting.
     */
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

    // --- Actions of the organiser

    /** Books the meeting. Returns empty if SharePoint was killed before it responded. */
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

    // --- Expected results

    /**
     * Waits until SharePoint has no unfinished work, except for a last search for objects that a partner may still
     * create.
     */
    void settles() {
        Office.until(
                "everything is undone or finished",
                () -> count(
                                "sharepoint",
                                "SELECT COUNT(*) FROM meetings WHERE state <> 'BOOKED'"
                                        + " AND COALESCE(last_error, '') NOT LIKE '%may still perform%'")
                        == 0);
    }

    /** Fails unless all servers have one meeting with this subject, or no meeting if the subject is null. */
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

    /** Fails unless all servers have the meeting with one of these subjects, or no server has a meeting. */
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
