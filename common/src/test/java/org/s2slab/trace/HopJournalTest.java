package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
