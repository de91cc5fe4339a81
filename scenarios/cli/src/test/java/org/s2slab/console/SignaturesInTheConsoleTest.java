package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.console.RunningConsole.Answer;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.testing.Canary;
import org.s2slab.trace.IdGenerator;

/** No successful answer and no event of the console has the signature of a token that somebody stored or asked with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturesInTheConsoleTest {
    private static final List<String> FORMS =
            List.of(Canary.TOKEN, Canary.wrapped(), Canary.TOKEN.replace(".", "%2E"), Canary.base64(Canary.TOKEN));

    private RunningConsole console;

    @BeforeAll
    void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        assertThat(console.post("/api/stage", new JsonObject().put("topology", "lync-alone"))
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private static void check(Answer answer, String control) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(control);
        assertThat(Canary.isIn(String.valueOf(answer.body()))).as(answer.body()).isFalse();
    }

    @Test
    void ofCmdletsStepsAndLooks() {
        for (String form : FORMS) {
            String line = "Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl 'https://x.contoso.com/"
                    + form + "/autodiscover.svc'";
            check(
                    console.post(
                            "/api/cmdlet", new JsonObject().put("node", "lync").put("line", line)),
                    "x.contoso.com");
            JsonObject look = new JsonObject().put("do", form).put("on", "lync").put("run", "Get-CsOAuthConfiguration");
            check(console.post("/api/look", look), "x.contoso.com");
            check(console.post("/api/step", look), "x.contoso.com");
        }
        assertThat(Canary.isIn(console.events(null, "event: played"))).isFalse();
    }

    /** Somebody calls Lync with the token in every place; the request and the response are read by the hop's number. */
    @Test
    void ofARequestOnTheWire() {
        for (String form : FORMS) {
            JsonObject call = new JsonObject()
                    .put("do", "Somebody calls")
                    .put("call", "lync GET /users/me/contacts?any=" + form)
                    .put("headers", new JsonObject().put("Authorization", "Bearer " + form));
            assertThat(console.post("/api/step", call).status()).isEqualTo(200);
        }
        for (int hop = 1; hop <= FORMS.size(); hop++) {
            check(console.get("/api/wire/" + hop), "GET /users/me/contacts?any=");
        }
        assertThat(console.get("/api/wire/1000").status()).isEqualTo(404);
        assertThat(console.get("/api/wire/x").status()).isEqualTo(404);
    }

    @Test
    void ofTheRepertoire(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        ScenarioLibrary library = new ScenarioLibrary();
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        ScenarioMenu menu = new ScenarioMenu(List.of(), List.of(Canary.TOKEN), name -> library.topology("lync-alone"));
        try (ConsoleServer other = ConsoleServer.serve(launch, menu, folder, Exposure.LOOPBACK)) {
            String told = console.told(other, "/api/repertoire");
            assertThat(told).contains(Canary.CONTENT);
            assertThat(Canary.isIn(told)).as(told).isFalse();
        } finally {
            vertx.close().await();
        }
    }
}
