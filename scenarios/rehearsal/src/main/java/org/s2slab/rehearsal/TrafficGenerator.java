package org.s2slab.rehearsal;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** Generates user calls on every feature at a fixed rate per second, whatever happens to the servers. */
final class TrafficGenerator {
    /** Half of the calls are for contacts, a quarter each for the others. */
    private static final FeatureUse[] MIX = {
        FeatureUse.CONTACTS, FeatureUse.ARCHIVING, FeatureUse.CONTACTS, FeatureUse.MEETINGS
    };

    /** Milliseconds between two looks at what is due. */
    private static final long TICK = 10;

    /** Calls under way at the most: so many people wait at a time when the servers cannot keep up. */
    private static final int AT_ONCE = 40;

    private final Vertx vertx;
    private final Clock clock;
    private final IdGenerator ids;
    private final UserActions people;
    private final int rate;
    private final CallStatistics tally = new CallStatistics();
    private final Map<String, FeatureUse> traces = new ConcurrentHashMap<>();
    private final AtomicLong launched = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private @Nullable Instant begun;
    private long timer = -1;

    /**
     * @param clock the machine's
     * @param rate calls a second, of all features together
     */
    TrafficGenerator(Vertx vertx, Clock clock, IdGenerator ids, UserActions people, int rate) {
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.people = people;
        this.rate = rate;
    }

    void begin() {
        begun = clock.instant();
        timer = vertx.setPeriodic(TICK, tick -> launch());
    }

    /** Begins no more calls, and waits for those under way; blocks. */
    void end() {
        vertx.cancelTimer(timer);
        while (underWay.get() > 0) {
            vertx.timer(TICK).await();
        }
    }

    private void launch() {
        long due = elapsed().toMillis() * rate / 1000;
        while (launched.get() < due && underWay.get() < AT_ONCE) {
            FeatureUse feature = MIX[(int) (launched.getAndIncrement() % MIX.length)];
            TraceParent trace = TraceParent.start(ids);
            traces.put(trace.traceId(), feature);
            underWay.incrementAndGet();
            people.use(feature, trace).onComplete(answered -> {
                underWay.decrementAndGet();
                tally.count(
                        feature,
                        answered.succeeded() && answered.result(),
                        elapsed().toSeconds());
            });
        }
    }

    /** Real time since the beginning. */
    Duration elapsed() {
        return begun == null ? Duration.ZERO : Duration.between(begun, clock.instant());
    }

    /** Lets so many calls be answered; blocks. */
    void breathe(int calls) {
        int before = tally.counts().allCalls();
        while (tally.counts().allCalls() < before + calls) {
            vertx.timer(TICK).await();
        }
    }

    CallStatistics tally() {
        return tally;
    }

    /** For which feature a call was made, by its trace; empty for what a server does by itself, later. */
    Optional<FeatureUse> featureOf(String traceId) {
        return Optional.ofNullable(traces.get(traceId));
    }
}
