package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;

/**
 * The scenarios and topologies that the console can run.
 *
 * @param scenarios in the recommended reading order
 * @param topologies the names of the topologies
 * @param topology loads a topology by its name or from a file
 */
public record ScenarioMenu(List<Scenario> scenarios, List<String> topologies, Function<String, Topology> topology) {
    public ScenarioMenu {
        scenarios = List.copyOf(scenarios);
        topologies = List.copyOf(topologies);
    }

    Scenario scenario(String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ConsoleError.NOT_FOUND.because("There is no scenario '" + name + "'."));
    }

    JsonObject json() {
        JsonArray stories = new JsonArray();
        for (Scenario scenario : scenarios) {
            stories.add(new JsonObject()
                    .put("name", scenario.name())
                    .put("shows", scenario.shows())
                    .put("topology", scenario.topology())
                    .put(
                            "group",
                            ScenarioGroup.of(scenario.name())
                                    .map(ScenarioGroup::id)
                                    .orElse(null))
                    .put("steps", scenario.steps().size())
                    .put("processes", scenario.needsProcesses()));
        }
        JsonArray places = new JsonArray();
        for (String name : topologies) {
            places.add(new JsonObject()
                    .put("name", name)
                    .put("shows", topology.apply(name).shows()));
        }
        return new JsonObject()
                .put("scenarios", stories)
                .put("groups", groups())
                .put("topologies", places)
                .put("spoilings", new JsonObject().put("user", spoilings(true)).put("alone", spoilings(false)));
    }

    private static JsonArray groups() {
        JsonArray told = new JsonArray();
        ScenarioGroup.all()
                .forEach(group -> told.add(new JsonObject()
                        .put("id", group.id())
                        .put("title", group.title())
                        .put("shows", group.shows())));
        return told;
    }

    /** The named ways to spoil a token for a user, or one of the application alone. */
    private static JsonArray spoilings(boolean withUser) {
        JsonArray told = new JsonArray();
        SpoilingCatalog.fitting(withUser)
                .forEach(
                        way -> told.add(new JsonObject().put("name", way.name()).put("sentence", way.sentence())));
        return told;
    }
}
