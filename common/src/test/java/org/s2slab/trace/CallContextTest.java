package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To which trace work belongs that is done after the requests that caused it. */
class CallContextTest {
    private final IdGenerator ids = IdGenerator.seeded(5);
    private final TraceParent one = TraceParent.start(ids);
    private final TraceParent sameTrace = one.child(ids);
    private final TraceParent other = TraceParent.start(ids);

    @Test
    void aStoredPlaceIsTheSamePlace() {
        assertThat(TraceParent.stored(one.header())).isEqualTo(one);
        assertThat(TraceParent.stored(null)).isNull();
        assertThat(TraceParent.stored("nonsense")).isNull();
    }

    @Test
    void laterWorkIsASpanOfItsOwnInTheTraceOfItsCause() {
        CallContext later = CallContext.later(null, List.of(one), null, ids);
        assertThat(later.trace().traceId()).isEqualTo(one.traceId());
        assertThat(later.trace().parentSpanId()).isEqualTo(one.spanId());
        assertThat(later.trace().spanId()).isNotEqualTo(one.spanId());
        assertThat(later.links()).containsExactly(one);
    }

    @Test
    void severalCausesInOneTraceAreAllLinked() {
        CallContext later = CallContext.later(null, List.of(one, sameTrace, one), null, ids);
        assertThat(later.trace().traceId()).isEqualTo(one.traceId());
        assertThat(later.links()).containsExactly(one, sameTrace);
    }

    @Test
    void causesInSeveralTracesShareATraceOfItsOwn() {
        CallContext later = CallContext.later(null, Arrays.asList(one, null, other), null, ids);
        assertThat(later.trace().traceId()).isNotIn(one.traceId(), other.traceId());
        assertThat(later.trace().parentSpanId()).isNull();
        assertThat(later.links()).containsExactly(one, other);
    }

    @Test
    void whatARequestAsksForNowBelongsToThatRequest() {
        CallContext later = CallContext.later(null, List.of(one), other, ids);
        assertThat(later.trace().traceId()).isEqualTo(other.traceId());
        assertThat(later.links()).containsExactly(one);
    }

    @Test
    void anUnknownCauseIsNoLink() {
        CallContext later = CallContext.later(null, Collections.singletonList(null), null, ids);
        assertThat(later.links()).isEmpty();
    }
}
