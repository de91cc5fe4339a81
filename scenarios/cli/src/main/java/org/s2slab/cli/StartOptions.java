package org.s2slab.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for a new deployment, shared by all commands that start a deployment. */
@SuppressWarnings("NullAway.Init")
final class StartOptions {
    @Option(
            names = "--after",
            paramLabel = "SCENARIO",
            description =
                    "Start a new deployment and run this scenario (name or file) on it first. If the scenario fails, the"
                            + " deployment stops.")
    private @Nullable String after;

    @Mixin
    private ClockOption clock;

    @Mixin
    private PolicyOption policies;

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
            Instant at = clock.moment();
            DeploymentRequest dated = opening.with(policies.on(opening.plan()));
            DeploymentRequest timed = at == null ? dated : dated.at(at);
            timed.requireKnownDay(LabCommand.CLOCK);
            return timed;
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--policies", String.valueOf(e.getMessage()));
        }
    }

    /** Refuses these options for a deployment that is already running, because its clocks already have their times. */
    void requireNone() {
        if (policies.isGiven()) {
            throw new FileSyntaxException(
                    "--policies",
                    "a running deployment already has its policies. Start a new one with --topology or --after");
        }
        if (clock.moment() != null) {
            throw new FileSyntaxException(
                    "--at",
                    "a running deployment already has its clocks. Set them with ./lab clock, or start a new deployment with --topology or --after");
        }
    }
}
