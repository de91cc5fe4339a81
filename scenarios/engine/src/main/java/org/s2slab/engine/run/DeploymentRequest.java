package org.s2slab.engine.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.SharedKeys;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * A deployment that is to be started, and what is to have happened in it when it is handed over.
 *
 * @param scenario what is played on it first, or null for nothing
 * @param apart whether every node is a process of its own
 * @param at when its clocks begin, or null for the machine's time
 * @param keep where its data stays, or null for a temporary folder that goes with it
 * @param ports where its nodes listen
 */
public record DeploymentRequest(
        Topology plan,
        @Nullable Scenario scenario,
        boolean apart,
        @Nullable Instant at,
        @Nullable Path keep,
        PortPlan ports,
        SharedKeys keys) {

    /**
     * What somebody asks for by names of bundled topologies and scenarios, or by files.
     *
     * @param topology may be null or empty where there is a scenario: it is that one's
     * @param scenario may be null or empty for none
     * @throws FileSyntaxException when there is no such topology or scenario, both are missing, or the scenario is played on
     *     another topology
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
                    "'" + played.name() + "' is played on '" + played.topology() + "', not on '" + plan.name() + "'");
        }
        return of(plan, played);
    }

    /**
     * The same of what was read already.
     *
     * @throws FileSyntaxException when the scenario names what the topology does not have
     */
    public static DeploymentRequest of(Topology plan, @Nullable Scenario scenario) {
        if (scenario != null) {
            ScenarioCheck.require(scenario, plan);
        }
        boolean apart = scenario != null && scenario.needsProcesses();
        return new DeploymentRequest(plan, scenario, apart, null, null, PortPlan.ANY, LaunchContext.sharedKeys());
    }

    /** The same with every node in a JVM of its own, where that is wanted or needed. */
    public DeploymentRequest apart(boolean wanted) {
        return new DeploymentRequest(plan, scenario, apart || wanted, at, keep, ports, keys);
    }

    /** The same with clocks that begin at a moment. */
    public DeploymentRequest at(@Nullable Instant moment) {
        return new DeploymentRequest(plan, scenario, apart, moment, keep, ports, keys);
    }

    /** The same with a folder below which its data stays. */
    public DeploymentRequest keptIn(@Nullable Path folder) {
        return new DeploymentRequest(plan, scenario, apart, at, folder, ports, keys);
    }

    /** The same with nodes that listen at these ports. */
    public DeploymentRequest on(PortPlan others) {
        return new DeploymentRequest(plan, scenario, apart, at, keep, others, keys);
    }

    /** The same with other keys than deployments usually have. */
    public DeploymentRequest with(SharedKeys others) {
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
