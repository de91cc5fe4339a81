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
    /** The order of the features: half of the calls for contacts, a quarter for each of the others. */
    private static final FeatureUse[] MIX = {
        FeatureUse.CONTACTS, FeatureUse.ARCHIVING, FeatureUse.CONTACTS, FeatureUse.MEETINGS
    };

    /** Milliseconds between two checks for due calls. */
    private static final long TICK = 10;

    /** Maximum number of parallel calls. It limits the load if the servers are too slow. */
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
     * @param clock the machine's clock
     * @param rate calls per second, of all features together
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

    /** Starts no more calls, and waits for the running calls; blocks. */
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

    /** Real time since the start of the calls. */
    Duration elapsed() {
        return begun == null ? Duration.ZERO : Duration.between(begun, clock.instant());
    }

    /** Waits until this number of further calls has ended; blocks. */
    void breathe(int calls) {
        int before = tally.counts().allCalls();
        while (tally.counts().allCalls() < before + calls) {
            vertx.timer(TICK).await();
        }
    }

    CallStatistics tally() {
        return tally;
    }

    /** The feature of a user's call with this trace; empty for calls that a server makes later without a user. */
    Optional<FeatureUse> featureOf(String traceId) {
        return Optional.ofNullable(traces.get(traceId));
    }
}
