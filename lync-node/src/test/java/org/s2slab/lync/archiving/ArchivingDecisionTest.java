package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.lync.users.CsObjects.CMDLETS;

import org.junit.jupiter.api.Test;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.archiving.ArchivingDecision.Destination;
import org.s2slab.lync.archiving.ArchivingDecision.Situation;
import org.s2slab.testing.TestTables;

/** Where a transcript goes in every situation there can be, said once more in plain words. */
class ArchivingDecisionTest {
    @Test
    void decidesEverySituationAsTheProductsPagesSay() {
        for (ExchangeArchivingPolicy user : ExchangeArchivingPolicy.values()) {
            for (int bits = 0; bits < 64; bits++) {
                Situation situation = new Situation(
                        (bits & 1) != 0,
                        (bits & 2) != 0,
                        user,
                        (bits & 4) != 0,
                        (bits & 8) != 0,
                        (bits & 16) != 0,
                        (bits & 32) != 0);
                assertThat(ArchivingDecision.rowFor(situation).destination())
                        .as(situation.toString())
                        .isEqualTo(expected(situation));
            }
        }
    }

    @Test
    void readsEachPolicyThatTheCmdletsDeclare() {
        assertThat(TestTables.values(CMDLETS, "Set-CsUser", "ExchangeArchivingPolicy").stream()
                        .map(ExchangeArchivingPolicy::of))
                .containsExactly(ExchangeArchivingPolicy.values());
        assertThat(TestTables.values(CMDLETS, "Set-CsArchivingConfiguration", "EnableArchiving").stream()
                        .map(EnableArchiving::of))
                .containsExactly(EnableArchiving.values());
    }

    private static Destination expected(Situation situation) {
        if (!situation.archiving() || situation.user() == ExchangeArchivingPolicy.NO_ARCHIVING) {
            return Destination.NONE;
        }
        boolean byExchange = situation.exchange()
                && situation.mailbox()
                && (situation.user() == ExchangeArchivingPolicy.TO_EXCHANGE
                        || (situation.user() == ExchangeArchivingPolicy.UNINITIALIZED
                                && situation.sameForest()
                                && situation.onHold()));
        if (byExchange) {
            return Destination.EXCHANGE;
        }
        return situation.covered() ? Destination.LYNC : Destination.NONE;
    }
}
