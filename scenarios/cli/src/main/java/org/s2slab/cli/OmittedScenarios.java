package org.s2slab.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;

/**
 * The scenarios with pools that are not run, because this machine has no PostgreSQL.
 *
 * @param reason why, with the fix
 */
record OmittedScenarios(List<Scenario> scenarios, String reason) {
    static final OmittedScenarios NONE = new OmittedScenarios(List.of(), "");

    /**
     * Chooses the scenarios. A scenario that the user named is run, and fails with the reason.
     *
     * @param words the names, groups and files that the user named, or null for all scenarios
     * @param problem the reason why no pool can be started, empty if pools can be started
     */
    static OmittedScenarios of(
            List<Scenario> all, @Nullable List<String> words, ScenarioLibrary library, Optional<String> problem) {
        return problem.map(reason -> new OmittedScenarios(
                        all.stream()
                                .filter(scenario -> words == null
                                        || !(words.contains(scenario.name()) || words.contains(scenario.source())))
                                .filter(scenario -> !library.topologyOf(scenario)
                                        .pools()
                                        .byName()
                                        .isEmpty())
                                .toList(),
                        reason))
                .orElse(NONE);
    }

    List<Scenario> removedFrom(List<Scenario> all) {
        return all.stream().filter(scenario -> !scenarios.contains(scenario)).toList();
    }

    /** The sentence for the user; empty if no scenario is omitted. */
    Optional<String> sentence() {
        return scenarios.isEmpty()
                ? Optional.empty()
                : Optional.of("Not run: " + scenarios.size() + " of the scenarios ("
                        + scenarios.stream().map(Scenario::name).collect(Collectors.joining(", ")) + "), because "
                        + reason + ".");
    }
}
