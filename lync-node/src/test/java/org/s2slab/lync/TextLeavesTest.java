package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people say is in no file of Lync's longer than somebody is to get it. A PostgreSQL server has its own files, so
 * this Lync always has a SQLite file.
 */
class TextLeavesTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";
    private static final String BERT = "bert@contoso.com";
    private static final String CONVERSATIONS = "/users/me/conversations";
    private static final String SAID = "the orchard is ours";
    private static final String SUBJECT = "Orchards and their prices";

    @Override
    LyncLab newLab() {
        return LyncLab.withFile(folder);
    }

    private void archiveAnna() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImAndWebConf", "EnableExchangeArchiving", true);
        lab.cmdlet("Set-CsUser", "Identity", ANNA, "ExchangeArchivingPolicy", "ArchivingToExchange");
    }

    private String begin(String kind) {
        return lab.post(
                        ANNA,
                        CONVERSATIONS,
                        new JsonObject()
                                .put("kind", kind)
                                .put("subject", SUBJECT)
                                .put("to", new JsonArray().add(BERT))
                                .put("message", SAID))
                .body()
                .getString("id");
    }

    private void end(String id) {
        assertThat(lab.post(ANNA, CONVERSATIONS + "/" + id + "/end", new JsonObject())
                        .status())
                .isEqualTo(200);
    }

    /** The files under the node's folder that have a text in them, the log of its database included. */
    private List<String> filesWith(String text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private void isNowhere(String text) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(filesWith(text)).as(text).isEmpty());
    }

    @Test
    void isKeptNowhereWhereArchivingIsOff() {
        String id = begin("im");
        assertThat(filesWith(SAID)).as("while they talk").isNotEmpty();

        end(id);
        isNowhere(SAID);
        isNowhere(SUBJECT);
        assertThat(lab.get(BERT, CONVERSATIONS + "/" + id).body().encode()).doesNotContain(SAID);
    }

    @Test
    void leavesWhenTheMailboxHasIt() {
        archiveAnna();
        lab.exchange.away(true);
        end(begin("im"));
        await().untilAsserted(() -> assertThat(filesWith(SAID)).isNotEmpty());

        lab.exchange.away(false);
        lab.clock.advance(Duration.ofMinutes(1));
        isNowhere(SAID);
        isNowhere(SUBJECT);
        assertThat(lab.exchange.itemsOf(ANNA).items().get(0).html()).contains(SAID);
    }

    @Test
    void leavesWithItsFilesWhenAllMailboxesHaveThem() {
        archiveAnna();
        lab.cmdlet("Set-CsUser", "Identity", BERT, "ExchangeArchivingPolicy", "ArchivingToExchange");
        String content = Base64.getEncoder().encodeToString("12,000 apples".getBytes(StandardCharsets.UTF_8));
        String id = begin("conference");
        lab.post(BERT, CONVERSATIONS + "/" + id + "/join", new JsonObject());
        lab.post(
                ANNA,
                CONVERSATIONS + "/" + id + "/files",
                new JsonObject().put("name", "apples.csv").put("content", content));
        lab.exchange.itemsOf(BERT).refuse(SAID);
        end(id);
        await().until(() -> lab.exchange.itemsOf(ANNA).items().size() == 1);
        assertThat(filesWith(content)).as("Bert's mailbox has no file yet").isNotEmpty();

        lab.exchange.itemsOf(BERT).refuse("");
        lab.clock.advance(Duration.ofHours(1));
        isNowhere(content);
        isNowhere("apples.csv");
        isNowhere(SAID);
        assertThat(lab.exchange.itemsOf(BERT).items().get(0).attachments()).containsExactly("apples.csv=" + content);
    }

    @Test
    void keepsConversationsThatEndedBeforeTheFirstPurgeForAnInterval() throws SQLException {
        String id = begin("im");
        end(id);
        lab.stop();
        try (Connection connection = lab.database();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE archiving_configuration SET cache_purged = 0");
            lab.start();
            await().until(() -> {
                try (ResultSet row = statement.executeQuery("SELECT cache_purged FROM archiving_configuration")) {
                    return row.next() && row.getLong(1) > 0;
                }
            });
        }
        assertThat(lab.get(BERT, CONVERSATIONS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void staysInLyncsOwnArchiveWherePolicySaysSo() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImOnly");
        lab.cmdlet("Set-CsArchivingPolicy", "Identity", "Global", "ArchiveInternal", true);
        end(begin("im"));

        await().untilAsserted(() -> assertThat(filesWith(SAID)).containsExactly("node.db"));
    }

    @Test
    void leavesAnOpenConversationAfterItWasArchivedAndReadForAnHour() {
        archiveAnna();
        String id = begin("im");
        lab.clock.advance(Duration.ofMinutes(61));
        await().until(() -> lab.exchange.itemsOf(ANNA).items().size() == 1);
        assertThat(lab.get(BERT, CONVERSATIONS + "/" + id).body().encode())
                .as("Bert may have been away")
                .contains(SAID);
        lab.post(BERT, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", "second hour"));

        lab.clock.advance(Duration.ofMinutes(61));
        isNowhere(SAID);
        var next = lab.post(BERT, CONVERSATIONS + "/" + id + "/messages", new JsonObject().put("text", "third hour"));
        assertThat(next.body().getInteger("number")).isEqualTo(3);
        assertThat(lab.get(ANNA, CONVERSATIONS + "/" + id + "?after=1").body().encode())
                .contains("second hour", "third hour");
    }
}
