package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MigrationPolicyTest extends ConnectedFixture {
    private static final String ANNA = "anna@contoso.com";
    private static final String BERT = "bert@contoso.com";

    @Test
    void leavesTheListInLyncWhereThePolicyDoesNotAllowTheMove() {
        lab.cmdlet("New-CsUserServicesPolicy", "Identity", "NoUcs", "UcsAllowed", false);
        lab.cmdlet("Grant-CsUserServicesPolicy", "Identity", ANNA, "PolicyName", "Tag:NoUcs");

        JsonObject anna = lab.signIn(ANNA).body();
        JsonObject bert = lab.signIn(BERT).body();

        assertThat(anna.getString("contactStore")).isEqualTo("lync");
        assertThat(anna.getJsonObject("migration"))
                .isEqualTo(new JsonObject()
                        .put("state", "not-allowed")
                        .put("reason", "UcsAllowed is False in the user services policy Tag:NoUcs"));
        assertThat(bert.getString("contactStore")).isEqualTo("exchange");
    }

    @Test
    void goesBackToTheGlobalPolicyWhenTheGrantIsTakenAway() {
        lab.cmdlet("New-CsUserServicesPolicy", "Identity", "NoUcs", "UcsAllowed", false);
        lab.cmdlet("Grant-CsUserServicesPolicy", "Identity", ANNA, "PolicyName", "NoUcs");
        lab.cmdlet("Grant-CsUserServicesPolicy", "Identity", ANNA, "PolicyName", "$null");

        assertThat(lab.signIn(ANNA).body().getString("contactStore")).isEqualTo("exchange");
    }

    @Test
    void removingAGrantedPolicyWarnsAndFallsBackToTheGlobalOne() {
        lab.cmdlet("New-CsUserServicesPolicy", "Identity", "NoUcs", "UcsAllowed", false);
        lab.cmdlet("Grant-CsUserServicesPolicy", "Identity", ANNA, "PolicyName", "NoUcs");

        var removed = lab.cmdlet("Remove-CsUserServicesPolicy", "Identity", "NoUcs");

        assertThat(removed.warnings()).hasSize(1);
        assertThat(lab.cmdlet("Get-CsUser", "Identity", ANNA).object().getString("UserServicesPolicy"))
                .isEqualTo("Global");
    }

    @Test
    void waitsTheDaysOfThePolicyFromTheFirstSignInThatIsAllowed() {
        lab.cmdlet("Set-CsUserServicesPolicy", "Identity", "global", "MigrationDelayInDays", 10);

        JsonObject first = lab.signIn(ANNA).body();
        lab.clock.advance(Duration.ofDays(10).minusSeconds(1));
        JsonObject early = lab.signIn(ANNA).body();
        lab.clock.advance(Duration.ofSeconds(1));
        JsonObject due = lab.signIn(ANNA).body();

        assertThat(first.getJsonObject("migration").getString("state")).isEqualTo("delayed");
        assertThat(early.getJsonObject("migration").getString("state")).isEqualTo("delayed");
        assertThat(due.getJsonObject("migration").getString("state")).isEqualTo("completed");
    }

    @Test
    void countsTheDelayAnewAfterThePolicyForbadeTheMove() {
        lab.cmdlet("Set-CsUserServicesPolicy", "MigrationDelayInDays", 10);
        lab.signIn(ANNA);
        lab.cmdlet("Set-CsUserServicesPolicy", "UcsAllowed", false);
        lab.signIn(ANNA);
        lab.cmdlet("Set-CsUserServicesPolicy", "UcsAllowed", true);
        lab.clock.advance(Duration.ofDays(10));

        assertThat(lab.signIn(ANNA).body().getJsonObject("migration").getString("state"))
                .isEqualTo("delayed");
    }

    @Test
    void refusesADelayBeyond180Days() {
        var answer = lab.tryCmdlet("Set-CsUserServicesPolicy", "MigrationDelayInDays", 181);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("MigrationDelayInDays", "181", "180");
    }

    @Test
    void resetsTheGlobalPolicyInsteadOfRemovingIt() {
        lab.cmdlet("Set-CsUserServicesPolicy", "UcsAllowed", false, "MigrationDelayInDays", 5);

        var removed = lab.cmdlet("Remove-CsUserServicesPolicy", "Identity", "Global");

        assertThat(removed.warnings()).hasSize(1);
        assertThat(lab.cmdlet("Get-CsUserServicesPolicy", "Identity", "Global").object())
                .isEqualTo(new JsonObject()
                        .put("Identity", "Global")
                        .put("UcsAllowed", true)
                        .put("MigrationDelayInDays", 0)
                        .put("EnableAwaySinceIndication", false));
    }

    @Test
    void refusesAPolicyThatDoesNotExistOrExistsAlready() {
        assertThat(lab.tryCmdlet("Grant-CsUserServicesPolicy", "Identity", ANNA, "PolicyName", "None")
                        .status())
                .isEqualTo(404);
        assertThat(lab.tryCmdlet("New-CsUserServicesPolicy", "Identity", "Global")
                        .status())
                .isEqualTo(409);
        assertThat(lab.tryCmdlet("Set-CsUserServicesPolicy", "Identity", "site:Redmond", "UcsAllowed", false)
                        .message())
                .contains("one pool");
    }

    @Test
    void countsThePoolsUsersByState() {
        lab.cmdlet("New-CsUserServicesPolicy", "Identity", "NoUcs", "UcsAllowed", false);
        lab.cmdlet("Grant-CsUserServicesPolicy", "Identity", BERT, "PolicyName", "NoUcs");
        lab.signIn(ANNA);

        JsonObject pool = lab.cmdlet("Debug-CsUnifiedContactStore", "PoolFqdn", "lync.contoso.com")
                .object();

        assertThat(pool.getString("FrontEnd")).isEqualTo("lync.contoso.com");
        assertThat(pool.getInteger("UcsMigratedCount")).isEqualTo(1);
        assertThat(pool.getInteger("UcsDisabledCount")).isEqualTo(1);
        assertThat(pool.getInteger("UcsAllowedCount")).isEqualTo(3);
        assertThat(pool.getInteger("UcsMigratingCount")).isZero();
    }
}
