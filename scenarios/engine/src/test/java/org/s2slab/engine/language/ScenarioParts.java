package org.s2slab.engine.language;

import java.util.List;

/**
 * The two parts of a scenario with {@code cells}: the steps that configure trust and test it, and those of the feature,
 * which the scenario in its {@code then} has, or itself without {@code then}. These are the last steps, and all from one
 * file.
 */
public final class ScenarioParts {
    private ScenarioParts() {}

    /** The steps of the feature. */
    public static List<Step> feature(Scenario scenario) {
        return scenario.steps().subList(begin(scenario), scenario.steps().size());
    }

    /** The steps before those of the feature. */
    public static List<Step> trust(Scenario scenario) {
        return scenario.steps().subList(0, begin(scenario));
    }

    /** A copy without the steps of the feature: the hops that are expected over all steps must then be missing. */
    public static Scenario withoutFeature(Scenario whole) {
        return new Scenario(
                whole.source(),
                whole.name(),
                whole.shows(),
                whole.topology(),
                whole.after(),
                whole.then(),
                whole.cells(),
                whole.before(),
                trust(whole),
                whole.hops(),
                whole.never(),
                whole.written());
    }

    private static int begin(Scenario scenario) {
        List<Step> steps = scenario.steps();
        String last = steps.get(steps.size() - 1).source();
        int begins = steps.size();
        while (begins > 0 && steps.get(begins - 1).source().equals(last)) {
            begins--;
        }
        return begins;
    }
}
