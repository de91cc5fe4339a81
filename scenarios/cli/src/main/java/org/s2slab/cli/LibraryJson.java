package org.s2slab.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                library.topologyNames().stream()
                        .map(library::topology)
                        .forEach(plan -> topologies.add(new JsonObject()
                                .put("name", plan.name())
                                .put(
                                        "nodes",
                                        new JsonArray(List.copyOf(plan.nodes().keySet())))
                                .put("shows", plan.shows())));
                continue;
            }
            ScenarioGroup.all().stream()
                    .filter(group -> word.equals("*") || group.id().equals(word))
                    .forEach(group -> groups.add(JsonObject.mapFrom(group)));
            library.find(List.of(word))
                    .forEach(scenario -> scenarios.add(new JsonObject()
                            .put("name", scenario.name())
                            .put("topology", scenario.topology())
                            .put("shows", scenario.shows())));
        }
        return new JsonObject()
                .put("groups", groups)
                .put("scenarios", scenarios)
                .put(TOPOLOGIES, topologies);
    }
}
