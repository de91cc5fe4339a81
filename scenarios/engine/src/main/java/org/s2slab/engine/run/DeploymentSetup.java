package org.s2slab.engine.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.snapshot.Snapshot;
import org.s2slab.engine.snapshot.SnapshotOpening;

/** Starts and prepares a deployment: starts the nodes, fills the contact lists and plays a scenario. */
public final class DeploymentSetup {
    private DeploymentSetup() {}

    /**
     * Starts and prepares a deployment. Blocks the calling thread. If a part of the preparation fails, the method stops
     * the deployment.
     *
     * @param scenario the scenario that prepares the deployment, or null
     * @param folder the data folder of the deployment
     * @throws ScenarioFailedException if a step of the scenario fails
     */
    public static Deployment start(Topology plan, @Nullable Scenario scenario, LaunchContext launch, Path folder) {
        return start(plan, scenario, launch, folder, null);
    }

    /**
     * Starts and prepares a deployment, as the other method does, with the data of a snapshot.
     *
     * @param launch a context whose clocks begin at the time of the snapshot
     * @param snapshot the snapshot of this topology, or null for a new deployment
     */
    public static Deployment start(
            Topology plan,
            @Nullable Scenario scenario,
            LaunchContext launch,
            Path folder,
            @Nullable Snapshot snapshot) {
        Deployment topology = snapshot == null
                ? Deployment.start(plan, launch, folder)
                : new SnapshotOpening(snapshot).start(plan, launch, folder);
        try {
            if (snapshot == null) {
                new ContactListSeeder(topology, launch.ids()).fill();
            }
            if (scenario != null) {
                play(topology, scenario, launch);
            }
            return topology;
        } catch (Exception e) {
            topology.close();
            throw e;
        }
    }

    private static void play(Deployment topology, Scenario scenario, LaunchContext launch) {
        ScenarioSession session = new ScenarioSession(topology, launch);
        for (Step step : scenario.steps()) {
            StepResult result = session.play(step).result();
            if (!result.passed()) {
                throw new ScenarioFailedException(scenario, result);
            }
        }
    }
}
