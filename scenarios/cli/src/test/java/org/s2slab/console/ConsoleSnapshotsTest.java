package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.console.RunningConsole.Answer;

/** The page saves the deployment of the console under a name, and puts it back. */
class ConsoleSnapshotsTest {
    @TempDir
    Path folder;

    @Test
    void savesAndRestoresTheDeployment() {
        String name = "of-the-console";
        System.setProperty("s2slab.home", folder.resolve("home").toString());
        try (RunningConsole console = new RunningConsole(folder)) {
            console.post("/api/stage", new JsonObject().put("topology", "lync-alone"));
            Answer saved = console.post("/api/snapshots", new JsonObject().put("save", name));
            assertThat(saved.status()).as(saved.body()).isEqualTo(200);
            assertThat(saved.json().getJsonArray("snapshots").stream().map(row -> ((JsonObject) row).getString("name")))
                    .contains(name);

            Answer twice = console.post("/api/snapshots", new JsonObject().put("save", name));
            assertThat(twice.status()).isEqualTo(422);
            assertThat(twice.body()).contains("there is a snapshot '" + name + "'");
            assertThat(console.get("/api/recording").body()).doesNotContain("A snapshot was restored");
            assertThat(console.post("/api/snapshots", new JsonObject().put("restore", name))
                            .status())
                    .isEqualTo(200);
            Answer recording = console.get("/api/recording");
            assertThat(recording.status()).isEqualTo(422);
            assertThat(recording.body()).contains("A snapshot was restored on this deployment");
            assertThat(console.post("/api/snapshots", new JsonObject().put("remove", name))
                            .status())
                    .isEqualTo(400);
        } finally {
            System.clearProperty("s2slab.home");
        }
    }
}
