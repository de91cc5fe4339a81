package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactMigrationTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";

    @BeforeEach
    void start() {
        lab.fillListOf(ANNA);
    }

    @Test
    void movesTheWholeListAtTheFirstSignIn() {
        Set<String> before = entries(lab.list(ANNA).body());

        var session = lab.signIn(ANNA);

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().getString("contactStore")).isEqualTo("exchange");
        assertThat(session.body().getInteger("contacts")).isEqualTo(3);
        assertThat(session.body().getJsonObject("migration")).isEqualTo(new JsonObject().put("state", "completed"));
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
        assertThat(lab.exchange.listOf(ANNA).migrationCompleted()).isTrue();
        assertThat(entries(lab.list(ANNA).body())).isEqualTo(before);
    }

    @Test
    void asksInTheOrderOfTheProduct() {
        lab.exchange.calls();

        lab.signIn(ANNA);

        assertThat(lab.exchange.calls())
                .containsExactly(
                        "GetUserSettings@autodiscover.contoso.com",
                        "GetImItemList",
                        "AddImGroup",
                        "AddImGroup",
                        "GetImItemList",
                        "AddNewImContactToGroup",
                        "AddNewImContactToGroup",
                        "AddNewTelUriContactToGroup",
                        "AddDistributionGroupToImList",
                        "GetImItemList",
                        "AddImContactToGroup",
                        "AddImContactToGroup",
                        "GetImItemList",
                        "SetImListMigrationCompleted",
                        "GetImItemList");
    }

    @Test
    void tellsNothingOfAMigrationOnceTheListIsInExchange() {
        lab.signIn(ANNA);

        var again = lab.signIn(ANNA);

        assertThat(again.body().containsKey("migration")).isFalse();
        assertThat(again.body().getString("contactStore")).isEqualTo("exchange");
    }

    @ParameterizedTest
    @EnumSource(FakeExchange.Break.class)
    void losesAndDoublesNothingWhicheverCallBreaks(FakeExchange.Break kind) {
        // The calls that move the list, without the one that reads it afterwards.
        int calls = 13;
        for (int broken = 0; broken < calls; broken++) {
            lab.exchange.breakAfter(broken, kind);

            var first = lab.signIn(ANNA);

            String state = first.body().getJsonObject("migration").getString("state");
            assertThat(first.status()).isEqualTo(201);
            assertThat(first.body().getInteger("contacts")).isEqualTo(3);
            assertThat(state).as("state with call %s broken (%s)", broken, kind).isEqualTo("failed");
            assertThat(first.body().getString("contactStore")).isEqualTo("lync");

            var second = lab.signIn(ANNA);

            assertThat(second.body().getString("contactStore"))
                    .as("%s", second.body())
                    .isEqualTo("exchange");
            assertThat(lab.exchange.listOf(ANNA).contents())
                    .as("list with call %s broken (%s)", broken, kind)
                    .isEqualTo(LyncLab.FILLED);
            assertThat(lab.exchange.brokeAlready()).isTrue();
            rollBackAndRest();
        }
    }

    private void rollBackAndRest() {
        assertThat(lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA).warnings())
                .isEmpty();
        assertThat(lab.exchange.listOf(ANNA).contents()).isEmpty();
        lab.clock.advance(Duration.ofDays(7));
    }

    @Test
    void carriesOnAfterARestartInTheMiddle() {
        lab.exchange.breakAfter(5, FakeExchange.Break.AFTER);
        lab.signIn(ANNA);
        lab.stop();
        lab.start();

        var session = lab.signIn(ANNA);

        assertThat(session.body().getJsonObject("migration").getString("state")).isEqualTo("completed");
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
    }

    @Test
    void takesBackWhatWasRemovedBetweenTwoAttempts() {
        lab.exchange.breakAfter(8, FakeExchange.Break.AFTER);
        lab.signIn(ANNA);
        lab.delete(ANNA, "/users/me/contacts/carla@fabrikam.com");
        lab.delete(ANNA, "/users/me/groups/Friends");

        lab.signIn(ANNA);

        assertThat(lab.exchange.listOf(ANNA).contents())
                .containsExactly(
                        "+14255550100@contoso.com;user=phone '+1 (425) 555-0100' [OtherContacts]",
                        "bert@contoso.com 'Bert <Berg>' [Favorites, Project \"X\" & Co]",
                        "distribution sales@contoso.com 'Sales'",
                        "group Project \"X\" & Co");
    }

    @Test
    void keepsWhatTheMailboxHadBefore() {
        lab.exchange.listOf(ANNA).addByHand("zoe@contoso.com", "Zoe");
        lab.exchange.listOf(ANNA).addByHand("carla@fabrikam.com", "Carla of the mailbox");

        var session = lab.signIn(ANNA);

        assertThat(session.body().getInteger("contacts")).isEqualTo(4);
        assertThat(lab.exchange.listOf(ANNA).contents())
                .contains(
                        "zoe@contoso.com 'Zoe' [OtherContacts]",
                        "carla@fabrikam.com 'Carla of the mailbox' [OtherContacts]");
    }

    @Test
    void countsAttemptsAndTellsTheLastError() {
        lab.exchange.refuse("2000005;reason=\"no such user\";error_category=\"invalid_user\"");

        var session = lab.signIn(ANNA);

        assertThat(session.body().getJsonObject("migration").getString("reason"))
                .contains("2000005");
        JsonObject state = lab.cmdlet("Debug-CsUnifiedContactStore", "Identity", "sip:" + ANNA)
                .object();
        assertThat(state.getString("UcsState")).isEqualTo("Migrating");
        assertThat(state.getInteger("MigrationAttempts")).isEqualTo(1);
        assertThat(state.getString("LastMigrationError")).contains("2000005");
        assertThat(lab.cmdlet("Debug-CsUnifiedContactStore", "PoolFqdn", "lync.contoso.com")
                        .object()
                        .getJsonArray("FailedUserData"))
                .hasSize(1);
    }

    @Test
    void leavesOutTheDistributionGroupsThatExchangeDoesNotHaveAndNamesThem() {
        lab.post(ANNA, "/users/me/distribution-groups", new JsonObject().put("smtp", "gone@contoso.com"));
        lab.exchange.listOf(ANNA).hasNoGroup("gone@contoso.com");

        var session = lab.signIn(ANNA);

        assertThat(session.body().getJsonObject("migration")).isEqualTo(new JsonObject().put("state", "completed"));
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
        JsonObject state = lab.cmdlet("Debug-CsUnifiedContactStore", "Identity", "sip:" + ANNA)
                .object();
        assertThat(state.getString("UcsState")).isEqualTo("Migrated");
        assertThat(state.getString("LastMigrationError"))
                .isEqualTo("Left out, because Exchange does not have these distribution groups: gone@contoso.com");
    }

    @Test
    void refusesAGroupThatExchangeDoesNotHaveWhenAPersonAddsItToAListInExchange() {
        lab.signIn(ANNA);
        lab.exchange.listOf(ANNA).hasNoGroup("gone@contoso.com");

        var added = lab.post(ANNA, "/users/me/distribution-groups", new JsonObject().put("smtp", "gone@contoso.com"));

        assertThat(added.status()).isEqualTo(400);
        assertThat(added.body().encode()).contains("ErrorInvalidImDistributionGroupSmtpAddress");
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
    }

    @Test
    void exportsWhatExchangeHoldsForItsOwnersEyesOnly() throws IOException {
        Path file = folder.resolve("anna.xml");
        var refused = export(file.toString());
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.message()).contains("not in the unified contact store");

        lab.signIn(ANNA);

        assertThat(export("anna.xml").message()).contains("ContactDataExportFileName", "whole path");
        assertThat(export(folder.resolve("none/anna.xml").toString()).status()).isEqualTo(400);
        assertThat(file).doesNotExist();
        assertThat(export(file.toString()).object().getString("UcsState")).isEqualTo("Migrated");
        assertThat(Files.readString(file))
                .contains("<ContactList User=\"sip:anna@contoso.com\">", "Uri=\"tel:+14255550100\"")
                .contains("<Group Name=\"Project &quot;X&quot; &amp; Co\"")
                .contains(
                        "<Contact Uri=\"sip:bert@contoso.com\" Name=\"Bert &lt;Berg", "<MemberOf>Favorites</MemberOf>")
                .contains("<DistributionGroup Address=\"sales@contoso.com\" Name=\"Sales\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private LyncLab.Answer export(String file) {
        return lab.tryCmdlet("Debug-CsUnifiedContactStore", "Identity", ANNA, "ContactDataExportFileName", file);
    }

    @Test
    void saysThatAUserWithoutMailAddressHasNoMailbox() {
        var session = lab.signIn("nomail@contoso.com");

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().getJsonObject("migration").getString("reason"))
                .contains("no mail address");
    }

    /** Contacts with their groups in any order, groups, distribution groups. */
    static Set<String> entries(JsonObject list) {
        Set<String> entries = new TreeSet<>();
        list.getJsonArray("contacts").stream()
                .map(JsonObject.class::cast)
                .forEach(contact -> entries.add(contact.getString("id")
                        + contact.getString("name")
                        + new TreeSet<>(contact.getJsonArray("groups").stream()
                                .map(String::valueOf)
                                .toList())));
        for (String part : List.of("groups", "distributionGroups")) {
            list.getJsonArray(part).stream()
                    .map(JsonObject.class::cast)
                    .forEach(group -> entries.add(part + group.getString("name")));
        }
        return entries;
    }
}
