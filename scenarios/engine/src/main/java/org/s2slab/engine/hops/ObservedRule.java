package org.s2slab.engine.hops;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What one rule of the check-list found when a token was judged.
 *
 * @param rule its id
 * @param says what must hold, one sentence
 * @param held whether it did
 * @param found what stood there, or null where the rule compares nothing
 * @param wanted what should have stood there, or null
 */
public record ObservedRule(
        String rule,
        String says,
        boolean held,
        @Nullable String found,
        @Nullable String wanted) {
    static ObservedRule of(JsonObject json) {
        return new ObservedRule(
                json.getString("rule"),
                json.getString("says"),
                Boolean.TRUE.equals(json.getValue("held")),
                json.getString("found"),
                json.getString("wanted"));
    }

    /** As the journal has it; values that are not there are left out. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("rule", rule).put("says", says).put("held", held);
        if (found != null) {
            json.put("found", found);
        }
        return wanted == null ? json : json.put("wanted", wanted);
    }
}
