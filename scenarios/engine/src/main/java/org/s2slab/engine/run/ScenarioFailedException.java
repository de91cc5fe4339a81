package org.s2slab.engine.run;

import org.s2slab.engine.language.Scenario;

/** A scenario that was to lead to something did not go as it says, so nobody knows where it has led. */
public final class ScenarioFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ScenarioFailedException(Scenario scenario, StepResult failed) {
        super("scenario '" + scenario.name() + "' did not go as it says, so what it leads to is not there: "
                + String.join("; ", failed.placedProblems()));
    }
}
