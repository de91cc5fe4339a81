package org.s2slab.drill;

import java.time.Duration;
import java.time.Instant;

/** Moves the deployment's clock in small steps during a drill, with user calls between two steps. */
final class ClockStepper {
    /**
     * The clock step before and after a change of certificates. Eight such steps take longer than the 30 s in which a
     * partner reads the metadata only once.
     */
    private static final Duration SLOWLY = Duration.ofSeconds(5);

    private static final int SLOW_STEPS = 8;
    private static final int SLOWER = 5;

    /** Number of clock steps between two reads of the journals, each of which stores only 10,000 entries. */
    private static final int BETWEEN_READS = 10;

    private final DrillDeployment deployment;
    private final JournalSummary journals;
    private final TrafficGenerator<FeatureUse> traffic;
    private final RolloverDrill drill;
    private int steps;

    ClockStepper(
            DrillDeployment deployment,
            JournalSummary journals,
            TrafficGenerator<FeatureUse> traffic,
            RolloverDrill drill) {
        this.deployment = deployment;
        this.journals = journals;
        this.traffic = traffic;
        this.drill = drill;
    }

    void pass(Duration span) {
        Instant end = deployment.now().plus(span);
        while (deployment.now().isBefore(end)) {
            Duration left = Duration.between(deployment.now(), end);
            advance(
                    left.compareTo(drill.pace().step()) < 0
                            ? left
                            : drill.pace().step());
            breathe(1);
        }
    }

    void passSlowly() {
        for (int step = 0; step < SLOW_STEPS; step++) {
            breathe(SLOWER);
            advance(SLOWLY);
        }
        breathe(SLOWER);
    }

    /**
     * Waits for user calls: a multiple of the calls that normally complete during a clock step. Blocks the calling
     * thread.
     */
    void breathe(int times) {
        traffic.breathe(drill.pace().calls(drill.rate(), times));
    }

    void advance(Duration by) {
        deployment.topology().advance(null, by);
        if (++steps % BETWEEN_READS == 0) {
            journals.read();
        }
    }
}
