package org.s2slab.trust;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time of an exchange with a partner, and allows for a busy machine.
 *
 * <p>Time is counted in ticks of the event loop. A late tick counts once. At the limit, the slowness of the machine is
 * measured, and the limit is extended by that factor. A partner that hangs costs its caller the limit on an idle
 * machine, and half a minute at most on any machine.
 */
final class TimeLimit {
    private static final int TICKS = 10;

    /** The absolute limit of an exchange, counted in ticks or not. */
    static final Duration MOST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Supplier<Future<Double>> slowness;
    private final Duration most;

    /** The running measurement, shared by concurrent callers, because measurements slow each other down. */
    private @Nullable Future<Double> measuring;

    /** @param slowness how many times longer than on an idle machine work takes now */
    TimeLimit(Vertx vertx, Supplier<Future<Double>> slowness) {
        this(vertx, slowness, MOST);
    }

    /** @param most the absolute limit, if no tick is late */
    TimeLimit(Vertx vertx, Supplier<Future<Double>> slowness, Duration most) {
        this.vertx = vertx;
        this.slowness = slowness;
        this.most = most;
    }

    /** Returns the result of an exchange, or TimeoutException if it takes longer; does not cancel the exchange. */
    <T> Future<T> within(Duration limit, Future<T> exchange) {
        var watch = new Watch<T>(limit);
        exchange.onComplete(watch::end);
        watch.tick();
        return watch.outcome.future();
    }

    private synchronized Future<Double> measured() {
        if (measuring == null || measuring.isComplete()) {
            measuring = slowness.get().otherwise(1.0);
        }
        return measuring;
    }

    private final class Watch<T> {
        private final Promise<T> outcome = Promise.promise();
        private final Duration limit;
        private final long tick;
        private final long mostTicks;
        private long granted = TICKS;
        private long passed;
        private long timer;

        Watch(Duration limit) {
            this.limit = limit;
            tick = Math.max(1, limit.toMillis() / TICKS);
            mostTicks = Math.max(TICKS, most.toMillis() / tick);
        }

        synchronized void tick() {
            if (!outcome.future().isComplete()) {
                timer = vertx.setTimer(tick, due -> {
                    passed++;
                    if (passed < granted) {
                        tick();
                    } else {
                        measured().onSuccess(this::judge);
                    }
                });
            }
        }

        private void judge(double slowness) {
            granted = Math.min(mostTicks, Math.round(TICKS * slowness));
            if (passed >= granted) {
                outcome.tryFail(new TimeoutException("no end within " + limit));
            } else {
                tick();
            }
        }

        synchronized void end(AsyncResult<T> result) {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                outcome.tryComplete(result.result());
            } else {
                outcome.tryFail(result.cause());
            }
        }
    }
}
