package org.s2slab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.SpanObserver.Ending;
import org.s2slab.trace.SpanObserver.Exchange;
import org.s2slab.trace.SpanObserver.Side;
import org.s2slab.trace.TraceParent;

/** When spans end, and what of them stays in memory. */
class SpanCollectorTest {
    private static final Exchange SERVED = new Exchange(Side.SERVED, "POST", "lync.contoso.com", 443, "/served");
    private static final Exchange SENT = new Exchange(Side.SENT, "POST", "exchange.contoso.com", 443, "/sent");

    private final TestClock clock = new TestClock();
    private final IdGenerator ids = IdGenerator.seeded(1);
    private final TraceParent place = TraceParent.start(ids);
    private final SpanCollector spans = new SpanCollector(clock);

    private List<OpenSpan> endedAfter(Duration time) {
        clock.advance(time);
        spans.sweep(false);
        return spans.next(10);
    }

    @Test
    void aSpanEndsWhenItAndTheSpansBelowItAreQuiet() {
        Ending served = spans.began(place, SERVED);
        Ending sent = spans.began(place.child(ids), SENT);
        served.ended(200, "operation");
        assertThat(endedAfter(Duration.ofMinutes(1)))
                .as("the call below it runs")
                .isEmpty();
        sent.ended(200, null);
        assertThat(endedAfter(SpanCollector.QUIET.minusMillis(1))).isEmpty();
        assertThat(endedAfter(Duration.ofMillis(1)))
                .extracting(span -> span.exchange)
                .containsExactly(SENT, SERVED);
    }

    @Test
    void aRequestAfterTheEndOfItsSpanMakesNoSecondSpanOfTheSameId() {
        spans.began(place, SERVED).ended(200, null);
        assertThat(endedAfter(SpanCollector.QUIET)).hasSize(1);
        assertThat(spans.began(place, SERVED)).isSameAs(Ending.IGNORED);
        assertThat(spans.dropped()).isEqualTo(1);
        assertThat(endedAfter(SpanCollector.QUIET)).isEmpty();
    }

    @Test
    void aSpanWhoseEndWasLostEndsAfterAnHour() {
        Ending lost = spans.began(place, SERVED);
        spans.began(place.child(ids), SENT);
        assertThat(endedAfter(Duration.ofHours(1))).isEmpty();
        List<OpenSpan> ended = endedAfter(Duration.ofMillis(1));
        assertThat(ended).hasSize(2);
        lost.ended(500, "late");
        assertThat(ended).as("an ended span does not change").allMatch(span -> span.status == 0);
    }

    @Test
    void longTextsAreCutWithoutThePartsOfTokens() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ." + "c".repeat(600);
        spans.began(place, new Exchange(Side.SERVED, "GET", "h".repeat(9_000), 443, "/" + token))
                .ended(200, "kept");
        OpenSpan span = endedAfter(SpanCollector.QUIET).get(0);
        assertThat(span.operation).isEqualTo("kept");
        Exchange kept = Objects.requireNonNull(span.exchange);
        assertThat(kept.host()).hasSize(512);
        assertThat(kept.path()).hasSizeLessThanOrEqualTo(512).doesNotContain("ccc");
    }
}
