package org.s2slab.rehearsal.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.ScenarioSession;

/** Uses every feature at a steady rate, each feature on its own threads, whatever happens to the servers. */
final class SteadyTraffic {
    /** Number of parallel requests of one feature. */
    private static final int LANES = 2;

    private final List<FeatureTraffic> features;
    private final AcknowledgedLedger ledger;
    private final RealTimePacer pacer;
    private final Duration pause;
    private final ExecutorService threads;
    private final List<Future<?>> lanes = new ArrayList<>();
    private volatile boolean ended;

    /** @param rate uses per second, of all features together */
    SteadyTraffic(List<FeatureTraffic> features, AcknowledgedLedger ledger, RealTimePacer pacer, int rate) {
        this.features = features;
        this.ledger = ledger;
        this.pacer = pacer;
        this.pause = Duration.ofMillis(1_000L * LANES * features.size() / rate);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "torture traffic");
            thread.setDaemon(true);
            return thread;
        });
    }

    void begin() {
        for (int lane = 0; lane < LANES; lane++) {
            features.forEach(feature -> lanes.add(threads.submit(() -> repeat(feature))));
        }
    }

    private void repeat(FeatureTraffic feature) {
        while (!ended) {
            use(feature);
            pacer.pause(pause);
        }
    }

    /**
     * Uses a feature once and counts the response; blocks.
     *
     * @return null if the server acknowledged the request, otherwise the reason
     */
    @Nullable
    String use(FeatureTraffic feature) {
        @Nullable String problem;
        try {
            problem = feature.use();
        } catch (Exception e) {
            // After any exception, there is no acknowledgement. The ledger already contains the request.
            problem = ScenarioSession.reason(e);
        }
        if (problem == null) {
            ledger.acknowledge(feature.feature());
        } else {
            ledger.miss(feature.feature());
        }
        return problem;
    }

    /** Starts no more requests and waits for the running requests; blocks. */
    void end() throws InterruptedException, ExecutionException {
        ended = true;
        for (Future<?> lane : lanes) {
            lane.get();
        }
        threads.shutdown();
    }
}
