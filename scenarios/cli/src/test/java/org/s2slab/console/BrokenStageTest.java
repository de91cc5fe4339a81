package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.console.RunningConsole.Answer;

/** What breaks below the console with an Error, as a class that is missing would. */
class BrokenStageTest {
    private final AtomicBoolean broken = new AtomicBoolean();
    private RunningConsole console;

    @BeforeEach
    void start(@TempDir Path folder) {
        console = new RunningConsole(folder, launcher -> (role, config, environment) -> {
            if (broken.get()) {
                throw new NoClassDefFoundError("org/s2slab/Missing");
            }
            return launcher.launch(role, config, environment);
        });
        console.console.open("lync-alone");
        console.post("/api/step", new JsonObject().put("do", "Lync goes down").put("stop", "lync"));
        broken.set(true);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void tellsEveryPageOfAStepThatBrokeAndPlaysTheNext() {
        JsonObject start = new JsonObject().put("do", "Lync comes back").put("start", "lync");
        JsonObject played = console.post("/api/step", start).json();
        assertThat(played.getBoolean("passed")).isFalse();
        assertThat(played.getJsonArray("problems")).containsExactly("org/s2slab/Missing");
        assertThat(console.events(null, "event: live")).contains("\"problems\":[\"org/s2slab/Missing\"]");

        broken.set(false);
        assertThat(console.post("/api/step", start).json().getBoolean("passed")).isTrue();
    }

    @Test
    void tellsEveryPageOfADeploymentThatBrokeAndStartsTheNext() {
        Answer answer = console.post("/api/stage", new JsonObject().put("topology", "lync-alone"));
        assertThat(answer.denial()).isEqualTo("REFUSED");
        assertThat(console.events(null, "event: live"))
                .contains("event: failed")
                .contains("lync-alone did not start: org/s2slab/Missing");

        broken.set(false);
        assertThat(console.post("/api/stage", new JsonObject().put("topology", "lync-alone"))
                        .status())
                .isEqualTo(200);
    }
}
