package org.s2slab.engine.run;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.YamlResource;

/** The attacks in the token workbench. Each attack makes one change to a good token. */
public final class AttackPresets {
    /** The {@code rule} of an attack that no rule refuses. */
    public static final String ACCEPTED = "accepted";

    /**
     * A published case of an attack.
     *
     * @param link the URL of a description
     * @param text what went wrong, in a sentence
     */
    public record PublicCase(String name, String link, String text) {}

    /**
     * One attack.
     *
     * @param group the id of the attack's group (the kind of attacker)
     * @param tries what the attacker tries, in plain sentences
     * @param rule the rule that refuses the attack, or {@link #ACCEPTED}
     * @param to the name of the node that receives the token (names in braces are not replaced yet); null for the
     *     resource
     * @param seen a public case, or null
     * @param forge the changes to the {@code forge} of a good token; a null layer removes this layer
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

    /** The groups in their order: for each id, who the attacker is. */
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
     * Merges an attack into the {@code forge} of a good token. Both are in the language of scenarios.
     *
     * @param resolved the attack's changes, with all names replaced
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
