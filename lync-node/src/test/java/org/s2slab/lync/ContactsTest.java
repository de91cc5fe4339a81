package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contact list as people use it: the same whether Lync or Exchange holds it. */
class ContactsTest {
    private static final String ANNA = "anna@contoso.com";

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        lab = new LyncLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void worksWithoutAnyPartner() {
        lab.fillListOf(ANNA);

        JsonObject session = lab.signIn(ANNA).body();

        assertThat(session.getString("contactStore")).isEqualTo("lync");
        assertThat(session.getInteger("contacts")).isEqualTo(3);
        assertThat(session.getJsonObject("migration").getString("state")).isEqualTo("not-configured");
        lab.stop();
        lab.start();
        assertThat(lab.list(ANNA).body().getJsonArray("contacts")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void canBeChangedWhereverTheListIs(boolean inExchange) {
        prepare(inExchange);

        assertThat(lab.post(ANNA, "/users/me/groups", named("Team")).status()).isEqualTo(201);
        assertThat(lab.post(ANNA, "/users/me/contacts", LyncLab.contact("Dora@contoso.com", "Dora", "Team"))
                        .status())
                .isEqualTo(201);
        assertThat(lab.patch(
                                ANNA,
                                "/users/me/contacts/bert@contoso.com",
                                new JsonObject().put("groups", new JsonArray(List.of("Team", "Other Contacts"))))
                        .status())
                .isEqualTo(200);
        assertThat(lab.patch(ANNA, "/users/me/groups/Team", named("Crew")).status())
                .isEqualTo(200);
        assertThat(lab.delete(ANNA, "/users/me/groups/Friends").status()).isEqualTo(204);
        assertThat(lab.delete(ANNA, "/users/me/contacts/sip:carla@fabrikam.com").status())
                .isEqualTo(204);
        assertThat(lab.delete(ANNA, "/users/me/distribution-groups/sales@contoso.com")
                        .status())
                .isEqualTo(204);

        JsonObject list = lab.list(ANNA).body();
        assertThat(list.getString("contactStore")).isEqualTo(inExchange ? "exchange" : "lync");
        assertThat(ContactMigrationTest.entries(list))
                .containsExactly(
                        "bert@contoso.comBert <Berg>[Crew, Other Contacts]",
                        "dora@contoso.comDora[Crew]",
                        "groupsCrew",
                        "groupsFavorites",
                        "groupsOther Contacts",
                        "groupsProject \"X\" & Co",
                        "groupsTagged",
                        "tel:+14255550100+1 (425) 555-0100[Other Contacts]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesWhatMakesNoSense(boolean inExchange) {
        prepare(inExchange);

        assertThat(lab.post(ANNA, "/users/me/contacts", LyncLab.contact("bert@contoso.com", "Again"))
                        .status())
                .isEqualTo(409);
        assertThat(lab.post(ANNA, "/users/me/groups", named("FRIENDS")).status())
                .isEqualTo(409);
        assertThat(lab.delete(ANNA, "/users/me/groups/Favorites").status()).isEqualTo(409);
        assertThat(lab.delete(ANNA, "/users/me/contacts/nobody@contoso.com").status())
                .isEqualTo(404);
        assertThat(lab.post(ANNA, "/users/me/contacts", LyncLab.contact("x@contoso.com", "X", "Nowhere"))
                        .status())
                .isEqualTo(400);
        assertThat(ContactMigrationTest.entries(lab.list(ANNA).body())).hasSize(9);
    }

    private static JsonObject named(String name) {
        return new JsonObject().put("name", name);
    }

    private void prepare(boolean inExchange) {
        lab.fillListOf(ANNA);
        if (inExchange) {
            lab.connected().signIn(ANNA);
        }
    }

    @Test
    void namesTheMemberThatIsWrong() {
        Stream.of(
                        new JsonObject().put("sip", "not an address"),
                        new JsonObject().put("tel", "call me"),
                        new JsonObject().put("sip", "a@b.c").put("tel", "+1234"),
                        new JsonObject().put("sip", "a@b.c").put("colour", "red"),
                        new JsonObject().put("sip", "a@b.c").put("name", "bell\u0007"))
                .forEach(body -> {
                    var answer = lab.post(ANNA, "/users/me/contacts", body);
                    assertThat(answer.status()).as(body.encode()).isEqualTo(400);
                    assertThat(answer.body().getString("error_description")).isNotBlank();
                });
    }

    @Test
    void cannotRenameAContactThatExchangeHolds() {
        prepare(true);

        var answer = lab.patch(ANNA, "/users/me/contacts/bert@contoso.com", named("Bertie"));

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body().getString("error_description")).contains("bert@contoso.com");
    }

    @Test
    void showsTheCopyAndRefusesChangesWhileExchangeIsAway() {
        prepare(true);
        var before = ContactMigrationTest.entries(lab.list(ANNA).body());
        lab.exchange.away(true);

        JsonObject list = lab.list(ANNA).body();
        var change = lab.post(ANNA, "/users/me/contacts", LyncLab.contact("dora@contoso.com", "Dora"));
        var session = lab.signIn(ANNA);

        assertThat(list.getBoolean("cached")).isTrue();
        assertThat(list.getBoolean("readOnly")).isTrue();
        assertThat(list.getString("asOf")).isEqualTo(lab.clock.instant().toString());
        assertThat(ContactMigrationTest.entries(list)).isEqualTo(before);
        assertThat(change.status()).isEqualTo(503);
        assertThat(change.body().getString("error_description")).contains("nothing was changed");
        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().getBoolean("cached")).isTrue();

        lab.exchange.away(false);

        assertThat(lab.list(ANNA).body().getBoolean("cached")).isFalse();
        assertThat(lab.post(ANNA, "/users/me/contacts", LyncLab.contact("dora@contoso.com", "Dora"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void losesNoneOfManyChangesMadeAtOnce() {
        prepare(true);

        var statuses = IntStream.range(0, 6)
                .parallel()
                .map(n -> lab.post(ANNA, "/users/me/contacts", LyncLab.contact("n" + n + "@contoso.com", "N" + n))
                        .status())
                .boxed()
                .toList();

        assertThat(statuses).containsOnly(201);
        assertThat(lab.list(ANNA).body().getJsonArray("contacts")).hasSize(9);
    }

    @Test
    void seesWhatAnotherClientDidInTheMailbox() {
        prepare(true);
        lab.exchange.listOf(ANNA).addByHand("zoe@contoso.com", "Zoe");

        assertThat(lab.list(ANNA).body().getJsonArray("contacts")).hasSize(4);
    }

    @Test
    void isForPeopleWithTheRightPassword() {
        var answer = lab.getAnonymously("/users/me/contacts");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lab.get("gast@contoso.com", "/users/me/contacts").status()).isIn(401, 403);
    }
}
