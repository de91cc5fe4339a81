package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkSequenceTest {
    private final AtomicInteger times = new AtomicInteger();

    @Test
    void repeatsUntilTheWorkGivesFalse() {
        WorkSequence.repeat(() -> Future.succeededFuture(times.incrementAndGet() < 3))
                .await();
        assertThat(times).hasValue(3);
    }

    /** So many nested Futures overflow the stack of an event loop. */
    @Test
    void nestsNoFutures() {
        Vertx vertx = Vertx.vertx();
        try {
            Promise<Integer> last = Promise.promise();
            Context loop = vertx.getOrCreateContext();
            loop.runOnContext(begun -> WorkSequence.until(value -> value == 20_000, 0, value -> {
                        Promise<Integer> next = Promise.promise();
                        loop.runOnContext(turn -> next.complete(value + 1));
                        return next.future();
                    })
                    .onComplete(last));
            assertThat(last.future().await(30, TimeUnit.SECONDS)).isEqualTo(20_000);
        } catch (TimeoutException e) {
            throw new AssertionError("the last value never came", e);
        } finally {
            vertx.close().await();
        }
    }

    /** The work of most elements is done at once, behind an element that takes a turn of the event loop. */
    @Test
    void doesWorkThatEndsAtOnceInOneStack() {
        Vertx vertx = Vertx.vertx();
        try {
            Promise<Void> first = Promise.promise();
            Future<List<Integer>> results = WorkSequence.list(
                    IntStream.range(0, 100_000).boxed().toList(),
                    value -> value == 0 ? first.future().map(value) : Future.succeededFuture(value));
            vertx.runOnContext(turn -> first.complete());
            assertThat(results.await(30, TimeUnit.SECONDS)).hasSize(100_000).startsWith(0, 1, 2);
        } catch (TimeoutException e) {
            throw new AssertionError("the last result never came", e);
        } finally {
            vertx.close().await();
        }
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
