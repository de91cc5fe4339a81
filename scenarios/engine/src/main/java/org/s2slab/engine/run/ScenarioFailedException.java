package org.s2slab.engine.run;

import org.s2slab.engine.language.Scenario;

/** A scenario that prepares a deployment has failed, so the state of the deployment is unknown. */
public final class ScenarioFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ScenarioFailedException(Scenario scenario, StepResult failed) {
        super("scenario '" + scenario.name() + "' failed, so the deployment is not prepared: "
                + String.join("; ", failed.placedProblems()));
    }
}
