package org.s2slab.engine.lesson;

import io.vertx.core.json.JsonObject;

/** One line on the screen of a lesson: a label and a value. */
public record LessonRow(String label, String value) {
    public JsonObject toJson() {
        return new JsonObject().put("label", label).put("value", value);
    }
}
