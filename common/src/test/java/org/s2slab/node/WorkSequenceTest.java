package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkSequenceTest {
    private final AtomicInteger times = new AtomicInteger();

    @Test
    void repeatsUntilTheWorkGivesFalse() {
        WorkSequence.repeat(() -> Future.succeededFuture(times.incrementAndGet() < 3))
                .await();
        assertThat(times).hasValue(3);
    }

    @Test
    void repeatsNoMoreAfterAFailure() {
        Future<Void> repeated = WorkSequence.repeat(() -> {
            if (times.incrementAndGet() == 2) {
                throw new IllegalStateException("second");
            }
            return Future.succeededFuture(true);
        });
        assertThatThrownBy(repeated::await).hasMessage("second");
        assertThat(times).hasValue(2);
    }
}
