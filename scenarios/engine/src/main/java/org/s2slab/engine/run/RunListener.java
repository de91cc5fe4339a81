package org.s2slab.engine.run;

import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.Scenario;

/** Whoever watches scenarios being played: the console, or nobody. */
public interface RunListener {
    /** Sees nothing. */
    RunListener NOBODY = new RunListener() {
        @Override
        public void begins(Scenario scenario) {}

        @Override
        public void played(StepResult result) {}

        @Override
        public void ends(ScenarioResult result) {}
    };

    /** A scenario begins; its deployment is about to start. */
    void begins(Scenario scenario);

    /** A step was played. */
    void played(StepResult result);

    /** The steps were played, and the deployment is about to be taken down; it may be asked still. */
    default void beforeStop(Deployment topology) {}

    /** A scenario is over and its deployment is down. */
    void ends(ScenarioResult result);
}
