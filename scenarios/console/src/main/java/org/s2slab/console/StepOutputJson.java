package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.StepLine;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.engine.text.TextTruncator;

/** The line and the output of a step as JSON. The output is shortened for readers and contains no usable credential. */
final class StepOutputJson {
    /** Maximum number of characters of a response. */
    private static final int LONGEST = 4_000;

    private StepOutputJson() {}

    /** The line that a step executes, or null. */
    static @Nullable JsonObject line(@Nullable StepLine line) {
        return line == null ? null : new JsonObject().put("who", line.who()).put("line", line.line());
    }

    static JsonObject json(StepOutput found) {
        JsonObject json = new JsonObject().put("status", found.status());
        JsonArray output = new JsonArray(TextTruncator.text(found.output().encode()));
        if (!output.isEmpty()) {
            json.put("output", output);
        }
        if (!found.warnings().isEmpty()) {
            json.put(
                    "warnings",
                    new JsonArray(TextTruncator.text(found.warnings().encode())));
        }
        JsonObject error = found.error();
        if (!error.isEmpty()) {
            json.put("error", new JsonObject(TextTruncator.text(error.encode())));
        }
        JsonObject headers = new JsonObject();
        for (String name : new String[] {"WWW-Authenticate", "x-ms-diagnostics", "Content-Type"}) {
            String value = found.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String body = TextTruncator.text(found.body());
        return json.put("headers", headers)
                .put("body", body.length() > LONGEST ? body.substring(0, LONGEST) + "…" : body);
    }
}
