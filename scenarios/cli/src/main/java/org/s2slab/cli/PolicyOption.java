package org.s2slab.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Option;

/** The options of the policies of online services, shared by all commands that start a deployment. */
final class PolicyOption {
    @Option(
            names = "--policies",
            paramLabel = "POLICIES",
            converter = PolicyModeConverter.class,
            description =
                    "dated: what the online services allow follows the clock. as-documented: the documented procedures work"
                            + " at any date (default: as the scenario or topology says, else as-documented).")
    private @Nullable PolicyMode policies;

    @Option(
            names = "--policy-date",
            paramLabel = "CHANGE=DATE",
            description =
                    "With dated policies, the tenant's own first day of a change that does not begin for all tenants at once, for"
                            + " example ews-off-by-default=2026-11-15. Can be repeated (default: as the scenario or topology"
                            + " says, else the first day of docs/generated/calendar.md).")
    private @Nullable Map<String, String> dates;

    boolean isGiven() {
        return policies != null || dates != null;
    }

    /** The topology with the requested policies. Throws IllegalArgumentException if it has no online node. */
    Topology on(Topology plan) {
        Topology governed = policies == null ? plan : plan.with(policies);
        try {
            return dates == null ? governed : governed.with(TenantDates.of(dates));
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--policy-date", String.valueOf(e.getMessage()));
        }
    }
}
