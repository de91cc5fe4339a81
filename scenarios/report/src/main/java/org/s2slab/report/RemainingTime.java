package org.s2slab.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.language.Scenario;

/** Estimates how long a run still takes, by the number of steps that were played and the time that they took. */
final class RemainingTime {
    /** The start of a deployment takes as long as this many steps. */
    private static final int START = 4;

    /** The start of the nodes in processes of their own takes as long as this many steps. */
    private static final int PROCESSES = 40;

    /** The shortest time from which an estimate is made. */
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

    /** A scenario has played one more step. */
    void played(int scenario) {
        done[scenario]++;
    }

    /** A scenario has ended, all its steps played or not. */
    void ended(int scenario) {
        done[scenario] = weights[scenario];
    }

    /** The time until the end; empty while too little is known. */
    Optional<Duration> left() {
        Duration passed = Duration.between(begin, clock.instant());
        long played = Arrays.stream(done).sum();
        if (played == 0 || passed.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                passed.multipliedBy(Arrays.stream(weights).sum() - played).dividedBy(played));
    }

    /** The estimate in words; empty while too little is known. */
    String words() {
        return left().map(time -> time.toMinutes() > 1
                        ? "about " + time.toMinutes() + " min left"
                        : "about " + Math.max(1, time.toSeconds()) + " s left")
                .orElse("");
    }
}
