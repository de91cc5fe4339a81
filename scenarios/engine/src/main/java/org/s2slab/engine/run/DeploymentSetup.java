package org.s2slab.engine.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;

/** What comes before a deployment is handed over: its nodes start, its contact lists are filled, a scenario is played. */
public final class DeploymentSetup {
    private DeploymentSetup() {}

    /**
     * Starts a deployment; blocks. Where anything goes wrong it is taken down again.
     *
     * @param scenario what is played on it, or null for nothing
     * @param folder where the nodes keep their data
     * @throws ScenarioFailedException when a step of the scenario does not go as it says
     */
    public static Deployment start(Topology plan, @Nullable Scenario scenario, LaunchContext workshop, Path folder) {
        Deployment topology = Deployment.start(plan, workshop, folder);
        try {
            new ContactListSeeder(topology, workshop.ids()).fill();
            if (scenario != null) {
                play(topology, scenario, workshop);
            }
            return topology;
        } catch (Exception e) {
            topology.close();
            throw e;
        }
    }

    private static void play(Deployment topology, Scenario scenario, LaunchContext workshop) {
        ScenarioSession stage = new ScenarioSession(topology, workshop);
        for (Step step : scenario.steps()) {
            StepResult result = stage.play(step).result();
            if (!result.passed()) {
                throw new ScenarioFailedException(scenario, result);
            }
        }
    }
}
