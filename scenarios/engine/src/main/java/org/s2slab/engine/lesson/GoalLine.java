package org.s2slab.engine.lesson;

import io.vertx.core.json.JsonObject;

/**
 * One part of the goal of an exercise.
 *
 * @param passed whether the part is true now
 * @param say the part, in words
 * @param why why the part is not true yet; empty if it is true
 */
public record GoalLine(boolean passed, String say, String why) {
    static GoalLine of(boolean passed, String say, String why) {
        return new GoalLine(passed, say, passed ? "" : why);
    }

    public JsonObject toJson() {
        return new JsonObject().put("passed", passed).put("say", say).put("why", why);
    }
}
