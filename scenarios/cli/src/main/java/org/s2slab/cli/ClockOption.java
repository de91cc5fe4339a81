package org.s2slab.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import picocli.CommandLine.Option;

/** The option that sets the clocks of a new deployment, shared by all commands that start one. */
final class ClockOption {
    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            converter = InstantConverter.class,
            description =
                    "Set the clocks of all nodes to this time at the start, and issue their certificates for it, for example"
                            + " 2026-03-01 or 2026-03-01T08:00Z (default: the machine's time).")
    private @Nullable Instant at;

    @Nullable
    Instant moment() {
        return at;
    }

    /** The context in which nodes start, with the chosen clocks. */
    LaunchContext timed(LaunchContext machine) {
        return at == null ? machine : machine.at(at);
    }
}
