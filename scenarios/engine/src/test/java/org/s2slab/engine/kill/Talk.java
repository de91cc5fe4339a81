package org.s2slab.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;

/**
 * A conversation from the point of view of its clients: the accepted actions, and the actions without a response. After
 * a kill of Lync, the test restarts Lync and the people continue.
 */
final class Talk {
    private static final String PATH = "/users/me/conversations";

    private final Office office;
    private final String subject;
    private final String anna;
    private final String bert;
    private final String carla;
    private final Kills kills;
    private int messages;
    private @Nullable String id;
    private final Set<String> present = new HashSet<>();
    private final List<Heard> said = new ArrayList<>();
    private final List<Heard> perhapsSaid = new ArrayList<>();
    private final List<Heard> files = new ArrayList<>();
    private final List<Heard> perhapsFiles = new ArrayList<>();

    /** A text or the name of a file, and the people who were in the conversation at that moment. */
    private record Heard(String what, Set<String> by) {}

    /**
     * @param number makes the people and the subject of this conversation different from those of other conversations
     */
    Talk(Office office, int number) {
        this.office = office;
        this.kills = new Kills(office, "lync");
        this.subject = "Talk " + number;
        this.anna = "anna" + number;
        this.bert = "bert" + number;
        this.carla = "carla" + number;
    }

    /** Kills Lync at a moment of a matching message. Later calls add further kills, each after the restart. */
    Talk killAt(Predicate<Message> message, Moment moment) {
        kills.add(message, moment);
        return this;
    }

    /** Sets the check of Lync's database after each kill. */
    Talk provedBy(Consumer<Talk> proof) {
        kills.provedBy(() -> proof.accept(this));
        return this;
    }

    /** Holds matching messages until Lync is killed. */
    Talk hold(Predicate<Message> messages) {
        office.network().hold(messages);
        return this;
    }

    Kills kills() {
        return kills;
    }

    // --- Actions of people

    void begin(String kind) {
        present.add(anna);
        if (kind.equals("im")) {
            present.add(bert);
        }
        JsonArray to = new JsonArray().add(bert + "@contoso.com");
        if (kind.equals("conference")) {
            to.add(carla + "@contoso.com");
        }
        String text = text();
        JsonObject expected = new JsonObject()
                .put("kind", kind)
                .put("subject", subject)
                .put("to", to)
                .put("message", text);
        Optional<LabHttpClient.Answer> answer = office.ask("lync", HttpMethod.POST, PATH, anna, expected);
        if (answer.isPresent()) {
            id = json(answer, 201).getString("id");
            said.add(heard(text));
            return;
        }
        kills.whenDone();
        JsonArray open =
                json(office.ask("lync", HttpMethod.GET, PATH, anna, null), 200).getJsonArray("conversations");
        if (open.isEmpty()) {
            begin(kind);
        } else {
            assertThat(open).hasSize(1);
            id = open.getJsonObject(0).getString("id");
            perhapsSaid.add(heard(text));
        }
    }

    void say(String who) {
        String text = text();
        (act(who, "/messages", new JsonObject().put("text", text), 201) ? said : perhapsSaid).add(heard(text));
    }

    void upload(String who) {
        String name = "file " + ++messages + ".txt";
        JsonObject file = new JsonObject()
                .put("name", name)
                .put("contentType", "text/plain")
                .put("content", content(name));
        (act(who, "/files", file, 201) ? files : perhapsFiles).add(heard(name));
    }

    void join(String who) {
        if (!act(who, "/join", new JsonObject(), 200, 204)) {
            act(who, "/join", new JsonObject(), 200, 204);
        }
        present.add(person(who));
    }

    void leave(String who) {
        if (!act(who, "/leave", new JsonObject(), 200, 204) && isOpen()) {
            act(who, "/leave", new JsonObject(), 200, 204, 404);
        }
        present.remove(person(who));
    }

    void end() {
        if (!act("anna", "/end", new JsonObject(), 200) && isOpen()) {
            act("anna", "/end", new JsonObject(), 200);
        }
    }

