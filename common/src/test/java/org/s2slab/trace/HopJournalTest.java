package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestClock;

class HopJournalTest {
    private static final int CAPACITY = 10_000;

    private final IdGenerator ids = IdGenerator.seeded(1);
    private final HopJournal journal = new HopJournal("lync", new TestClock());

    private void record(int times, CallContext context) {
        for (int i = 0; i < times; i++) {
            journal.record(HopKind.CALLED, "exchange", context, null, null, null);
        }
    }

    @Test
    void tellsHowManyHopsItHasDropped() {
        CallContext context = new CallContext(null, TraceParent.start(ids), null);
        record(CAPACITY, context);
        assertThat(journal.lost(0)).isZero();
        record(3, context);
        assertThat(journal.since(0, null)).hasSize(CAPACITY);
        assertThat(journal.lost(0)).isEqualTo(3);
        assertThat(journal.lost(2)).isEqualTo(1);
        assertThat(journal.lost(CAPACITY)).isZero();
    }

    private List<HopKind> kinds() {
        return journal.since(0, null).stream().map(Hop::kind).toList();
    }

    private static Supplier<TokenInspection> checked(CheckedRule... rules) {
        return () -> new TokenInspection(null, List.of(rules));
    }

    @Test
    void aRequestThatALaterRuleRefusesHasOneHopTheRefusalWithAllRules() {
        CallContext request = new CallContext(null, TraceParent.start(ids), null);
        journal.accepted("lync", request, "hash", checked(CheckedRule.held("E1", "signed")));
        Refusal refusal = new Refusal(RefusalCode.ACCESS_DENIED, "I7", HopDetail.Finding.of("no role"));
        journal.refused(
                HopKind.REFUSED,
                "lync",
                request,
                refusal,
                "hash",
                checked(CheckedRule.refused("I7", "role", HopDetail.Finding.of("no role"))));
        journal.admitted(request);
        assertThat(journal.since(0, null)).singleElement().satisfies(hop -> {
            assertThat(hop.kind()).isEqualTo(HopKind.REFUSED);
            assertThat(Objects.requireNonNull(hop.opened()).checks())
                    .extracting(CheckedRule::rule)
                    .containsExactly("E1", "I7");
        });
    }

    @Test
    void aRequestIsAdmittedOnceAndBeforeTheCallsThatItMakes() {
        CallContext request = new CallContext(null, TraceParent.start(ids), null);
        journal.accepted("lync", request, "hash", null);
        assertThat(kinds()).isEmpty();
        record(1, new CallContext(null, request.trace().child(ids), null));
        journal.admitted(request);
        assertThat(kinds()).containsExactly(HopKind.ACCEPTED, HopKind.CALLED);
    }

    @Test
    void aRefusalOfAnotherRequestLeavesTheAcceptance() {
        CallContext request = new CallContext(null, TraceParent.start(ids), null);
        CallContext other = new CallContext(null, TraceParent.start(ids), null);
        journal.accepted("lync", request, "hash", null);
        journal.refused(HopKind.REFUSED, "lync", other, new Refusal(RefusalCode.ACCESS_DENIED, "no"), "hash", null);
        journal.admitted(request);
        assertThat(kinds()).containsExactly(HopKind.REFUSED, HopKind.ACCEPTED);
    }

    @Test
    void findsWhatATraceCausedLaterInAnotherOne() {
        TraceParent one = TraceParent.start(ids);
        TraceParent other = TraceParent.start(ids);
        record(1, CallContext.later(null, List.of(one, other), null, ids));
        assertThat(journal.since(0, one.traceId())).hasSize(1);
        assertThat(journal.since(0, other.traceId())).hasSize(1);
        assertThat(journal.since(0, TraceParent.start(ids).traceId())).isEmpty();
    }
}
