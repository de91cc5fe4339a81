package org.s2slab.engine.run;

import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;

/** Receives the progress of scenarios while they run, for instance for the console. */
public interface RunListener {
    /** Ignores all events. */
    RunListener NOBODY = new RunListener() {
        @Override
        public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {}

        @Override
        public void played(StepResult result) {}

        @Override
        public void ends(ScenarioResult result) {}
    };

    /**
     * Called when a scenario begins, before its deployment starts.
     *
     * @param secrets collects the credentials that the scenario uses
     */
    void begins(Scenario scenario, Topology plan, SecretCollector secrets);

    /** Called when the deployment has started, before the first step. */
    default void started(StepTarget topology) {}

    /** Called after each step. */
    void played(StepResult result);

    /** Called after the last step, while the deployment still runs. */
    default void beforeStop(StepTarget topology) {}

    /** Called when a scenario has ended and its deployment has stopped. */
    void ends(ScenarioResult result);
}