    private boolean isOpen() {
        return json(office.ask("lync", HttpMethod.GET, PATH + "/" + id, anna, null), 200)
                        .getString("ended")
                == null;
    }

    /**
     * Sends a request; returns whether Lync accepted it. Returns false if Lync was killed before it responded, after
     * the restart.
     */
    private boolean act(String who, String what, JsonObject body, Integer... accepted) {
        Optional<LabHttpClient.Answer> answer =
                office.ask("lync", HttpMethod.POST, PATH + "/" + id + what, person(who), body);
        if (answer.isEmpty()) {
            kills.whenDone();
            return false;
        }
        assertThat(answer.get().status()).as(what + ": " + answer.get().body()).isIn((Object[]) accepted);
        return true;
    }

    private static JsonObject json(Optional<LabHttpClient.Answer> answer, int status) {
        LabHttpClient.Answer got = answer.orElseThrow();
        assertThat(got.status()).as(got.body().toString()).isEqualTo(status);
        return got.body().toJsonObject();
    }

    private Heard heard(String what) {
        return new Heard(what, Set.copyOf(present));
    }

    private String person(String who) {
        return who + subject.substring("Talk ".length());
    }

    private String text() {
        return "(" + subject + ", message " + ++messages + ")";
    }

    private static String content(String name) {
        return Base64.getEncoder()
                .encodeToString(("content of " + name).repeat(20).getBytes(StandardCharsets.UTF_8));
    }

    // --- Content of Lync's database

    /** The number of mailboxes to which Lync must still deliver a transcript of this conversation. */
    long queued() {
        return office.count("lync", "SELECT COUNT(*) FROM deliveries WHERE conversation_id = ?", id);
    }

    long ended() {
        return office.count("lync", "SELECT COUNT(*) FROM conversations WHERE id = ? AND ended IS NOT NULL", id);
    }

    long known() {
        return office.count("lync", "SELECT COUNT(*) FROM conversations WHERE subject = ?", subject);
    }

    long inLyncsArchive() {
        return office.count(
                "lync",
                "SELECT COUNT(*) FROM lync_archive a JOIN transcripts t ON t.id = a.transcript_id"
                        + " WHERE t.conversation_id = ? AND a.user_id = ?",
                id,
                carla + "@contoso.com");
    }

    // --- Expected results

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /**
     * Waits until Lync has delivered everything. Fails unless each person has what the policy requires: all messages
     * and files from the person's time in the conversation, exactly once.
     */
    void isArchivedOnce(boolean conference, int parts) {
        Office.until(subject + " is delivered", () -> office.count("lync", "SELECT COUNT(*) FROM deliveries") == 0);
        for (String person : List.of(anna, bert)) {
            MailboxReader.Purges found = MailboxReader.purges(office, person);
            assertThat(found.items()).as("items of " + person).isEqualTo(parts);
            assertThat(said)
                    .allSatisfy(text -> assertThat(count(found.text(), text.what()))
                            .as(person + ": " + text)
                            .isEqualTo(text.by().contains(person) ? 1 : 0));
            assertThat(perhapsSaid)
                    .allSatisfy(text -> assertThat(count(found.text(), text.what()))
                            .as(person + ": " + text)
                            .isLessThanOrEqualTo(text.by().contains(person) ? 1 : 0));
            List<String> expected = new ArrayList<>();
            Stream.concat(
                            files.stream(),
                            perhapsFiles.stream().filter(file -> found.text().contains("uploaded " + file.what())))
                    .filter(file -> file.by().contains(person))
                    .forEach(file -> expected.add(file.what()));
            assertThat(found.attachments().keySet())
                    .as("files of " + person)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found.attachments())
                    .allSatisfy((name, content) -> assertThat(content).isEqualTo(content(name)));
        }
        assertThat(MailboxReader.purges(office, carla).items())
                .as("items of " + carla)
                .isZero();
        assertThat(inLyncsArchive()).as("Lync's archive for " + carla).isEqualTo(conference ? parts : 0);
    }
}
