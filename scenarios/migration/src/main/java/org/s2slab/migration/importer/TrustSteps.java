package org.s2slab.migration.importer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletCall;

/** Writes the scenario that sets up the copy's trust: its steps, in the order of execution. */
final class TrustSteps {
    /** Minimum remaining validity with which a certificate is assigned without moving a clock. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final List<Object> steps = new ArrayList<>();
    private final Instant now;

    /** @param now the time of the copy */
    TrustSteps(Instant now) {
        this.now = now;
    }

    List<Object> all() {
        return List.copyOf(steps);
    }

    Instant now() {
        return now;
    }

    /** Adds a step that runs a cmdlet. */
    void run(String title, CmdletCall call) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("do", title);
        step.putAll(call.step());
        steps.add(step);
    }

    /** Adds steps on a node while its clock is moved by a duration. */
    void moved(String node, String why, Duration by, Runnable doing) {
        if (by.isZero()) {
            doing.run();
            return;
        }
        clock(why, node, by);
        doing.run();
        clock("The clock of " + node + " goes back to the others", node, by.negated());
    }

    void clock(String title, String node, Duration by) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("do", title);
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("node", node);
        clock.put("advance", by.toString());
        step.put("clock", clock);
        steps.add(step);
    }

    /** The duration by which the clock must be moved so that a certificate is valid; zero if it is valid now. */
    Duration towards(@Nullable KnownCertificate certificate) {
        if (certificate == null || certificate.from() == null || certificate.until() == null) {
            return Duration.ZERO;
        }
        if (now.plus(MARGIN).isAfter(certificate.until())) {
            return Duration.between(now, certificate.until().minus(MARGIN)).truncatedTo(ChronoUnit.HOURS);
        }
        return now.isBefore(certificate.from())
                ? Duration.between(now, certificate.from()).plus(MARGIN).truncatedTo(ChronoUnit.HOURS)
                : Duration.ZERO;
    }
}
