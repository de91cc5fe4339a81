package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Lync does after a request was answered says which request caused it. */
class DeferredCauseTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";
    private static final String CONVERSATIONS = "/users/me/conversations";

    @Test
    void aDeliveryBelongsToTheRequestThatEndedTheConversationEvenAfterARestart() {
        archive();
        lab.exchange.away(true);
        String cause = end(talk());
        await().until(() -> deferred().getInteger("resting") == 1);
        assertThat(deferred().getString("traceId")).isEqualTo(cause);
        assertThat(deferred().getString("work")).isEqualTo("transcripts for Exchange");

        lab.stop();
        lab.exchange.away(false);
        lab.start();
        await().until(() -> lab.manage("/deferred").getJsonArray("deferred").isEmpty());

        List<JsonObject> calls = calls();
        assertThat(calls).isNotEmpty();
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.getString("traceId")).isEqualTo(cause);
            assertThat(links(call)).containsExactly(cause);
        });
    }

    @Test
    void aCallThatDeliversForSeveralRequestsIsLinkedToEach() {
        archive();
        lab.exchange.away(true);
        Set<String> causes = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            causes.add(end(talk()));
        }
        await().until(() -> lab.manage("/deferred").getJsonArray("deferred").size() == 3);
        lab.exchange.away(false);
        lab.clock.advance(Duration.ofHours(1));
        await().until(() -> lab.manage("/deferred").getJsonArray("deferred").isEmpty());

        List<JsonObject> shared =
                calls().stream().filter(call -> links(call).size() > 1).toList();
        assertThat(shared).isNotEmpty();
        assertThat(shared).allSatisfy(call -> {
            assertThat(causes).containsAll(links(call));
            assertThat(call.getString("traceId")).isNotIn(causes);
        });
        assertThat(calls().stream().flatMap(call -> links(call).stream()).collect(Collectors.toSet()))
                .containsAll(causes);
    }

    @Test
    void theFirstHourOfAConversationBelongsToTheRequestThatBeganIt() {
        archive();
        talk();
        String cause = lastSignIn();
        lab.clock.advance(Duration.ofHours(2));
        await().until(() -> !calls().isEmpty());
        assertThat(calls()).allSatisfy(call -> assertThat(links(call)).containsExactly(cause));
    }

    @Test
    void aMigrationThatGoesOnIsLinkedToTheOneThatDidNotEnd() {
        lab.fillListOf(ANNA);
        lab.exchange.breakAfter(3, FakeExchange.Break.BEFORE);
        lab.signIn(ANNA);
        String broken = lastSignIn();
        await().until(lab.exchange::brokeAlready);

        lab.signIn(ANNA);
        String resumed = lastSignIn();
        List<JsonObject> calls = calls().stream()
                .filter(call -> call.getString("traceId").equals(resumed))
                .toList();
        assertThat(calls).isNotEmpty();
        assertThat(calls.get(0).getJsonArray("links")).hasSize(1);
        assertThat(links(calls.get(0))).containsExactly(broken);
        lab.signIn(ANNA);
        String third = lastSignIn();
        assertThat(calls().stream().filter(call -> call.getString("traceId").equals(third)))
                .as("the move has ended")
                .allSatisfy(call -> assertThat(links(call)).isEmpty());
    }

    private void archive() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImAndWebConf", "EnableExchangeArchiving", true);
        lab.cmdlet("Set-CsUser", "Identity", ANNA, "ExchangeArchivingPolicy", "ArchivingToExchange");
    }

    private String talk() {
        JsonObject words = new JsonObject()
                .put("to", new JsonArray().add("sip:Bert@contoso.com"))
                .put("message", "Hi");
        return lab.post(ANNA, CONVERSATIONS, words).body().getString("id");
    }

    /** The trace of the request that ended it. */
    private String end(String id) {
        lab.post(ANNA, CONVERSATIONS + "/" + id + "/end", new JsonObject());
        return lastSignIn();
    }

    private String lastSignIn() {
        List<JsonObject> all = hops("SIGNED_IN");
        return all.get(all.size() - 1).getString("traceId");
    }

    private List<JsonObject> calls() {
        return hops("CALLED");
    }

    private List<JsonObject> hops(String kind) {
        return lab.manage("/hops?kind=" + kind).getJsonArray("hops").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> links(JsonObject hop) {
        return hop.getJsonArray("links", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(link -> link.getString("traceId"))
                .toList();
    }

    private JsonObject deferred() {
        JsonArray all = lab.manage("/deferred").getJsonArray("deferred");
        return all.isEmpty() ? new JsonObject().put("resting", 0) : all.getJsonObject(0);
    }
}
