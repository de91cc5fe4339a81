package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.cli.SavedFileRun;

/** What was done in the console becomes a scenario that passes the check and ends in the same way on new servers. */
class SavedScenarioTest {
    @TempDir
    static Path folder;

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = new RunningConsole(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void actionsAfterAScenarioAreSavedWithTheirEndsAndPlayedAgain() throws IOException {
        console.post("/api/stage", new JsonObject().put("scenario", "on-premises-trust"));
        while (console.post("/api/next", new JsonObject()).status() == 200) {
            // The next step.
        }
        assertThat(console.get("/api/recording").json().getJsonArray("leftOut")).isEmpty();
        step(new JsonObject()
                .put("do", "Anna says something")
                .put(
                        "talk",
                        new JsonObject()
                                .put("from", "anna@contoso.com")
                                .put("to", "bert@contoso.com")
                                .put("say", "Lunch?")));
        shell(
                "lync",
                "$new = New-SelfSignedCertificate -DnsName contoso.com\n"
                        + "Set-CsCertificate -Identity global -Type OAuthTokenIssuer -Thumbprint $new.Thumbprint");
        shell("exchange", "Get-PartnerApplication | Set-PartnerApplication -Enabled $false");
        shell("exchange", "Set-PartnerApplication -Identity Nobody -Enabled $true");
        step(new JsonObject()
                .put("do", "Anna reads her\ncontacts with a wrong password")
                .put("call", "lync GET /users/me/contacts")
                .put("as-user", "anna@contoso.com")
                .put("password", "typed-by-somebody"));
        step(new JsonObject().put("do", "Nobody").put("call", "lync GET /users/me/contacts"));
        console.post(
                "/api/present",
                new JsonObject()
                        .put("to", "exchange")
                        .put("forge", new JsonObject("{\"actor\":{\"issuer\":\"lync\"}}")));
        step(new JsonObject().put("do", "A day passes").put("clock", new JsonObject().put("advance", "P1D")));

        JsonObject saved = console.get("/api/recording").json();
        String text = saved.getString("text");
        assertThat(saved.getString("name")).isEqualTo("saved-on-premises.yaml");
        assertThat(text)
                .contains("at: ", "do: Lync gets a certificate for its built-in token issuer")
                .contains("Thumbprint: ${step7.Thumbprint}", "as: step7", "Identity: ${step4.Name}", "as: step4")
                .contains("run: Set-PartnerApplication", "error: ")
                .contains("# Left out: call: a password, a secret or a token was typed.")
                .doesNotContain("typed-by-somebody");
        assertThat(saved.getJsonArray("leftOut")).hasSize(1);
        Path file = Files.writeString(folder.resolve(saved.getString("name")), text);
        assertThat(SavedFileRun.lab("check", file.toString())).startsWith("0 ");
        assertThat(SavedFileRun.lab("run", "--quiet", file.toString())).as(text).startsWith("0 ");

        Path other = Files.writeString(folder.resolve("other.yaml"), text.replace("error: NOT_FOUND", "status: 200"));
        assertThat(SavedFileRun.lab("run", "--quiet", other.toString()))
                .startsWith("1 ")
                .contains("status: expected 200");
    }

    @Test
    void nothingIsSavedBeforeSomethingWasDoneAndPartsOfAScenarioAreWrittenOut() {
        console.post("/api/stage", new JsonObject().put("topology", "on-premises"));
        RunningConsole.Answer nothing = console.get("/api/recording");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("Nothing was done on this deployment");

        console.post("/api/stage", new JsonObject().put("scenario", "on-premises-trust"));
        assertThat(console.post("/api/next", new JsonObject()).status()).isEqualTo(200);
        step(new JsonObject().put("do", "Lync stops").put("stop", "lync"));
        step(new JsonObject().put("do", "Lync stops again").put("stop", "nowhere"));
        JsonObject saved = console.get("/api/recording").json();
        assertThat(saved.getString("text"))
                .contains("do: Lync gets a certificate for its built-in token issuer", "stop: lync")
                .doesNotContain("after:");
        assertThat(saved.getJsonArray("leftOut").encode()).isEqualTo("[\"stop: it could not be executed\"]");
    }

    @Test
    void aScenarioThatWasPlayedToItsEndIsNamed() {
        console.post("/api/stage", new JsonObject().put("scenario", "oauth-cannot-be-removed"));
        while (console.post("/api/next", new JsonObject()).status() == 200) {
            // The next step.
        }
        step(new JsonObject().put("do", "Lync stops").put("stop", "lync"));
        assertThat(console.get("/api/recording").json().getString("text"))
                .contains("after: oauth-cannot-be-removed\n", "steps:\n  - do: Lync stops\n");
    }

    private static void step(JsonObject step) {
        assertThat(console.post("/api/step", step).status()).isEqualTo(200);
    }

    private static void shell(String node, String lines) {
        assertThat(console.post("/api/shell", new JsonObject().put("node", node).put("line", lines))
                        .status())
                .isEqualTo(200);
    }
}
