package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.console.RunningConsole.Answer;

/** The console plays a forecast on a deployment of its own, for its page. */
class ConsoleForecastsTest {
    @TempDir
    Path folder;

    @Test
    void playsADeploymentAtEachDate() {
        try (RunningConsole console = new RunningConsole(folder)) {
            Answer made = console.post(
                    "/api/forecast",
                    new JsonObject().put("topology", "cross-exchange").put("at", "2027-03-01"));
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            assertThat(made.json().getJsonArray("days").stream()
                            .map(day -> ((JsonObject) day).getString("at").substring(0, 10)))
                    .containsExactly("2027-03-01", "2027-04-01");

            Answer late = console.post(
                    "/api/forecast",
                    new JsonObject().put("topology", "cross-exchange").put("at", "2029-01-01"));
            assertThat(late.status()).isEqualTo(422);
            assertThat(late.body()).contains("the calendar has no policies for 2029-01-01");
        }
    }
}
