package org.s2slab.engine.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.text.YamlResource;

/**
 * A group of bundled scenarios about one subject. The resource {@code groups.yaml} contains the groups and their
 * scenarios in the recommended order of reading.
 *
 * @param id the group's name on the command line
 * @param title what the reader wants to see
 * @param shows what the scenarios have in common, in one sentence
 * @param scenarios the names of the scenarios
 */
public record ScenarioGroup(String id, String title, String shows, List<String> scenarios) {
    private static final String CUSTOM = "Custom scenarios";

    private static final List<ScenarioGroup> ALL =
            YamlResource.read(ScenarioGroup.class, "groups.yaml", new TypeReference<>() {});

    public ScenarioGroup {
        scenarios = List.copyOf(scenarios);
    }

    /** All groups, in the recommended order of reading. */
    public static List<ScenarioGroup> all() {
        return ALL;
    }

    /** The group with this id. */
    public static Optional<ScenarioGroup> named(String id) {
        return ALL.stream().filter(group -> group.id.equals(id)).findFirst();
    }

    /** The group of a bundled scenario; empty for a custom scenario. */
    public static Optional<ScenarioGroup> of(String scenario) {
        return ALL.stream().filter(group -> group.scenarios.contains(scenario)).findFirst();
    }

    /** The title of the group of a scenario. All custom scenarios have the same title. */
    public static String titleOf(Scenario scenario) {
        boolean bundled = scenario.source().equals(scenario.name() + ".yaml");
        return (bundled ? of(scenario.name()) : Optional.<ScenarioGroup>empty())
                .map(ScenarioGroup::title)
                .orElse(CUSTOM);
    }

    /** Sorts scenarios by group. All scenarios of a group are together, at the place of the first of them. */
    public static List<Scenario> together(List<Scenario> scenarios) {
        Map<String, List<Scenario>> groups = new LinkedHashMap<>();
        scenarios.forEach(scenario -> groups.computeIfAbsent(titleOf(scenario), title -> new ArrayList<>())
                .add(scenario));
        return groups.values().stream().flatMap(List::stream).toList();
    }
}
