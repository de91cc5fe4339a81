package org.s2slab.cli;

import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import picocli.CommandLine.Option;

/** The option that selects the policies of online services, shared by all commands that start a deployment. */
final class PolicyOption {
    @Option(
            names = "--policies",
            paramLabel = "POLICIES",
            converter = PolicyModeConverter.class,
            description =
                    "dated: what the online services allow follows the clock. as-documented: the documented procedures work"
                            + " at any date (default: as the scenario or topology says, else as-documented).")
    private @Nullable PolicyMode policies;

    @Nullable
    PolicyMode mode() {
        return policies;
    }
}
