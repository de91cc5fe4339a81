package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.console.RunningConsole.Answer;
import org.s2slab.testing.Canary;
import org.s2slab.testing.RawConnection;

class ConsoleServerTest {
    private static final JsonObject LOOK =
            new JsonObject().put("do", "Nothing.").put("stop", "nobody");

    private static RunningConsole console;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        console.console.open("on-premises");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost", "127.0.0.1:1", "localhost.attacker.example:80", "[::1]"})
    void answersUnderItsOwnNameOnly(String host) {
        for (String path : List.of("/", "/main.js", "/api/repertoire")) {
            Answer answer = console.send(HttpMethod.GET, path, console.own().set("Host", host), null);
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.denial()).isEqualTo("HOST_WRONG");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|",
                "GET / HTTP/1.0|",
                "GET /api/repertoire HTTP/1.1|Host: OWN|Host: OWN|",
                "GET / HTTP/1.1|Host: OWN|Host: attacker.example|",
                "GET / HTTP/1.1|Host: OWN, OWN|",
                "GET http://OWN/ HTTP/1.1|Host: OWN|",
                "GET http://attacker.example/ HTTP/1.1|Host: OWN|",
                "OPTIONS * HTTP/1.1|Host: OWN|"
            })
    void answersARequestWithOneHostAndAPathOnly(String request) throws IOException {
        try (RawConnection connection =
                RawConnection.from("127.0.0.1", console.link().getPort())) {
            connection.write(request.replace("OWN", console.host()).replace("|", "\r\n") + "\r\n");

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> connection.read().contains("}}") || connection.isClosed());
            assertThat(connection.read())
                    .startsWith("HTTP/1.")
                    .contains(" 400 ")
                    .contains("REQUEST_WRONG");
        }
    }

    @Test
    void answersUnderTheNameLocalhostToo() {
        String host = "localhost:" + console.link().getPort();
        MultiMap headers = console.own().set("Host", host).set("Origin", "http://" + host);
        assertThat(console.send(HttpMethod.GET, "/api/repertoire", headers, null)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,            http://attacker.example",
        "Origin,            http://127.0.0.1:1",
        "Origin,            null",
        "Sec-Fetch-Site,    cross-site",
        "Sec-Fetch-Site,    same-site",
        "Sec-Fetch-Site,    none"
    })
    void answersItsOwnPageOnlyEvenToTheRightKey(String header, String value) {
        MultiMap headers = console.own().set("Content-Type", "application/json").set(header, value);
        for (String path :
                List.of("/api/step", "/api/stage", "/api/next", "/api/present", "/api/curl", "/api/explain")) {
            Answer answer = console.send(HttpMethod.POST, path, headers, LOOK.encode());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.denial()).isEqualTo("ORIGIN_WRONG");
        }
    }

    @Test
    void changesNothingForARequestThatDoesNotSayWhereItComesFrom() {
        MultiMap headers = console.own().set("Content-Type", "application/json").remove("Origin");
        assertThat(console.send(HttpMethod.POST, "/api/step", headers, LOOK.encode())
                        .denial())
                .isEqualTo("ORIGIN_WRONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/repertoire",
                "/api/events",
                "/api/shelves/queue?user=anna@contoso.com",
                "/api/presets?caller=lync&to=exchange",
                "/api/glossary",
                "/api/nothing"
            })
    void saysNothingWithoutTheKey(String path) {
        Answer answer = console.send(HttpMethod.GET, path, console.own().remove("Authorization"), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.denial()).isEqualTo("CREDENTIAL_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer AAAA", "Basic YWRtaW5pc3RyYXRvcjo=", "bearer"})
    void saysNothingForAnotherKey(String credential) {
        Answer answer =
                console.send(HttpMethod.GET, "/api/repertoire", console.own().set("Authorization", credential), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.denial()).isEqualTo("CREDENTIAL_WRONG");
        assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void takesJsonOnlyWhichNoFormCanSend() {
        MultiMap headers = console.own().set("Content-Type", "text/plain");
        Answer answer = console.send(HttpMethod.POST, "/api/step", headers, LOOK.encode());
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.denial()).isEqualTo("MEDIA_TYPE_WRONG");
    }

    @Test
    void typesLinesAtTheManagementShell() {
        JsonObject set = shell("$mine = Get-CsOAuthConfiguration");
        assertThat(set.getBoolean("passed")).isTrue();
        JsonObject read = shell("\"<$($mine.Identity)>\"; Get-ChildItem Cert:\\LocalMachine\\My | Measure-Object");
        assertThat(read.getJsonObject("found").getString("body"))
                .containsIgnoringCase("<global>")
                .contains("Count");
        JsonObject wrong = shell("Get-Nothing; Write-Output after");
        assertThat(wrong.getBoolean("passed")).isFalse();
        assertThat(wrong.getJsonObject("found").getString("body")).contains("is not recognized", "after");
        for (String line : List.of(
                "Get-Content /etc/hostname",
                "Get-Date | Out-File /tmp/x",
                "[System.IO.File]::ReadAllBytes('/etc/hostname')",
                "New-Object System.Security.Cryptography.X509Certificates.X509Certificate '/etc/hostname'")) {
            assertThat(shell(line).getJsonObject("found").getString("body"))
                    .as(line)
                    .contains("this shell opens no files of the machine");
        }
        assertThat(console.post("/api/complete", typed("Set-CsCert")).json().getJsonArray("words"))
                .containsExactly("Set-CsCertificate");
        assertThat(console.post("/api/complete", typed("Set-CsCertificate -Ty"))
                        .json()
                        .getJsonArray("words"))
                .containsExactly("-Type");
        assertThat(console.post("/api/complete", typed("$mi")).json().getJsonArray("words"))
                .containsExactly("$mine");
    }

    @Test
    void completesNothingOnAServerThatIsNotThere() {
        Answer unknown = console.post(
                "/api/complete", new JsonObject().put("node", "nope").put("line", "Get-C"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.denial()).isEqualTo("BODY_WRONG");
        assertThat(unknown.body()).contains("'nope'").contains("lync");
    }

    private static JsonObject typed(String line) {
        return new JsonObject().put("node", "lync").put("line", line);
    }

    private static JsonObject shell(String line) {
        return console.post("/api/shell", typed(line)).json();
    }

    @Test
    void tellsNoSignatureOfAToken() {
        for (String form : List.of(Canary.TOKEN, Canary.wrapped(), Canary.base64(Canary.TOKEN))) {
            console.console.log().begin("stage", new JsonObject().put(form, new JsonArray().add(form)));
            for (String path : List.of(
                    "/api/stage",
                    "/api/step",
                    "/api/cmdlet",
                    "/api/shell",
                    "/api/complete",
                    "/api/look",
                    "/api/forge")) {
                JsonObject sent = new JsonObject().put("topology", form).put(form, form);
                assertThat(Canary.isIn(console.post(path, sent).body())).isFalse();
                Answer unknown = console.post(path, new JsonObject().put("topology", form));
                assertThat(Canary.isIn(unknown.body())).isFalse();
            }
            for (String path : List.of("/api/forge", "/api/present", "/api/curl")) {
                JsonObject pasted = new JsonObject().put("to", "lync").put("token", form);
                assertThat(Canary.isIn(console.post(path, pasted).body()))
                        .as(path)
                        .isFalse();
            }
            JsonObject text = new JsonObject().put("text", form);
            assertThat(Canary.isIn(console.post("/api/explain", text).body())).isFalse();
            String events = console.events(null, "event: live");
            assertThat(events).contains("event: stage");
            assertThat(Canary.isIn(events)).isFalse();
        }
    }

    @Test
    void takesNoBodyBeyondItsLimit() {
        JsonObject large = new JsonObject().put("do", "x".repeat(70_000));
        assertThat(console.post("/api/step", large).denial()).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void takesNoBodyThatIsNoObject() {
        MultiMap headers = console.own().set("Content-Type", "application/json");
        for (String body : List.of("[]", "{", "\"x\"", "null")) {
            assertThat(console.send(HttpMethod.POST, "/api/step", headers, body).denial())
                    .isEqualTo("BODY_WRONG");
        }
    }

    @Test
    void hasNothingUnderOtherNames() {
        assertThat(console.get("/api/nothing").denial()).isEqualTo("NOT_FOUND");
        assertThat(console.get("/pom.xml").denial()).isEqualTo("NOT_FOUND");
        assertThat(console.get("/META-INF/MANIFEST.MF").denial()).isEqualTo("NOT_FOUND");
        assertThat(console.send(HttpMethod.DELETE, "/", console.own(), null).denial())
                .isEqualTo("METHOD_WRONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/library.js", "/console.css", "/api/repertoire", "/api/nothing"})
    void tellsBrowsersToLoadNothingFromElsewhereAndToKeepNothing(String path) {
        MultiMap headers = console.get(path).headers();
        assertThat(headers.get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*", "data:");
        assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.get("Cache-Control")).isEqualTo("no-store");
        assertThat(headers.contains("Access-Control-Allow-Origin")).isFalse();
        assertThat(headers.contains("Set-Cookie")).isFalse();
    }

    @Test
    void hasAPageWithoutTheKeyInIt() {
        for (String path : List.of("/", "/main.js", "/events.js")) {
            Answer file = console.send(HttpMethod.GET, path, console.own().remove("Authorization"), null);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.body()).doesNotContain(console.key());
        }
    }

    @Test
    void readsAStepByHandAsStrictlyAsOneInAFile() {
        Answer answer =
                console.post("/api/step", new JsonObject().put("do", "x").put("stopp", "lync"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonObject("error").getString("message"))
                .contains("unknown key 'stopp'")
                .contains("known keys: ");
    }

    @Test
    void killsNoNodeBecauseItsNodesAreItself() {
        assertThat(console.post("/api/step", new JsonObject().put("do", "x").put("kill", "lync"))
                        .denial())
                .isEqualTo("REFUSED");
        assertThat(console.post("/api/stage", new JsonObject().put("scenario", "exchange-killed"))
                        .denial())
                .isEqualTo("REFUSED");
    }

    @Test
    void putsOnTheStageOnlyWhatItKnows() {
        assertThat(console.post("/api/stage", new JsonObject().put("topology", "../elsewhere.yaml"))
                        .denial())
                .isEqualTo("NOT_FOUND");
        assertThat(console.post("/api/stage", new JsonObject().put("scenario", "nothing"))
                        .denial())
                .isEqualTo("NOT_FOUND");
        assertThat(console.post("/api/stage", new JsonObject().put("file", "x")).denial())
                .isEqualTo("BODY_WRONG");
    }

    @Test
    void refusesTheIdOfNoEvent() {
        Answer answer =
                console.send(HttpMethod.GET, "/api/events", console.own().set("Last-Event-ID", "first"), null);
        assertThat(answer.denial()).isEqualTo("BODY_WRONG");
    }
}
