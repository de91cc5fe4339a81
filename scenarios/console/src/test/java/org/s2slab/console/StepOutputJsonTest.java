package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.run.StepOutput;

class StepOutputJsonTest {
    private static final String KEY = "q8Zf+0TtLwS1x/2cVbN5mJ7yKpR4eHgU9dAiOsXzQ3c=";

    @Test
    void showsOnlyTheBeginningOfAKeyThatACmdletGeneratedInEveryPart() {
        String told = "The following symmetric key was created as one was not supplied " + KEY;
        JsonObject body = new JsonObject()
                .put("output", new JsonArray().add(new JsonObject().put("Note", told)))
                .put("warnings", new JsonArray().add(told))
                .put("error", new JsonObject().put("message", told));
        StepOutput found = new StepOutput(200, MultiMap.caseInsensitiveMultiMap(), body.encode(), body, null);

        String shown = StepOutputJson.json(found).encode();

        assertThat(shown)
                .doesNotContain(KEY)
                .doesNotContain(KEY.substring(0, 9))
                .contains(KEY.substring(0, 8));
    }
}
