package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.AdjustableClock;
import org.s2slab.testing.TestClock;

/** The budget of a caller: 20 seconds at first and at most, none overdrawn, 15 minutes in an hour. */
class CallerBudgetTest {
    private static final int BURST = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock machine = new TestClock();
    private final AdjustableClock clock = new AdjustableClock(machine);
    private TestMailboxes mailboxes;
    private OrganizationSettings policy;
    private CallerBudget budget;
    private final Caller caller = new Caller(
            null,
            new ActingUser("anna", new UserIdentifiers(null, "anna@contoso.com", null, null), "contoso.com", true),
            null);

    @BeforeEach
    void start(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        mailboxes
                .database
                .change(tx -> tx.execute(
                        "INSERT INTO organization_settings (name, value)"
                                + " VALUES ('EwsMaxBurst', ?), ('EwsCutoffBalance', '0')",
                        String.valueOf(BURST)))
                .await();
        policy = new OrganizationSettings(mailboxes.database);
        policy.load().await();
        budget = new CallerBudget(policy, clock);
    }

    @AfterEach
    void stop() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    /** @param during what happens during the operation */
    private boolean refuses(Runnable during) {
        try {
            long begun = budget.require(caller);
            during.run();
            budget.charge(caller, begun);
            return false;
        } catch (EwsFault busy) {
            return true;
        }
    }

    private boolean refuses() {
        return refuses(() -> {});
    }

    @Test
    void chargesWhatAnOperationTakesOnTheMachine() {
        assertThat(refuses(() -> machine.advance(Duration.ofMillis(BURST)))).isFalse();
        assertThat(refuses()).isFalse();
        assertThat(refuses()).isTrue();
        machine.advance(Duration.ofMillis(4));
        assertThat(refuses()).isFalse();
    }

    @Test
    void chargesNothingForAClockThatIsMovedAhead() {
        assertThat(refuses(() -> clock.advance(Duration.ofDays(7)))).isFalse();
        assertThat(refuses()).isFalse();
    }

    @Test
    void takesNothingForAClockThatIsMovedBack() {
        assertThat(refuses()).isFalse();
        clock.advance(Duration.ofDays(-7));
        assertThat(refuses(() -> machine.advance(Duration.ofMillis(BURST)))).isFalse();
        clock.advance(Duration.ofDays(-7));
        assertThat(refuses()).isFalse();
        assertThat(refuses()).isTrue();
        machine.advance(Duration.ofMillis(4));
        assertThat(refuses()).isFalse();
    }

    @Test
    void rechargesAtAnUnlimitedRate() {
        mailboxes
                .database
                .change(tx -> tx.execute("INSERT INTO organization_settings VALUES ('EwsRechargeRate', 'Unlimited')"))
                .await();
        policy.load().await();
        assertThat(refuses(() -> machine.advance(Duration.ofHours(1)))).isFalse();
        assertThat(refuses()).isTrue();
        machine.advance(Duration.ofHours(1));
        assertThat(refuses()).isFalse();
    }

    @Test
    void chargesEachOfManyOperationsAtOnce() {
        IntStream.range(0, BURST).parallel().forEach(one -> refuses());
        assertThat(refuses()).isFalse();
        assertThat(refuses()).isTrue();
    }
}
