package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.CapturedLog;
import org.s2slab.trace.InternalFailures.Noted;

class InternalFailuresTest {
    private static final RefusalCode CODE = RefusalCode.UNAVAILABLE;

    private final OperationCounters counters = new OperationCounters();
    private final InternalFailures failures = new InternalFailures(counters);
    private final IllegalStateException bug = new IllegalStateException("bug");

    @Test
    void logsCountsAndKeepsEachFailureOnce() {
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            failures.note("GET /a", "trace-1", bug);
            failures.note("GET /a, further up", "trace-1", new Refusal(CODE, "because of it").because(bug));
            failures.note("GET /b", "trace-2", new IllegalStateException("another"));

            assertThat(log.errors())
                    .containsExactly(
                            "GET /a failed, trace trace-1: " + bug,
                            "GET /b failed, trace trace-2: java.lang.IllegalStateException: another");
        }
        assertThat(counters.snapshot()).containsEntry(OperationCounters.INTERNAL_FAILURES, 2L);
        assertThat(failures.latest()).extracting(Noted::traceId).containsExactly("trace-1", "trace-2");
    }

    @Test
    void countsNoRefusalThatIsNothingButOne() {
        failures.note("GET /a", "-", new Refusal(CODE, "no"));
        failures.note("GET /a", "-", new Refusal(CODE, "no").because(new Refusal(CODE, "no, says another")));
        failures.note("GET /a", "-", new Refusal(CODE, "no").because(null));

        assertThat(counters.snapshot()).isEmpty();
        assertThat(failures.latest()).isEmpty();
    }

    @Test
    void findsTheFailureBehindARefusalOfARefusal() {
        Refusal first = new Refusal(CODE, "the database").because(bug);
        Refusal told = new Refusal(CODE, "it cannot be told").because(first).of("lync");

        assertThat(Refusal.isPurposeful(told)).isFalse();
        failures.note("GET /a", "-", told);

        assertThat(failures.latest()).extracting(Noted::failure).containsExactly(bug);
    }

    @Test
    void keepsTheLatestHundred() {
        for (int i = 1; i <= 150; i++) {
            failures.note("GET /a", "-", new IllegalStateException("bug " + i));
        }

        assertThat(counters.snapshot()).containsEntry(OperationCounters.INTERNAL_FAILURES, 150L);
        assertThat(failures.latest()).hasSize(100);
        assertThat(failures.latest().get(99).number()).isEqualTo(150);
    }
}
