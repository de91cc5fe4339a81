package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.archiving.ArchivingDecision.Destination;
import org.s2slab.lync.archiving.ArchivingDecision.Fact;
import org.s2slab.lync.archiving.ArchivingDecision.Situation;
import org.s2slab.testing.TestTables;

/** Where a transcript goes in every situation there can be, said once more in plain words. */
class ArchivingDecisionTest {
    @Test
    void decidesEverySituationAsTheProductsPagesSay() {
        for (ExchangeArchivingPolicy user : ExchangeArchivingPolicy.values()) {
            for (int bits = 0; bits < 64; bits++) {
                Situation situation = new Situation(facts(bits), user);
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

    private static Switches<Fact> facts(int bits) {
        Switches<Fact> facts = Switches.of();
        int left = bits;
        for (Fact fact : Fact.values()) {
            facts = facts.with(fact, left % 2 != 0);
            left /= 2;
        }
        return facts;
    }

    private static Destination expected(Situation situation) {
        if (!situation.facts().has(Fact.ARCHIVING) || situation.user() == ExchangeArchivingPolicy.NO_ARCHIVING) {
            return Destination.NONE;
        }
        boolean byExchange = situation.facts().has(Fact.EXCHANGE)
                && situation.facts().has(Fact.MAILBOX)
                && (situation.user() == ExchangeArchivingPolicy.TO_EXCHANGE
                        || (situation.user() == ExchangeArchivingPolicy.UNINITIALIZED
                                && situation.facts().has(Fact.SAME_FOREST)
                                && situation.facts().has(Fact.ON_HOLD)));
        if (byExchange) {
            return Destination.EXCHANGE;
        }
        return situation.facts().has(Fact.COVERED) ? Destination.LYNC : Destination.NONE;
    }
}
