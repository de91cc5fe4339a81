package org.s2slab.engine.run;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.YamlResource;

/** The attacks that the token workbench offers by name, each as one change to a good token. */
public final class AttackPresets {
    /** The {@code rule} of an attack that no rule refuses. */
    public static final String ACCEPTED = "accepted";

    /**
     * A published case of an attack.
     *
     * @param link the address of the text that describes it
     * @param text what went wrong, in a sentence
     */
    public record PublicCase(String name, String link, String text) {}

    /**
     * One attack.
     *
     * @param group the id of its group: who the attacker is
     * @param tries what it tries, in plain sentences
     * @param rule the rule that refuses it, or {@link #ACCEPTED}
     * @param to the name of the node that it is presented to, with names in braces unresolved; null for the resource
     * @param seen null if no public case is known
     * @param forge what is laid over the forge of a good token; a null layer is left out
     */
    public record Preset(
            String id,
            String group,
            String name,
            String tries,
            String rule,
            @Nullable String to,
            @Nullable PublicCase seen,
            JsonObject forge) {
        private static Preset of(String id, JsonObject told) {
            JsonObject seen = told.getJsonObject("case");
            return new Preset(
                    id,
                    told.getString("group"),
                    told.getString("name"),
                    told.getString("tries"),
                    told.getString("rule"),
                    told.getString("to"),
                    seen == null
                            ? null
                            : new PublicCase(seen.getString("name"), seen.getString("link"), seen.getString("text")),
                    told.getJsonObject("forge"));
        }
    }

    private static final JsonObject FILE = new JsonObject(
            YamlResource.read(AttackPresets.class, "presets.yaml", new TypeReference<Map<String, Object>>() {}));

    private AttackPresets() {}

    /** The groups in their order: what the attacker is, by id. */
    public static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        FILE.getJsonObject("groups").forEach(group -> groups.put(group.getKey(), String.valueOf(group.getValue())));
        return groups;
    }

    /** All attacks in their order. */
    public static List<Preset> all() {
        return FILE.getJsonObject("presets").stream()
                .map(entry -> Preset.of(entry.getKey(), (JsonObject) entry.getValue()))
                .toList();
    }

    /**
     * The forge of an attack: that of a good token with a preset's laid over it. Both are in the language of scenarios.
     *
     * @param resolved the preset's, with its names replaced
     */
    public static JsonObject over(JsonObject good, JsonObject resolved) {
        if (resolved.containsKey("assertion")) {
            return resolved;
        }
        JsonObject forge = good.copy().mergeIn(resolved, true);
        resolved.forEach(layer -> {
            if (layer.getValue() == null) {
                forge.remove(layer.getKey());
            }
        });
        return forge;
    }
}
