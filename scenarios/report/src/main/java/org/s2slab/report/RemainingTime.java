package org.s2slab.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.language.Scenario;

/** Estimates the remaining time of a run from the number of played steps and their duration. */
final class RemainingTime {
    /** The start of a deployment counts as this number of steps. */
    private static final int START = 4;

    /** The start of nodes in separate processes counts as this number of steps. */
    private static final int PROCESSES = 40;

    /** Minimum elapsed time for an estimate. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final Clock clock;
    private final Instant begin;
    private final int[] weights;
    private final int[] done;

    RemainingTime(Clock clock, List<Scenario> scenarios) {
        this.clock = clock;
        this.begin = clock.instant();
        this.weights = scenarios.stream().mapToInt(RemainingTime::weight).toArray();
        this.done = new int[weights.length];
    }

    private static int weight(Scenario scenario) {
        return START + scenario.steps().size() + (scenario.needsProcesses() ? PROCESSES : 0);
    }

    /** Records that a scenario has played one more step. */
    void played(int scenario) {
        done[scenario]++;
    }

    /** Records that a scenario has ended, even if not all its steps were played. */
    void ended(int scenario) {
        done[scenario] = weights[scenario];
    }

    /** The remaining time; empty if there is not enough data. */
    Optional<Duration> left() {
        Duration passed = Duration.between(begin, clock.instant());
        long played = Arrays.stream(done).sum();
        if (played == 0 || passed.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                passed.multipliedBy(Arrays.stream(weights).sum() - played).dividedBy(played));
    }

    /** The estimate in words; empty if there is not enough data. */
    String words() {
        return left().map(time -> time.toMinutes() > 1
                        ? "about " + time.toMinutes() + " min left"
                        : "about " + Math.max(1, time.toSeconds()) + " s left")
                .orElse("");
    }
}
