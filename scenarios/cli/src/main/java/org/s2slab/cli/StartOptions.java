package org.s2slab.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Option;

/** The options for a new deployment, shared by all commands that start a deployment. */
final class StartOptions {
    @Option(
            names = "--after",
            paramLabel = "SCENARIO",
            description =
                    "Start a new deployment and run this scenario (name or file) on it first. If the scenario fails, the"
                            + " deployment stops.")
    private @Nullable String after;

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            converter = InstantConverter.class,
            description =
                    "Set the clocks of all nodes to this time at the start, and issue their certificates for it, for example"
                            + " 2026-03-01 or 2026-03-01T08:00Z (default: the machine's time).")
    private @Nullable Instant at;

    @Option(
            names = "--policies",
            paramLabel = "POLICIES",
            converter = PolicyModeConverter.class,
            description =
                    "dated: what the online services allow follows the clock. as-documented: the documented procedures work"
                            + " at any date (default: as the topology says, else as-documented).")
    private @Nullable PolicyMode policies;

    /** Whether a scenario selects the deployment to start. */
    boolean hasScenario() {
        return after != null;
    }

    /**
     * The options of the deployment to start.
     *
     * @param topology may be null or empty if the options name a scenario, which names its own topology
     */
    DeploymentRequest opening(ScenarioLibrary library, @Nullable String topology) {
        return timed(DeploymentRequest.of(library, topology, after));
    }

    /** A copy of the options with the requested clocks and policies. */
    DeploymentRequest timed(DeploymentRequest opening) {
        try {
            DeploymentRequest dated = policies == null ? opening : opening.with(policies);
            DeploymentRequest timed = at == null ? dated : dated.at(at);
            timed.requireKnownDay(LabCommand.CLOCK);
            return timed;
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--policies", String.valueOf(e.getMessage()));
        }
    }

    /** Refuses these options for a deployment that is already running, because its clocks already have their times. */
    void requireNone() {
        if (policies != null) {
            throw new FileSyntaxException(
                    "--policies",
                    "a running deployment already has its policies. Start a new one with --topology or --after");
        }
        if (at != null) {
            throw new FileSyntaxException(
                    "--at",
                    "a running deployment already has its clocks. Set them with ./lab clock, or start a new deployment with --topology or --after");
        }
    }
}
