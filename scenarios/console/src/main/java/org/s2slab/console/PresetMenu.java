package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.RuleReadings.Reading;
import org.s2slab.engine.run.AttackPresets;
import org.s2slab.engine.run.AttackPresets.Preset;
import org.s2slab.engine.run.AttackPresets.PublicCase;
import org.s2slab.engine.run.PresetNames;

/** The attacks of the workbench as JSON, in their groups, with the names of the deployment filled in. */
final class PresetMenu {
    private PresetMenu() {}

    /**
     * All attacks. Blocks the calling thread.
     *
     * @param caller the node whose token is changed
     * @param resource the node that receives the token
     * @param user the address of the user in the good token
     */
    static JsonObject json(Deployment deployment, String caller, String resource, String user) {
        for (String node : List.of(caller, resource)) {
            if (!deployment.plan().nodes().containsKey(node)) {
                throw ConsoleError.NOT_FOUND.because("The deployment has no node '" + node + "'.");
            }
        }
        if (caller.equals(resource)) {
            throw ConsoleError.PARAMETER_WRONG.because("to: must be another node than '" + caller + "', the caller.");
        }
        PresetNames names = new PresetNames(deployment, caller, resource, user);
        JsonArray groups = new JsonArray();
        AttackPresets.groups().forEach((id, title) -> {
            JsonArray presets = new JsonArray();
            AttackPresets.all().stream()
                    .filter(preset -> preset.group().equals(id))
                    .forEach(preset -> presets.add(json(preset, names)));
            groups.add(new JsonObject().put("title", title).put("presets", presets));
        });
        return new JsonObject().put("groups", groups);
    }

    private static JsonObject json(Preset preset, PresetNames names) {
        Set<String> missing = names.missing(preset);
        JsonObject json = new JsonObject()
                .put("id", preset.id())
                .put("name", preset.name())
                .put("tries", preset.tries())
                .put("rule", preset.rule())
                .put("question", question(preset.rule()))
                .put("case", seen(preset.seen()))
                .put("missing", missing.isEmpty() ? null : String.join(", ", missing));
        return missing.isEmpty() ? json.put("to", names.to(preset)).put("forge", names.forge(preset)) : json;
    }

    /** The question that the refusing rule helps to answer; 0 if the token is accepted. */
    private static int question(String rule) {
        Reading reading = RuleReadings.of(Subject.TOKEN, rule);
        return reading == null ? 0 : reading.question();
    }

    private static @Nullable JsonObject seen(@Nullable PublicCase seen) {
        return seen == null
                ? null
                : new JsonObject()
                        .put("name", seen.name())
                        .put("link", seen.link())
                        .put("text", seen.text());
    }
}
