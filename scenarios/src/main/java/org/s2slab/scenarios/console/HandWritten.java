package org.s2slab.scenarios.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.scenarios.script.ScenarioFile;
import org.s2slab.scenarios.script.ScriptException;
import org.s2slab.scenarios.script.Step;

/** A step that a page sends: one of the scenario language, read as strictly as one in a file. */
final class HandWritten {
    private HandWritten() {}

    /** Denied, with the language's own words, when it is none. */
    static Step step(JsonObject step) {
        JsonObject file = new JsonObject()
                .put("scenario", "by-hand")
                .put("shows", "What somebody tries.")
                .put("topology", "present")
                .put("steps", new JsonArray().add(step));
        try {
            // JSON is YAML.
            return ScenarioFile.read("by hand", file.encode()).steps().get(0);
        } catch (ScriptException e) {
            throw Denial.BODY_WRONG.because(String.valueOf(e.problem()));
        }
    }
}
