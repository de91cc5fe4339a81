package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partner that hangs is given up, and a machine that is busy is not taken for one. */
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void givesUpAnExchangeThatHangs() {
        Future<String> given = limit(1).within(LIMIT, Promise.<String>promise().future());

        assertThatThrownBy(given::await).isInstanceOf(TimeoutException.class);
        assertThat(asked).hasValue(1);
    }

    /** The answer comes only after the limit has passed: when the machine was asked. */
    @Test
    void waitsLongerOnAMachineThatIsSlow() {
        Promise<String> exchange = Promise.promise();
        var slow = new TimeLimit(vertx, () -> {
            vertx.setTimer(1, later -> exchange.complete("answer"));
            return Future.succeededFuture(10.0);
        });

        assertThat(slow.within(LIMIT, exchange.future()).await()).isEqualTo("answer");
    }

    @Test
    void givesUpAfterTheSameTimeOfASlowMachine() {
        Future<String> given = limit(3).within(LIMIT, Promise.<String>promise().future());

        assertThatThrownBy(given::await).isInstanceOf(TimeoutException.class);
        assertThat(asked).as("once at the limit, once at three times the limit").hasValue(2);
    }

    /** An exchange of a thousand times the limit, if it had no absolute limit of three times. */
    @Test
    void givesUpAtTheAbsoluteLimitHoweverSlowTheMachineIs() {
        var slow = new TimeLimit(
                vertx,
                () -> {
                    asked.incrementAndGet();
                    return Future.succeededFuture(1000.0);
                },
                LIMIT.multipliedBy(3));
        Future<String> given = slow.within(LIMIT, Promise.<String>promise().future());

        await().atMost(Duration.ofSeconds(60)).until(given::failed);
        assertThat(given.cause()).isInstanceOf(TimeoutException.class);
        assertThat(asked).hasValue(2);
    }

    /** A second chain of ticks begins just before: each of its ticks comes just before one of the limit. */
    @Test
    void measuresTheMachineAtTheLastTickOfTheLimit() {
        Context loop = vertx.getOrCreateContext();
        AtomicInteger ticks = new AtomicInteger();
        Promise<Integer> askedAt = Promise.promise();
        var limit = new TimeLimit(vertx, () -> {
            askedAt.tryComplete(ticks.get());
            return Future.succeededFuture(1.0);
        });
        loop.runOnContext(begun -> {
            tick(ticks);
            Future<String> given = limit.within(LIMIT, Promise.<String>promise().future());
            assertThat(given.isComplete()).isFalse();
        });

        assertThat(askedAt.future().await()).isEqualTo(10);
    }

    private void tick(AtomicInteger ticks) {
        vertx.setTimer(LIMIT.toMillis() / 10, due -> {
            ticks.incrementAndGet();
            tick(ticks);
        });
    }

    @Test
    void asksNothingWhereTheAnswerComesInTime() {
        assertThat(limit(1).within(LIMIT, Future.succeededFuture("answer")).await())
                .isEqualTo("answer");
        assertThatThrownBy(() ->
                        limit(1).within(LIMIT, Future.failedFuture("refused")).await())
                .hasMessage("refused");
        assertThat(asked).hasValue(0);
    }

    /** A loop that was kept from running could not have read the answer. */
    @Test
    void countsALateTickOnce() throws InterruptedException {
        Vertx elsewhere = Vertx.vertx();
        Context loop = vertx.getOrCreateContext();
        CountDownLatch held = new CountDownLatch(1);
        Promise<String> exchange = Promise.promise();
        Promise<String> outcome = Promise.promise();
        AtomicBoolean wasGivenUp = new AtomicBoolean();
        elsewhere.setTimer(3 * LIMIT.toMillis(), passed -> held.countDown());
        loop.runOnContext(begun -> {
            limit(1).within(LIMIT, exchange.future()).onComplete(outcome);
            loop.runOnContext(holding -> {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                // Timers that are due by now come before this one.
                vertx.setTimer(1, free -> {
                    wasGivenUp.set(outcome.future().isComplete());
                    exchange.tryComplete("answer");
                });
            });
        });

        assertThat(outcome.future().await()).isEqualTo("answer");
        assertThat(wasGivenUp).isFalse();
        elsewhere.close().await();
    }

    /** With four threads on each processor a thread gets a quarter of one. */
    @Test
    void measuresThatOthersWantTheProcessors() {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread other = new Thread(() -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            });
            other.start();
            others.add(other);
        }
        try {
            assertThat(MachineLoad.slowness(vertx).await()).isBetween(1.5, 100_000.0);
        } finally {
            over.set(true);
        }
        assertThat(others).isNotEmpty();
    }

    private TimeLimit limit(double slowness) {
        return new TimeLimit(vertx, () -> {
            asked.incrementAndGet();
            return Future.succeededFuture(slowness);
        });
    }
}
