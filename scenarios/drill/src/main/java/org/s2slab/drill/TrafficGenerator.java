package org.s2slab.drill;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.ScenarioSession;

/** Uses features at a fixed rate per second, whatever happens to the servers, and counts the results. */
public final class TrafficGenerator<F extends Enum<F>> {
    /** The time in milliseconds between two checks for due uses. */
    private static final long TICK = 10;

    /** The use of a feature by a user. */
    @FunctionalInterface
    public interface Use<F> {
        /**
         * Uses the feature once. Blocks the calling thread, and throws if there is no response.
         *
         * @return null if the user got the result, otherwise what came instead
         */
        @Nullable
        String once(F feature);
    }

    /** Users who use some features in turn. Users of one group do not wait for users of another group. */
    public static final class UserGroup<F> {
        private final List<F> turns;
        private final int atOnce;
        private final AtomicInteger underWay = new AtomicInteger();
        private long passed;

        /** @param atOnce uses at the same time, at most; a use that is due when all users wait is left out */
        public UserGroup(List<F> turns, int atOnce) {
            this.turns = List.copyOf(turns);
            this.atOnce = atOnce;
        }
    }

    private final Vertx vertx;
    private final Clock clock;
    private final int rate;
    private final List<UserGroup<F>> groups;
    private final Use<F> use;
    private final CallStatistics<F> statistics;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "traffic");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Instant begun;
    private @Nullable Long timer;

    /**
     * @param clock the machine's clock
     * @param rate uses per second of all groups together, of which each has the same part
     */
    public TrafficGenerator(
            Class<F> features, Vertx vertx, Clock clock, int rate, List<UserGroup<F>> groups, Use<F> use) {
        this.vertx = vertx;
        this.clock = clock;
        this.rate = rate;
        this.groups = List.copyOf(groups);
        this.use = use;
        this.statistics = new CallStatistics<>(features);
    }

    public synchronized void begin() {
        begun = clock.instant();
        timer = vertx.setPeriodic(TICK, tick -> launch());
    }

    /** Begins no more uses, and waits for the running ones. Blocks the calling thread. */
    public void end() {
        synchronized (this) {
            if (timer != null) {
                vertx.cancelTimer(timer);
            }
            timer = null;
            threads.shutdown();
        }
        while (groups.stream().anyMatch(group -> group.underWay.get() > 0)) {
            vertx.timer(TICK).await();
        }
    }

    private synchronized void launch() {
        long due = elapsed().toMillis() * rate / 1000 / groups.size();
        for (UserGroup<F> group : timer == null ? List.<UserGroup<F>>of() : groups) {
            for (; group.passed < due; group.passed++) {
                if (group.underWay.get() < group.atOnce) {
                    F feature = group.turns.get((int) (group.passed % group.turns.size()));
                    group.underWay.incrementAndGet();
                    threads.execute(() -> {
                        try {
                            use(feature);
                        } finally {
                            group.underWay.decrementAndGet();
                        }
                    });
                }
            }
        }
    }

    /**
     * Uses a feature once and counts the result. Blocks the calling thread.
     *
     * @return null if the user got the result, otherwise what came instead
     */
    public @Nullable String use(F feature) {
        @Nullable String problem;
        try {
            problem = use.once(feature);
        } catch (Exception e) {
            // Whatever went wrong, the user did not get the result.
            problem = ScenarioSession.reason(e);
        }
        statistics.count(feature, problem == null, elapsed().toSeconds());
        return problem;
    }

    /** Real time since the start of the uses. */
    Duration elapsed() {
        Instant from = begun;
        return from == null ? Duration.ZERO : Duration.between(from, clock.instant());
    }

    /** Waits until this number of further uses has ended. Blocks the calling thread. */
    void breathe(int uses) {
        int before = statistics.counts().allCalls();
        while (statistics.counts().allCalls() < before + uses) {
            vertx.timer(TICK).await();
        }
    }

    public CallStatistics<F> statistics() {
        return statistics;
    }
}
