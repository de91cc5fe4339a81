package org.s2slab.engine.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * The two parts of a scenario with {@code cells}: the steps that configure and test the trust, and the steps of the
 * feature. The steps of the feature are the last steps and come from one file: the scenario in {@code then}, or the
 * scenario itself without {@code then}.
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

    /**
     * A copy without the steps of the feature. The hops that the scenario expects in all steps must then be missing.
     */
    public static Scenario withoutFeature(Scenario whole) {
        return with(whole, trust(whole));
    }

    /** A copy in which a person only signs in twice, in place of the steps of the feature. */
    public static Scenario withSignInOnly(Scenario whole) {
        Scenario signIn = ScenarioParser.read("sign-in.yaml", """
                scenario: sign-in
                shows: A person signs in.
                topology: on-premises
                steps:
                  - {do: Anna signs in, sign-in: anna@contoso.com}
                  - {do: Anna signs in again, sign-in: anna@contoso.com}
                """);
        return with(
                whole,
                Stream.concat(trust(whole).stream(), signIn.steps().stream()).toList());
    }

    private static Scenario with(Scenario whole, List<Step> steps) {
        return new Scenario(
                whole.source(),
                whole.name(),
                whole.shows(),
                whole.topology(),
                new Scenario.Chain(
                        whole.chain().after(),
                        whole.chain().then(),
                        whole.chain().before()),
                whole.cells(),
                steps,
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
