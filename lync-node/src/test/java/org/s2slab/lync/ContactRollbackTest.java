package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactRollbackTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";

    private Set<String> before;

    @BeforeEach
    void start() {
        lab.fillListOf(ANNA);
        before = ContactMigrationTest.entries(lab.list(ANNA).body());
        lab.signIn(ANNA);
    }

    @Test
    void bringsTheWholeListBackAndEmptiesExchange() {
        var answer = lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA, "PassThru", true);

        assertThat(answer.object().getString("SipAddress")).isEqualTo("sip:" + ANNA);
        assertThat(answer.warnings()).isEmpty();
        assertThat(list().getString("contactStore")).isEqualTo("lync");
        assertThat(ContactMigrationTest.entries(list())).isEqualTo(before);
        assertThat(lab.exchange.listOf(ANNA).contents()).isEmpty();
        assertThat(lab.exchange.listOf(ANNA).migrationCompleted()).isFalse();
    }

    @Test
    void doesNotMigrateAgainForSevenDays() {
        lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA);
        lab.clock.advance(Duration.ofDays(7).minusSeconds(1));

        JsonObject early = lab.signIn(ANNA).body();
        lab.clock.advance(Duration.ofSeconds(1));
        JsonObject later = lab.signIn(ANNA).body();

        assertThat(early.getJsonObject("migration").getString("state")).isEqualTo("not-allowed");
        assertThat(early.getJsonObject("migration").getString("reason")).contains("rolled back");
        assertThat(later.getString("contactStore")).isEqualTo("exchange");
        assertThat(lab.exchange.listOf(ANNA).contents()).isEqualTo(LyncLab.FILLED);
    }

    @Test
    void staysInLyncForeverWhenThePolicyNoLongerAllowsIt() {
        lab.cmdlet("Set-CsUserServicesPolicy", "UcsAllowed", false);
        assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("exchange");

        lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA);
        lab.clock.advance(Duration.ofDays(30));

        assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("lync");
    }

    @Test
    void changesNothingWhenExchangeIsAway() {
        lab.exchange.away(true);

        var answer = lab.tryCmdlet("Invoke-CsUcsRollback", "Identity", ANNA);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.message()).contains("nothing was rolled back", "-Force");
        assertThat(list().getString("contactStore")).isEqualTo("exchange");
    }

    @Test
    void losesTheContactsByForceWhenExchangeIsAway() {
        lab.exchange.away(true);

        var answer = lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA, "Force", true);

        assertThat(answer.warnings()).hasSize(1).first().asString().contains("lost");
        assertThat(list().getString("contactStore")).isEqualTo("lync");
        assertThat(list().getJsonArray("contacts")).isEmpty();
    }

    @Test
    void losesNothingByForceWhenExchangeAnswers() {
        lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA, "Force", true);

        assertThat(ContactMigrationTest.entries(list())).isEqualTo(before);
    }

    @Test
    void losesNothingWhicheverCallBreaks() {
        for (int broken = 1; broken < 9; broken++) {
            lab.exchange.breakAfter(broken, FakeExchange.Break.AFTER);

            var answer = lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA);

            assertThat(answer.warnings()).as("call %s", broken).hasSize(1);
            assertThat(list().getString("contactStore")).isEqualTo("lync");
            assertThat(ContactMigrationTest.entries(list())).isEqualTo(before);
            assertThat(lab.tryCmdlet("Invoke-CsUcsRollback", "Identity", ANNA).status())
                    .isEqualTo(200);
            assertThat(lab.exchange.listOf(ANNA).contents()).isEmpty();
            lab.clock.advance(Duration.ofDays(7));
            assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("exchange");
        }
    }

    @Test
    void refusesAUserWhoWasNeverMigrated() {
        var answer = lab.tryCmdlet("Invoke-CsUcsRollback", "Identity", "bert@contoso.com");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).contains("nothing to roll back");
    }

    @Test
    void onlySaysWhatItWouldDo() {
        lab.cmdlet("Invoke-CsUcsRollback", "Identity", ANNA, "WhatIf", true);

        assertThat(list().getString("contactStore")).isEqualTo("exchange");
    }

    private JsonObject list() {
        return lab.list(ANNA).body();
    }
}
