package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivingTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";
    private static final String BERT = "bert@contoso.com";
    private static final String CONVERSATIONS = "/users/me/conversations";

    @BeforeEach
    void start() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImAndWebConf", "EnableExchangeArchiving", true);
        lab.cmdlet("Set-CsUser", "Identity", ANNA, "ExchangeArchivingPolicy", "ArchivingToExchange");
    }

    private String talk(String text) {
        var begun = lab.post(
                ANNA,
                CONVERSATIONS,
                new JsonObject()
                        .put("to", new JsonArray().add("sip:Bert@contoso.com"))
                        .put("message", text));
        assertThat(begun.status()).as(begun.body().encode()).isEqualTo(201);
        return begun.body().getString("id");
    }

    private JsonObject end(String user, String id) {
        var ended = lab.post(user, CONVERSATIONS + "/" + id + "/end", new JsonObject());
        assertThat(ended.status()).as(ended.body().encode()).isEqualTo(200);
        return ended.body().getJsonObject("archived");
    }

    private JsonObject flush() {
        return lab.cmdlet("Invoke-CsStorageServiceFlush", "PoolFqdn", "lync.contoso.com", "FlushType", "FullFlush")
                .object();
    }

    private JsonObject queue() {
        return lab.cmdlet("Get-CsStorageServiceQueue").object();
    }

    @Test
    void putsWhatWasSaidIntoTheMailboxOfWhomPolicyNames() {
        String id = talk("Hello <Bert> & co");
        lab.post(BERT, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", "Hello Anna"));

        assertThat(end(ANNA, id))
                .isEqualTo(new JsonObject().put("exchange", 1).put("lync", 0).put("none", 1));
        await().until(() -> queue().getInteger("QueueLength") == 0);

        var items = lab.exchange.itemsOf(ANNA).items();
        assertThat(items).hasSize(1);
        assertThat(items.get(0).html()).contains("Hello &lt;Bert&gt; &amp; co", "Hello Anna");
        var message = items.get(0).message();
        assertThat(message.textAt("ItemClass")).isEqualTo("IPM.Note.Microsoft.Conversation");
        assertThat(message.textAt("From", "Mailbox", "EmailAddress")).isEqualTo(ANNA);
        assertThat(message.textAt("ToRecipients", "Mailbox", "EmailAddress")).isEqualTo(BERT);
        assertThat(message.textAt("InternetMessageId"))
                .doesNotContain(id)
                .matches("<[0-9a-f-]{36}@lync\\.contoso\\.com>");
        assertThat(lab.exchange.itemsOf(BERT).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FakeExchange.Break.class)
    void deliversExactlyOnceWhateverBecomesOfACall(FakeExchange.Break how) {
        end(ANNA, talk("first"));
        await().until(() -> queue().getInteger("QueueLength") == 0);

        lab.exchange.breakAfter(0, how);
        end(ANNA, talk("second"));
        await().until(lab.exchange::brokeAlready);
        await().until(() -> queue().getInteger("Failing") == 1);
        assertThat(queue().getString("LastError")).isNotEmpty();
        lab.clock.advance(Duration.ofMinutes(1));
        await().until(() -> queue().getInteger("QueueLength") == 0);

        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(2);
    }

    @Test
    void bringsTheTranscriptUnderAnotherIdWhereExchangeHoldsSomethingElse() {
        lab.exchange.breakAfter(0, FakeExchange.Break.AFTER);
        end(ANNA, talk("The price is twelve"));
        await().until(() -> queue().getInteger("Failing") == 1);
        lab.exchange.itemsOf(ANNA).replace("The price is twelve", "The price is two");

        lab.clock.advance(Duration.ofMinutes(1));
        await().until(() -> String.valueOf(queue().getString("LastError")).contains("is not the transcript"));
        lab.clock.advance(Duration.ofMinutes(1));
        await().until(() -> queue().getInteger("QueueLength") == 0);
        var items = lab.exchange.itemsOf(ANNA).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).html()).contains("The price is two<");
        assertThat(items.get(1).html()).contains("The price is twelve");
        assertThat(items.get(1).message().textAt("InternetMessageId"))
                .isNotEqualTo(items.get(0).message().textAt("InternetMessageId"));
    }

    @Test
    void keepsTheQueueWhenTheNodeGoesDown() {
        lab.exchange.away(true);
        end(ANNA, talk("kept"));
        lab.stop();
        lab.start();
        lab.exchange.away(false);

        assertThat(flush().getInteger("QueueLength")).isZero();
        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(1);
    }

    @Test
    void keepsARefusedTranscriptWithItsReasonAndAsksAgain() {
        lab.exchange.refuse("2000009;reason=\"not today\"");
        end(ANNA, talk("refused"));
        await().until(() -> queue().getInteger("Failing") == 1);
        assertThat(queue().getString("LastError")).contains("not today");

        lab.exchange.refuse(null);
        lab.clock.advance(Duration.ofHours(1));
        await().until(() -> queue().getInteger("QueueLength") == 0);
        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(1);
    }

    @Test
    void deliversWhatWaitsInFewCallsAndKeepsOnlyWhatExchangeDoesNotWant() {
        lab.exchange.away(true);
        for (int i = 0; i < 60; i++) {
            end(ANNA, talk(i == 7 ? "unwanted" : "number " + i));
        }
        lab.exchange.itemsOf(ANNA).refuse("unwanted");
        lab.exchange.away(false);
        lab.exchange.calls();

        assertThat(flush().getInteger("QueueLength")).isEqualTo(1);
        assertThat(queue().getString("LastError")).contains("ErrorQuotaExceeded");
        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(59);
        assertThat(lab.exchange.calls())
                .filteredOn("CreateItem"::equals)
                .as("60 transcripts")
                .hasSizeBetween(3, 6);

        lab.exchange.itemsOf(ANNA).refuse("");
        lab.clock.advance(Duration.ofHours(1));
        await().until(() -> queue().getInteger("QueueLength") == 0);
        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bell \u0007!", "null \u0000!", "no character \uFFFE!"})
    void archivesWhatXmlCannotWrite(String said) {
        end(ANNA, talk(said));
        end(ANNA, talk("and what it can"));

        assertThat(flush().getInteger("QueueLength")).isZero();
        var items = lab.exchange.itemsOf(ANNA).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).html()).contains(said.replaceAll("[\u0007\u0000\uFFFE]!", "\uFFFD!"));
        assertThat(lab.exchange.calls()).doesNotContain("malformed");
    }

    @Test
    void aTranscriptThatExchangeRefusesForGoodLocksNobodyOut() {
        lab.cmdlet("Set-CsArchivingConfiguration", "BlockOnArchiveFailure", true);
        String open = talk("before");
        lab.exchange.itemsOf(ANNA).refuseCalls("unwanted");
        end(ANNA, talk("unwanted"));
        end(ANNA, talk("wanted"));
        flush();
        assertThat(queue().getInteger("QueueLength")).isEqualTo(1);
        lab.clock.advance(Duration.ofHours(2));

        var said = lab.post(BERT, CONVERSATIONS + "/" + open + "/messages", new JsonObject().put("text", "still here"));
        assertThat(said.status()).as(said.body().encode()).isEqualTo(201);
        // It is not forgotten either: an administrator sees it, and it is delivered when its cause is gone.
        flush();
        assertThat(queue().getInteger("Refused")).isEqualTo(1);
        assertThat(queue().getBoolean("ArchivingFailed")).isFalse();
        assertThat(queue().getString("LastError")).contains("ErrorSchemaValidation");
        lab.exchange.itemsOf(ANNA).refuseCalls("");
        assertThat(flush().getInteger("QueueLength")).isZero();
        assertThat(lab.exchange.itemsOf(ANNA).items().stream().map(FakeItems.Item::html))
                .anyMatch(html -> html.contains("unwanted"));
    }

    @Test
    void archivesAConferenceWithItsEventsAndUploads() {
        String id = lab.post(
                        ANNA,
                        CONVERSATIONS,
                        new JsonObject()
                                .put("kind", "conference")
                                .put("subject", "Budget")
                                .put("to", new JsonArray().add(BERT).add("tom@northwind.com")))
                .body()
                .getString("id");
        String path = CONVERSATIONS + "/" + id;
        assertThat(lab.post(BERT, path + "/messages", new JsonObject().put("text", "x"))
                        .status())
                .as("nobody speaks before they joined")
                .isEqualTo(404);
        lab.post(BERT, path + "/join", new JsonObject());
        lab.post(BERT, path + "/messages", new JsonObject().put("text", "Here I am"));
        lab.post(ANNA, path + "/messages", new JsonObject().put("text", "Hi").put("as", "tom@northwind.com"));
        String content = Base64.getEncoder().encodeToString("1;2".getBytes(StandardCharsets.UTF_8));
        var uploaded = lab.post(
                BERT,
                path + "/files",
                new JsonObject().put("name", "budget.csv").put("content", content));
        assertThat(uploaded.status()).isEqualTo(201);
        lab.post(BERT, path + "/leave", new JsonObject());

        assertThat(end(ANNA, id))
                .isEqualTo(new JsonObject().put("exchange", 1).put("lync", 0).put("none", 1));
        flush();

        var item = lab.exchange.itemsOf(ANNA).items().get(0);
        assertThat(item.subject()).isEqualTo("Budget");
        assertThat(item.html())
                .contains("joined the conference", "left the conference", "uploaded budget.csv", "tom@northwind.com");
        assertThat(item.attachments()).containsExactly("budget.csv=" + content);
    }

    @Test
    void archivesALongConversationInParts() {
        String id = talk("first hour");
        lab.clock.advance(Duration.ofHours(2));
        await().until(() -> lab.exchange.itemsOf(ANNA).items().size() == 1);
        lab.post(ANNA, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", "third hour"));

        end(ANNA, id);
        flush();

        var items = lab.exchange.itemsOf(ANNA).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(1).html()).contains("third hour").doesNotContain("first hour");
    }

    /** A part has room for 2,000,000 characters, 100 of them for each event: what it holds reaches Exchange as one item. */
    @Test
    void refusesWhatAPartOfAConversationHasNoRoomFor() {
        String id = talk("&".repeat(900_000));
        assertThat(say(id, "&".repeat(900_000))).isEqualTo(201);
        assertThat(say(id, "&".repeat(199_801))).isEqualTo(413);
        assertThat(say(id, "x".repeat(199_800))).isEqualTo(201);
        assertThat(say(id, "x")).isEqualTo(413);

        lab.clock.advance(Duration.ofHours(2));
        await().until(() -> lab.exchange.itemsOf(ANNA).items().size() == 1);
        assertThat(say(id, "There is room again.")).isEqualTo(201);
        end(ANNA, id);
        flush();

        var items = lab.exchange.itemsOf(ANNA).items();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).html()).contains("&amp;".repeat(900_000), "x".repeat(199_800));
        assertThat(items.get(1).html()).contains("There is room again.");
    }

    private int say(String id, String text) {
        return lab.post(ANNA, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", text))
                .status();
    }

    /** Each member may get a transcript of their own, so that many members have less room. */
    @Test
    void refusesTextThatManyPeopleWouldGet() {
        JsonArray outside = new JsonArray();
        for (int i = 0; i < 200; i++) {
            outside.add("p" + i + "@northwind.com");
        }
        String id = lab.post(
                        ANNA,
                        CONVERSATIONS,
                        new JsonObject().put("kind", "conference").put("to", outside))
                .body()
                .getString("id");
        // 201 people, each of whom has joined: 497,512 characters, 20,100 of them for the events.
        assertThat(say(id, "x".repeat(477_500))).isEqualTo(413);
        assertThat(say(id, "x".repeat(477_000))).isEqualTo(201);
    }

    @Test
    void blocksArchivedPeopleWhileArchivingFailsAndRecoversByItself() {
        lab.cmdlet("Set-CsArchivingConfiguration", "BlockOnArchiveFailure", true);
        String open = talk("before");
        lab.exchange.away(true);
        end(ANNA, talk("stuck"));
        await().until(() -> queue().getInteger("Failing") == 1);
        lab.clock.advance(Duration.ofMinutes(46));

        var blocked = lab.post(BERT, CONVERSATIONS + "/" + open + "/messages", new JsonObject().put("text", "now?"));
        assertThat(blocked.status()).isEqualTo(503);
        var other =
                lab.post(BERT, CONVERSATIONS, new JsonObject().put("to", new JsonArray().add("frida@fabrikam.com")));
        assertThat(other.status()).as("nobody in it is archived").isEqualTo(201);

        lab.exchange.away(false);
        // An attempt that began before may fail after the clock was moved, and pause again.
        await().until(() -> {
            lab.clock.advance(Duration.ofMinutes(16));
            return queue().getInteger("QueueLength") == 0;
        });
        assertThat(lab.post(BERT, CONVERSATIONS + "/" + open + "/messages", new JsonObject().put("text", "now!"))
                        .status())
                .isEqualTo(201);
    }

    private String conference(String... to) {
        return lab.post(
                        ANNA,
                        CONVERSATIONS,
                        new JsonObject()
                                .put("kind", "conference")
                                .put("subject", "Budget")
                                .put("to", new JsonArray(List.of(to))))
                .body()
                .getString("id");
    }

    private void say(String user, String id, String text) {
        lab.post(user, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", text));
    }

    private List<String> heard(String user, String id) {
        return lab.get(user, CONVERSATIONS + "/" + id).body().getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("text"))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void showsAndDepositsForEachPersonOnlyWhatHappenedWhileTheyWereInTheConference() {
        lab.cmdlet("Set-CsUser", "Identity", BERT, "ExchangeArchivingPolicy", "ArchivingToExchange");
        String id = conference(BERT);
        say(ANNA, id, "before Bert");
        assertThat(heard(BERT, id)).as("he is invited and has not joined").isEmpty();
        lab.post(BERT, CONVERSATIONS + "/" + id + "/join", new JsonObject());
        say(ANNA, id, "with Bert");
        lab.post(BERT, CONVERSATIONS + "/" + id + "/leave", new JsonObject());
        say(ANNA, id, "after Bert");
        assertThat(heard(BERT, id)).containsExactly("with Bert");
        lab.post(BERT, CONVERSATIONS + "/" + id + "/join", new JsonObject());
        say(ANNA, id, "Bert again");

        assertThat(heard(BERT, id)).containsExactly("with Bert", "Bert again");
        assertThat(heard(ANNA, id)).containsExactly("before Bert", "with Bert", "after Bert", "Bert again");
        assertThat(end(ANNA, id).getInteger("exchange")).isEqualTo(2);
        flush();
        assertThat(lab.exchange.itemsOf(ANNA).items().get(0).html()).contains("before Bert", "after Bert");
        assertThat(lab.exchange.itemsOf(BERT).items().get(0).html())
                .contains("with Bert", "Bert again")
                .doesNotContain("before Bert", "after Bert");
    }

    @Test
    void depositsNothingOfALaterPartForWhoeverLeftBeforeItAndForgetsNobodyWhoIsInvitedAgain() {
        lab.cmdlet("Set-CsUser", "Identity", BERT, "ExchangeArchivingPolicy", "ArchivingToExchange");
        String id = conference(BERT);
        lab.post(BERT, CONVERSATIONS + "/" + id + "/join", new JsonObject());
        say(ANNA, id, "first hour");
        lab.post(BERT, CONVERSATIONS + "/" + id + "/leave", new JsonObject());
        lab.post(ANNA, CONVERSATIONS + "/" + id + "/participants", new JsonObject().put("sip", BERT));
        lab.clock.advance(Duration.ofHours(2));
        await().until(() -> lab.exchange.itemsOf(ANNA).items().size() == 1);
        say(ANNA, id, "third hour");

        end(ANNA, id);
        flush();
        assertThat(lab.exchange.itemsOf(ANNA).items()).hasSize(2);
        assertThat(lab.exchange.itemsOf(BERT).items()).hasSize(1);
        assertThat(lab.exchange.itemsOf(BERT).items().get(0).html()).contains("first hour");
    }

    @Test
    void listsConversationsAndEventsInPages() {
        String id = talk("number 0");
        for (int i = 1; i <= 500; i++) {
            say(ANNA, id, "number " + i);
        }
        var first = lab.get(BERT, CONVERSATIONS + "/" + id).body();
        assertThat(first.getJsonArray("events")).hasSize(500);
        String next = first.getString("next");
        assertThat(next).isEqualTo(CONVERSATIONS + "/" + id + "?after=500");
        var last = lab.get(BERT, next).body();
        assertThat(last.getJsonArray("events")).hasSize(1);
        assertThat(last.containsKey("next")).isFalse();

        for (int i = 0; i < 100; i++) {
            talk("another");
        }
        var page = lab.get(BERT, CONVERSATIONS).body();
        assertThat(page.getJsonArray("conversations")).hasSize(100);
        assertThat(page.getString("next")).isEqualTo(CONVERSATIONS + "?skip=100");
        assertThat(lab.get(BERT, page.getString("next")).body().getJsonArray("conversations"))
                .hasSize(1);
    }

    @Test
    void refusesAConferenceOfMorePeopleThanAMeetingMayHave() {
        JsonArray to = new JsonArray();
        for (int i = 0; i < 250; i++) {
            to.add("guest" + i + "@northwind.com");
        }
        var begun = lab.post(
                ANNA, CONVERSATIONS, new JsonObject().put("kind", "conference").put("to", to));
        assertThat(begun.status()).isEqualTo(400);
        assertThat(begun.body().encode()).contains("250");
    }
}
