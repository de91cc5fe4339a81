package org.s2slab.engine.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.ReusableKeys;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.snapshot.Snapshot;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * The options of a new deployment: its topology, its clock, its data folder, and its preparing scenario.
 *
 * @param scenario the scenario that prepares the deployment before it is used, or null
 * @param snapshot the snapshot with whose data the deployment starts, or null
 * @param apart whether every node runs in its own process
 * @param at the initial time of the clocks, or null for the machine's time
 * @param keep the parent folder of the data, or null for a temporary folder that is removed with the deployment
 * @param ports the ports of the nodes
 * @param databases where pools have their databases
 */
public record DeploymentRequest(
        Topology plan,
        @Nullable Scenario scenario,
        @Nullable Snapshot snapshot,
        boolean apart,
        @Nullable Instant at,
        @Nullable Path keep,
        PortPlan ports,
        ReusableKeys keys,
        DatabaseSource databases) {

    /**
     * The options for a bundled topology and scenario by name, or for files.
     *
     * @param topology may be null or empty if a scenario is given (default: the scenario's topology)
     * @param scenario may be null or empty for no scenario
     * @throws FileSyntaxException if the topology or scenario does not exist, if both are missing, or if the scenario
     *     belongs to another topology
     */
    public static DeploymentRequest of(ScenarioLibrary library, @Nullable String topology, @Nullable String scenario) {
        Scenario played = scenario == null || scenario.isEmpty() ? null : library.one(scenario);
        if (topology != null && !topology.isEmpty()) {
            return Snapshot.named(topology)
                    .map(snapshot -> on(library, snapshot.plan(), played).from(snapshot))
                    .orElseGet(() -> on(library, library.topology(topology), played));
        }
        if (played == null) {
            throw new FileSyntaxException(
                    "topology", "name a topology, a scenario or a snapshot; ./lab list shows the bundled ones");
        }
        return of(library.topologyOf(played), played);
    }

    /** The options for a topology of the library, and for a scenario that is played on it first. */
    public static DeploymentRequest on(ScenarioLibrary library, Topology plan, @Nullable Scenario played) {
        if (played != null && !library.isPlayedOn(played, plan)) {
            throw new FileSyntaxException(
                    played.source(),
                    "scenario '" + played.name() + "' runs on topology '" + played.topology() + "', not on '"
                            + plan.name() + "'");
        }
        return of(played == null ? plan : played.policiesOn(plan), played);
    }

    /**
     * The options for a parsed topology and a parsed scenario.
     *
     * @throws FileSyntaxException if the scenario names something that is not in the topology
     */
    public static DeploymentRequest of(Topology plan, @Nullable Scenario scenario) {
        if (scenario != null) {
            ScenarioCheck.require(scenario, plan);
        }
        boolean apart = scenario != null && scenario.needsProcesses();
        Instant at = scenario == null ? null : scenario.beginning().orElse(null);
        DeploymentRequest request = new DeploymentRequest(
                plan,
                scenario,
                null,
                apart,
                at,
                null,
                PortPlan.ANY,
                LaunchContext.sharedKeys(),
                DatabaseSource.INSTALLED);
        return scenario == null
                ? request
                : ScenarioSnapshot.of(scenario).map(request::from).orElse(request);
    }

    /** A copy that starts with the data of a snapshot, at the time of the snapshot. */
    private DeploymentRequest from(Snapshot other) {
        if (snapshot != null || at != null) {
            throw new FileSyntaxException(
                    String.valueOf(other.file().getFileName()),
                    "the scenario has a snapshot or a date of its own, and cannot be played on this snapshot");
        }
        return new DeploymentRequest(
                plan, scenario, other, apart, other.manifest().time(), keep, ports, keys, databases);
    }

    /** A copy in which every node runs in its own JVM, if this is requested or the scenario needs it. */
    public DeploymentRequest apart(boolean requested) {
        return new DeploymentRequest(plan, scenario, snapshot, apart || requested, at, keep, ports, keys, databases);
    }

    /** A copy with another mode of the online services' policies. */
    public DeploymentRequest with(PolicyMode policies) {
        return with(plan.with(policies));
    }

    /** A copy with another topology. */
    public DeploymentRequest with(Topology other) {
        return new DeploymentRequest(other, scenario, snapshot, apart, at, keep, ports, keys, databases);
    }

    /** A copy whose clocks begin at this moment. A snapshot has its own clocks. */
    public DeploymentRequest at(Instant moment) {
        if (snapshot != null) {
            throw new FileSyntaxException(
                    "at",
                    "a snapshot already has its clocks; open it without a date, and then set them: ./lab clock DATE");
        }
        return new DeploymentRequest(plan, scenario, snapshot, apart, moment, keep, ports, keys, databases);
    }

    /**
     * Throws IllegalArgumentException if the policies follow the clock, but the calendar does not contain the start.
     */
    public void requireKnownDay(Clock machine) {
        plan.requirePolicies(at == null ? machine.instant() : at);
    }

    /** A copy that stores its data below this folder. */
    public DeploymentRequest keptIn(@Nullable Path folder) {
        return new DeploymentRequest(plan, scenario, snapshot, apart, at, folder, ports, keys, databases);
    }

    /** A copy whose nodes listen at these ports. */
    public DeploymentRequest on(PortPlan others) {
        return new DeploymentRequest(plan, scenario, snapshot, apart, at, keep, others, keys, databases);
    }

    /** A copy whose pools have their databases elsewhere. */
    public DeploymentRequest on(DatabaseSource others) {
        return new DeploymentRequest(plan, scenario, snapshot, apart, at, keep, ports, keys, others);
    }

    /** A copy with these keys instead of the default keys. */
    public DeploymentRequest with(ReusableKeys others) {
        return new DeploymentRequest(plan, scenario, snapshot, apart, at, keep, ports, others, databases);
    }

    /**
     * Starts the deployment (see {@link TemporaryDeployment}) for programs on this machine. Blocks.
     *
     * @param clock the machine's clock; the deployment's clocks follow it until a step moves them
     */
    public TemporaryDeployment start(Clock clock) {
        return with(plan.with(Exposure.LOOPBACK)).startExposed(clock);
    }

    /** Starts the deployment at the address of its topology, which other machines may reach. Blocks. */
    public TemporaryDeployment startExposed(Clock clock) {
        return TemporaryDeployment.start(this, clock);
    }
}
