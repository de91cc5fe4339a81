package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.s2slab.lync.archiving.ArchivingDecision.Destination;
import org.s2slab.lync.archiving.ArchivingDecision.Situation;

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
