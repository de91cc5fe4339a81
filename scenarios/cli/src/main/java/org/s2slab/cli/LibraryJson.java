package org.s2slab.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioLibrary;

/** The JSON form of {@code lab list}: groups, scenarios and topologies. */
final class LibraryJson {
    /** The word that lists the topologies. */
    static final String TOPOLOGIES = "topologies";

    private LibraryJson() {}

    /** The document for these groups, scenarios or the word topologies; everything if {@code words} is null. */
    static JsonObject of(ScenarioLibrary library, @Nullable List<String> words) {
        JsonArray groups = new JsonArray();
        JsonArray scenarios = new JsonArray();
        JsonArray topologies = new JsonArray();
        for (String word : words == null ? List.of("*", TOPOLOGIES) : words) {
            if (word.equals(TOPOLOGIES)) {
                library.topologyNames().forEach(name -> topologies.add(topology(library.topology(name))));
                continue;
            }
            ScenarioGroup.all().stream()
                    .filter(group -> word.equals("*") || group.id().equals(word))
                    .forEach(group -> groups.add(group(group)));
            library.find(List.of(word)).forEach(scenario -> scenarios.add(scenario(scenario)));
        }
        return new JsonObject()
                .put("groups", groups)
                .put("scenarios", scenarios)
                .put(TOPOLOGIES, topologies);
    }

    private static JsonObject group(ScenarioGroup group) {
        return new JsonObject()
                .put("id", group.id())
                .put("title", group.title())
                .put("shows", group.shows())
                .put("scenarios", new JsonArray(group.scenarios()));
    }

    private static JsonObject scenario(Scenario scenario) {
        return new JsonObject()
                .put("name", scenario.name())
                .put("topology", scenario.topology())
                .put("shows", scenario.shows());
    }

    private static JsonObject topology(Topology plan) {
        return new JsonObject()
                .put("name", plan.name())
                .put("nodes", new JsonArray(List.copyOf(plan.nodes().keySet())))
                .put("shows", plan.shows());
    }
}
