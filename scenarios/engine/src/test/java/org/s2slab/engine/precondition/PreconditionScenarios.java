package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParts;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.ScenarioLibrary;

/**
 * The scenarios that are played without the objects of their trust: the scenarios in cells of the table, and scenarios
 * outside of the table.
 */
final class PreconditionScenarios {
    /**
     * The scenarios outside of the table: their calls have a direction without a feature in the table, and one pair has
     * no row.
     */
    private static final Set<String> BESIDE_THE_TABLE =
            Set.of("exchange-and-lync-at-sharepoint", "tenant-calls-farm", "cross-exchange-free-busy");

    /** Cmdlets that configure nothing, by their verbs. */
    private static final Pattern ASKING = Pattern.compile("(Get|Test|Connect)-.*");

    private static final List<Scenario> ALL = new ScenarioLibrary()
            .scenarios().stream()
                    .filter(scenario -> !scenario.cells().isEmpty() || BESIDE_THE_TABLE.contains(scenario.name()))
                    .toList();

    private PreconditionScenarios() {}

    /** The names of the scenarios that configure a trust. */
    static Set<String> trusts() {
        Set<String> trusts = new LinkedHashSet<>();
        ALL.forEach(scenario -> trusts.add(trustOf(scenario)));
        return trusts;
    }

    /** The scenarios that need a trust. */
    static List<Scenario> of(String trust) {
        return ALL.stream().filter(scenario -> trustOf(scenario).equals(trust)).toList();
    }

    private static String trustOf(Scenario scenario) {
        List<Step> steps = ScenarioParts.trust(scenario);
        return steps.get(steps.size() - 1).source().replace(".yaml", "");
    }

    /**
     * The objects of a trust that can be dropped, as keys of {@link Precondition#key}: whole steps, and single items of
     * a list.
     */
    static List<String> parts(String trust) {
        List<String> parts = new ArrayList<>();
        for (Step step : ScenarioParts.trust(of(trust).get(0))) {
            if (step.kind() == StepKind.RUN
                    && !ASKING.matcher(step.fields().getString("run")).matches()) {
                List<String> items = items(step);
                if (items.size() < 2) {
                    parts.add(step.title());
                } else {
                    items.forEach(item -> parts.add(step.title() + " [" + item + "]"));
                }
            }
        }
        return parts;
    }

    /** The items that a step adds to a list, without existing items that the step repeats. */
    private static List<String> items(Step step) {
        List<String> items = new ArrayList<>();
        step.fields().getJsonObject("with").forEach(entry -> {
            if (entry.getValue() instanceof JsonArray list) {
                list.stream()
                        .map(String::valueOf)
                        .filter(item -> !item.startsWith("${"))
                        .forEach(items::add);
            }
        });
        return items;
    }
}
