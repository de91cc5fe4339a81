package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values that servers generated, such as thumbprints, by references of the scenario language. On another
 * deployment a reference leads to the value that was generated there.
 */
final class ValueReferences {
    /** A value that a server may have generated: a GUID, a thumbprint, a certificate, a secret. */
    private static final Pattern GENERATED = Pattern.compile("(?=.*[0-9])[A-Za-z0-9+/=_~-]{20,}");

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_]+");

    /** References by the value that they have on this deployment. */
    private final Map<String, String> known = new LinkedHashMap<>();

    /**
     * Stores a reference for each generated value in a result.
     *
     * @param path the reference to the result
     * @param own the text of the step. A value in it was not generated
     */
    void learn(@Nullable Object value, String path, String own) {
        if (value instanceof JsonObject object) {
            object.forEach(member -> {
                if (MEMBER.matcher(member.getKey()).matches()) {
                    learn(member.getValue(), path + "." + member.getKey(), own);
                }
            });
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                learn(list.getValue(i), path + "[" + i + "]", own);
            }
        } else if (value instanceof String text && GENERATED.matcher(text).matches() && !own.contains(text)) {
            known.putIfAbsent(text, "${" + path + "}");
        }
    }

    /** Removes the references to a result, because its name belongs to another result from now on. */
    void forget(String name) {
        known.values().removeIf(reference -> name(reference).equals(name));
    }

    /** A copy with references. {@code used} receives the name of each reference. */
    JsonObject in(JsonObject json, Consumer<String> used) {
        // No character of a known value or of a reference is escaped in JSON.
        String text = json.encode();
        for (Map.Entry<String, String> one : known.entrySet()) {
            if (text.contains(one.getKey())) {
                text = text.replace(one.getKey(), one.getValue());
                used.accept(name(one.getValue()));
            }
        }
        return new JsonObject(text);
    }

    /** The name of the result in a reference. */
    private static String name(String reference) {
        return reference.substring(2).split("[.\\[]", 2)[0];
    }
}
