package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall;

/** The link of a meeting: who comes in, who waits in the lobby, and what a page shows. */
class JoinTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";

    private UcwaCaller anna;

    @BeforeEach
    void start() {
        anna = UcwaCaller.exchangeFor(lab, ANNA);
    }

    @ParameterizedTest
    @CsvSource({
        "Locked, Admitted, Waiting, Waiting, Waiting",
        "Invited, Admitted, Admitted, Waiting, Waiting",
        "SameEnterprise, Admitted, Admitted, Admitted, Waiting",
        "Everyone, Admitted, Admitted, Admitted, Admitted"
    })
    void letsInWhomTheAccessLevelNames(
            String level, String organizer, String invited, String colleague, String outsider) {
        URI link = meeting(level, "Party");

        assertThat(List.of(
                        state(person(link, ANNA)),
                        state(person(link, "bert@contoso.com")),
                        state(person(link, "frida@fabrikam.com")),
                        state(post(link, "", new JsonObject().put("name", "Otto")))))
                .containsExactly(organizer, invited, colleague, outsider);
    }

    @Test
    void holdsAnOutsiderInTheLobbyUntilALeaderDecides() {
        URI link = meeting("SameEnterprise", "Party");
        JsonObject outsider =
                post(link, "", new JsonObject().put("name", "Otto")).json();
        JsonObject guest = new JsonObject().put("guest", outsider.getString("guest"));
        JsonObject waiting = person(link, ANNA).json().getJsonArray("lobby").getJsonObject(0);

        var bySomebodyElse = post(link, "/lobby/" + waiting.getString("id"), new JsonObject());
        String before = state(post(link, "", guest));
        var decided = call(link)
                .basic(ANNA, LyncLab.PASSWORD)
                .header("Content-Type", "application/json")
                .post(link.getPath() + "/lobby/" + waiting.getString("id"), new JsonObject());
        JsonObject after = post(link, "", guest).json();

        assertThat(outsider.encode()).doesNotContain("Party");
        assertThat(waiting.getString("name")).isEqualTo("Otto");
        assertThat(bySomebodyElse.status()).isEqualTo(401);
        assertThat(before).isEqualTo("Waiting");
        assertThat(decided.json().getJsonArray("lobby")).isEmpty();
        assertThat(after.getString("state")).isEqualTo("Admitted");
        assertThat(after.getJsonObject("meeting").getString("subject")).isEqualTo("Party");
    }

    @Test
    void takesNoPersonsNameForAnOutsidersPlace() {
        URI link = meeting("Locked", "Party");
        person(link, "bert@contoso.com");

        assertThat(post(link, "", new JsonObject().put("guest", "bert@contoso.com"))
                        .status())
                .isEqualTo(404);
        assertThat(post(link, "", new JsonObject().put("guest", "person:bert@contoso.com"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsOnlyLeadersDecide() {
        lab.cmdlet("Set-CsMeetingConfiguration", "DesignateAsPresenter", "None");
        URI link = meeting("SameEnterprise", "Party");
        post(link, "", new JsonObject().put("name", "Otto"));

        var bert = call(link)
                .basic("bert@contoso.com", LyncLab.PASSWORD)
                .header("Content-Type", "application/json")
                .post(link.getPath() + "/lobby/1", new JsonObject());
        var fromAnotherPage = call(link)
                .basic(ANNA, LyncLab.PASSWORD)
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .post(link.getPath() + "/lobby/1", new JsonObject());

        var fromALink = call(link)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .get(link.getPath());
        var framed = call(link)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "iframe")
                .get(link.getPath());

        assertThat(bert.status()).isEqualTo(403);
        assertThat(fromAnotherPage.status()).isEqualTo(403);
        assertThat(fromALink.status()).isEqualTo(200);
        assertThat(framed.status()).isEqualTo(403);
    }

    @Test
    void showsAPageOnWhichNothingRuns() {
        URI link = meeting("Everyone", "<script>alert('1')</script> & \"more\"");

        var stranger = call(link).header("Accept", "text/html").get(link.getPath());
        var guest = call(link)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://" + link.getHost())
                .send(HttpMethod.POST, link.getPath(), "name=Otto");
        var notFromThePage = call(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(HttpMethod.POST, link.getPath(), "name=Otto");

        assertThat(notFromThePage.status()).isEqualTo(415);
        assertThat(stranger.body()).contains("<form").doesNotContain("alert");
        assertThat(guest.body())
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;")
                .doesNotContain("<script");
        assertThat(guest.headers().get("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    @Test
    void isNowhereElse() {
        URI link = meeting("Everyone", "Party");
        String other = link.getPath().replace("/anna/", "/bert/");

        assertThat(call(link).basic(ANNA, LyncLab.PASSWORD).get(other).status()).isEqualTo(404);
        assertThat(call(link).basic(ANNA, "wrong").get(link.getPath()).status()).isEqualTo(401);
        assertThat(call(link).get(link.getPath() + "?signin=1").headers().get("WWW-Authenticate"))
                .startsWith("Basic");
    }

    private URI meeting(String level, String subject) {
        JsonObject expected = new JsonObject()
                .put("subject", subject)
                .put("accessLevel", level)
                .put("attendees", new JsonArray().add("sip:bert@contoso.com"));
        return URI.create(anna.post(anna.meetings(), expected).json().getString("joinUrl"));
    }

    private TestCall call(URI link) {
        return lab.call(link.getHost());
    }

    private TestCall.Answer person(URI link, String upn) {
        return call(link).basic(upn, LyncLab.PASSWORD).get(link.getPath());
    }

    private TestCall.Answer post(URI link, String below, JsonObject body) {
        return call(link).header("Content-Type", "application/json").post(link.getPath() + below, body);
    }

    private static String state(TestCall.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getString("state");
    }
}
