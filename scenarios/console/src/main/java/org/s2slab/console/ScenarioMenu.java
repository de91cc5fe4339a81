package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;

/**
 * The scenarios and topologies that the console can run.
 *
 * @param scenarios the scenarios in the recommended order of reading
 * @param topologies the names of the topologies
 * @param topology loads a topology by its name or from a file
 */
public record ScenarioMenu(List<Scenario> scenarios, List<String> topologies, Function<String, Topology> topology) {
    private static final Pattern RULE = Pattern.compile(" by rule ([A-Z][0-9]+)");

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
                    .put("minutes", minutes(scenario))
                    .put("rules", new JsonArray(List.copyOf(rules(scenario))))
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

    /** Minutes to watch and read the scenario's own steps: about half a minute for each step. */
    private static long minutes(Scenario scenario) {
        return Math.max(1, scenario.steps().stream().filter(scenario::owns).count() / 2);
    }

    /** The rules that refuse in the scenario's own steps, in their order. */
    private static Set<String> rules(Scenario scenario) {
        Set<String> rules = new LinkedHashSet<>();
        scenario.steps().stream()
                .filter(scenario::owns)
                .flatMap(step -> step.hops().stream())
                .flatMap(hop -> RULE.matcher(hop.toString()).results())
                .forEach(rule -> rules.add(rule.group(1)));
        return rules;
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

    /** The spoilings for a token with a user, or for a token without a user. */
    private static JsonArray spoilings(boolean withUser) {
        JsonArray told = new JsonArray();
        SpoilingCatalog.fitting(withUser)
                .forEach(
                        way -> told.add(new JsonObject().put("name", way.name()).put("sentence", way.sentence())));
        return told;
    }
}
