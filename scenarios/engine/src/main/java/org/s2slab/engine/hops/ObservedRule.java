package org.s2slab.engine.hops;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The result of one rule of the check-list, from the validation of a token.
 *
 * @param rule the rule's id
 * @param says the rule's sentence
 * @param held whether the rule passed
 * @param found the value in the token, or null if the rule compares nothing
 * @param expected the expected value, or null
 */
public record ObservedRule(
        String rule,
        String says,
        boolean held,
        @Nullable String found,
        @Nullable String expected) {
    static ObservedRule of(JsonObject json) {
        return new ObservedRule(
                json.getString("rule"),
                json.getString("says"),
                Boolean.TRUE.equals(json.getValue("held")),
                json.getString("found"),
                json.getString("expected"));
    }

    /** The result as JSON, in the form of the journal; null values are left out. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("rule", rule).put("says", says).put("held", held);
        if (found != null) {
            json.put("found", found);
        }
        return expected == null ? json : json.put("expected", expected);
    }
}
