package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is due by the node's clock, whose hands a test moves. */
class NodeTimersTest {
    private static final Duration SOME_LOOKS = Duration.ofMillis(3 * NodeTimers.LOOK);

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final OperationCounters counters = new OperationCounters();
    private final NodeTimers timers = new NodeTimers(vertx, clock, new InternalFailures(counters));
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        vertx.close().await();
    }

    @Test
    void aJumpMakesEverythingDueHappenOnceInTheOrderInWhichItWasDue() {
        noted("yearly", Duration.ofDays(365));
        noted("hourly", Duration.ofHours(1));
        noted("daily", Duration.ofDays(1));

        clock.advance(Duration.ofDays(400));
        await().until(() -> done.size() == 3);
        assertThat(done).containsExactly("hourly", "daily", "yearly");
        await().during(SOME_LOOKS).until(() -> done.size() == 3);
    }

    @Test
    void nothingHappensBeforeItsTime() {
        noted("hourly", Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(59));
        await().during(SOME_LOOKS).until(done::isEmpty);
        clock.advance(Duration.ofMinutes(1));
        await().until(() -> done.equals(List.of("hourly")));
        clock.advance(Duration.ofHours(1));
        await().until(() -> done.size() == 2);
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeWorkWaitForTheOldTime() {
        noted("hourly", Duration.ofHours(1));
        clock.advance(Duration.ofDays(-400));
        await().during(SOME_LOOKS).until(done::isEmpty);
        clock.advance(Duration.ofHours(1));
        await().until(() -> done.size() == 1);
    }

    @Test
    void workThatAnotherWriterHoldsUpIsNoFailure() {
        AtomicInteger tries = new AtomicInteger();
        timers.atEachLook("index", () -> {
            tries.incrementAndGet();
            return Future.failedFuture(
                    new SQLiteException("The database file is locked", SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT));
        });
        await().until(() -> tries.get() > 1);
        assertThat(counters.snapshot()).doesNotContainKey(OperationCounters.INTERNAL_FAILURES);
    }

    @Test
    void workDoesNotOvertakeItself() {
        Promise<Void> end = Promise.promise();
        AtomicInteger begun = new AtomicInteger();
        timers.atEachLook("slow", () -> {
            begun.incrementAndGet();
            return end.future();
        });
        await().until(() -> begun.get() == 1);
        await().during(SOME_LOOKS).until(() -> begun.get() == 1);
        Future<Void> stopped = timers.stop();
        assertThat(stopped.isComplete()).isFalse();
        end.complete();
        stopped.await();
        await().during(SOME_LOOKS).until(() -> begun.get() == 1);
    }

    @Test
    void whatFailedIsDoneAgain() {
        AtomicInteger tries = new AtomicInteger();
        timers.atEachLook("failing", () -> {
            throw new IllegalStateException("try " + tries.incrementAndGet());
        });
        await().until(() -> tries.get() > 1);
    }

    private void noted(String name, Duration period) {
        timers.every(period, name, () -> {
            done.add(name);
            return Future.succeededFuture();
        });
    }
}
