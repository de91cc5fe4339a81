package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.console.RunningConsole.Answer;

/** The page reads what the journals told, while they are read again. */
class HopFeedTest {
    /** The reader of the journals holds this lock while it waits for responses of the nodes, on the page's event loops. */
    @Test
    void tellsARequestOnTheWireWhileTheJournalsAreRead(@TempDir Path folder) {
        try (RunningConsole console = new RunningConsole(folder)) {
            console.console.open("lync-alone");
            console.post(
                    "/api/step",
                    new JsonObject().put("do", "Somebody calls").put("call", "lync GET /users/me/contacts"));
            CompletableFuture<Answer> wire;
            synchronized (console.console.session().deployment().feed()) {
                wire = CompletableFuture.supplyAsync(() -> console.get("/api/wire/1"));
                assertThat(wire.completeOnTimeout(new Answer(0, console.own(), null), 1, TimeUnit.MINUTES)
                                .join()
                                .status())
                        .isEqualTo(200);
            }
        }
    }
}
