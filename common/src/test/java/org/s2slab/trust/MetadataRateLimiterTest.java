package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

/** One read of a partner's document in 30 seconds (check L8). */
class MetadataRateLimiterTest {
    private final TestClock clock = new TestClock();
    private final MetadataRateLimiter attempts = new MetadataRateLimiter(clock);
    private final AtomicInteger reads = new AtomicInteger();
    private final ResolvedPartner partner = ResolvedPartner.registered(
            TrustFixture.partner("Exchange", "contoso.com", null, true, TestKeys.exchange()), null, TestClock.START);

    @Test
    void readsAgainAfterThirtySecondsAndNotBefore() {
        read();
        assertThat(reads).hasValue(1);
        clock.advance(Duration.ofMillis(29_999));
        read();
        assertThat(reads).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        read();
        assertThat(reads).hasValue(2);
    }

    @Test
    void readsAgainWhenTheClockWasSetBackOrAnAdministratorChangedThePartner() {
        read();
        clock.advance(Duration.ofSeconds(-1));
        read();
        assertThat(reads).hasValue(2);
        attempts.forget(partner.key());
        read();
        assertThat(reads).hasValue(3);
    }

    private void read() {
        assertThat(attempts.of(partner, () -> {
                            reads.incrementAndGet();
                            return Future.succeededFuture(partner);
                        })
                        .result())
                .isSameAs(partner);
    }
}
