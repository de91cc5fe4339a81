package org.s2slab.engine.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.ReusableKeys;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * The options of a new deployment: its topology, its clock, its data folder, and a scenario to play on it.
 *
 * @param scenario is played before the deployment is handed over, or null for none
 * @param apart whether every node runs in a process of its own
 * @param at initial time of its clocks, or null for the machine's time
 * @param keep parent folder of its data, or null for a temporary folder that is removed with the deployment
 * @param ports where its nodes listen
 */
public record DeploymentRequest(
        Topology plan,
        @Nullable Scenario scenario,
        boolean apart,
        @Nullable Instant at,
        @Nullable Path keep,
        PortPlan ports,
        ReusableKeys keys) {

    /**
     * The options for bundled topologies and scenarios by name, or for files.
     *
     * @param topology may be null or empty if a scenario is given (default: the scenario's topology)
     * @param scenario may be null or empty for none
     * @throws FileSyntaxException when there is no such topology or scenario, both are missing, or the scenario belongs
     *     to another topology
     */
    public static DeploymentRequest of(ScenarioLibrary library, @Nullable String topology, @Nullable String scenario) {
        Scenario played = scenario == null || scenario.isEmpty() ? null : library.one(scenario);
        if (topology != null && !topology.isEmpty()) {
            return on(library, library.topology(topology), played);
        }
        if (played == null) {
            throw new FileSyntaxException(
                    "topology", "name a topology or a scenario, bundled or in a file; ./lab list shows them");
        }
        return of(library.topologyOf(played), played);
    }

    private static DeploymentRequest on(ScenarioLibrary library, Topology plan, @Nullable Scenario played) {
        if (played != null && !library.isPlayedOn(played, plan)) {
            throw new FileSyntaxException(
                    played.source(),
                    "scenario '" + played.name() + "' runs on topology '" + played.topology() + "', not on '"
                            + plan.name() + "'");
        }
        return of(plan, played);
    }

    /**
     * The options for a topology and a scenario that were read already.
     *
     * @throws FileSyntaxException when the scenario names something that the topology does not have
     */
    public static DeploymentRequest of(Topology plan, @Nullable Scenario scenario) {
        if (scenario != null) {
            ScenarioCheck.require(scenario, plan);
        }
        boolean apart = scenario != null && scenario.needsProcesses();
        return new DeploymentRequest(plan, scenario, apart, null, null, PortPlan.ANY, LaunchContext.sharedKeys());
    }

    /** A copy with every node in a JVM of its own, if that is requested or the scenario needs it. */
    public DeploymentRequest apart(boolean wanted) {
        return new DeploymentRequest(plan, scenario, apart || wanted, at, keep, ports, keys);
    }

    /** A copy whose clocks begin at a moment. */
    public DeploymentRequest at(@Nullable Instant moment) {
        return new DeploymentRequest(plan, scenario, apart, moment, keep, ports, keys);
    }

    /** A copy whose data is stored below a folder. */
    public DeploymentRequest keptIn(@Nullable Path folder) {
        return new DeploymentRequest(plan, scenario, apart, at, folder, ports, keys);
    }

    /** A copy whose nodes listen at these ports. */
    public DeploymentRequest on(PortPlan others) {
        return new DeploymentRequest(plan, scenario, apart, at, keep, others, keys);
    }

    /** A copy with other keys than the default ones. */
    public DeploymentRequest with(ReusableKeys others) {
        return new DeploymentRequest(plan, scenario, apart, at, keep, ports, others);
    }

    /**
     * Starts it; see {@link TemporaryDeployment}. Blocks.
     *
     * @param clock the machine's, which the deployment's clocks follow until they are moved
     */
    public TemporaryDeployment start(Clock clock) {
        return TemporaryDeployment.start(this, clock);
    }
}
