package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.OperationCounters;

/** The port administrators reach. */
class ManagementPortTest extends StartedNode {
    @Test
    void saysThatItIsUpToAnyone() {
        TestCall.Answer answer = call(node.managementPort(), "localhost").get("/health/live");

        assertThat(answer.json()).isEqualTo(new JsonObject().put("status", "up").put("node", "lync"));
    }

    @Test
    void saysToAnyoneWhetherItIsReadyAndToTheAdministratorWhyNot() {
        assertThat(anyone().json().getString("status"))
                .as("without a certificate the node can still be configured")
                .isEqualTo("ready");
        node.signingKeys().assign(TestKeys.lync()).await();
        TestClock clock = (TestClock) node.clock();
        clock.advance(Duration.ofSeconds(1));
        assertThat(anyone().status()).isEqualTo(200);
        assertThat(anyone().status()).isEqualTo(200);
        assertThat(node.counters().snapshot().get(OperationCounters.SIGNATURES))
                .as("one token a second, although anyone may ask")
                .isEqualTo(1);

        clock.advance(Duration.ofDays(40_000));

        assertThat(anyone().status()).isEqualTo(503);
        assertThat(anyone().body()).contains("not ready").doesNotContain("E5");
        assertThat(admin().get("/ready").status()).isEqualTo(503);
        assertThat(admin().get("/ready").body()).contains("not ready: token: by rule E5");
        clock.advance(Duration.ofSeconds(1));
        node.database().close().await();
        assertThat(admin().get("/ready").body()).contains("not ready: database: ");
    }

    private TestCall.Answer anyone() {
        return call(node.managementPort(), "localhost").get("/health/ready");
    }

    @Test
    void keepsEverythingElseOnTheManagementPortForTheAdministrator() {
        for (String path : List.of("/cmdlets", "/hops", "/counters", "/ready", "/nothing")) {
            TestCall.Answer answer = call(node.managementPort(), "localhost").get(path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Basic realm=\"management\"");
            assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo("CREDENTIAL_MISSING");
        }
        assertThat(call(node.managementPort(), "localhost")
                        .basic("administrator", "guess")
                        .get("/hops")
                        .status())
                .isEqualTo(401);
        assertThat(admin().get("/ready").json().getString("status")).isEqualTo("ready");
        assertThat(admin().get("/counters").status()).isEqualTo(200);
    }

    @Test
    void makesTheAdministratorsPasswordOnceAndForItsOwnerOnly() throws IOException {
        Path file = config.data().resolve("administrator");
        String password = Files.readString(file);
        assertThat(password).hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        node.stop().await();
        node = startNode();

        assertThat(Files.readString(file)).isEqualTo(password);
        assertThat(admin().get("/ready").status()).isEqualTo(200);
    }

    @Test
    void letsNobodySetTheClockUnlessTheConfigurationSaysSo() {
        TestCall.Answer answer = admin().send(HttpMethod.PUT, "/clock", "{\"moved\": \"P7D\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("ACCESS_DENIED", "adjustable-clock");
        assertThat(admin().get("/clock").json())
                .isEqualTo(new JsonObject()
                        .put("now", TestClock.START.toString())
                        .put("moved", "PT0S")
                        .put("adjustable", false));
        assertThat(call(node.managementPort(), "localhost").get("/clock").status())
                .isEqualTo(401);
    }

    @Test
    void listsCmdletsWithTheirHelp() {
        String list = admin().get("/cmdlets").body();

        assertThat(list).contains("\"name\":\"Get-Thing\"", "\"mandatory\":true", "\"name\":\"Verbose\"");
    }

    @Test
    void runsACmdletByItsNameInAnyCase() {
        TestCall.Answer answer = admin().post("/cmdlets/get-thing", new JsonObject().put("identity", "x"));

        assertThat(answer.json().encode())
                .isEqualTo("{\"output\":[{\"Identity\":\"x\"}],\"warnings\":[\"old\"],\"whatIf\":false}");
    }

    @Test
    void tellsTheAdministratorWhatWasWrong() {
        TestCall.Answer missing = admin().post("/cmdlets/Get-Thing", new JsonObject());
        assertThat(missing.status()).isEqualTo(400);
        JsonObject error = missing.json().getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("PARAMETER_INVALID");
        assertThat(error.getString("message")).contains("Identity");
        assertThat(error.containsKey("rule")).isTrue();

        assertThat(admin().send(HttpMethod.POST, "/cmdlets/Get-Thing", "{").status())
                .isEqualTo(400);
        assertThat(admin().send(HttpMethod.POST, "/cmdlets/Get-Thing", "[1]").status())
                .isEqualTo(400);
        TestCall.Answer unknown = admin().post("/cmdlets/Get-Nothing", new JsonObject());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("Get-Nothing", "Get-Thing");
    }

    @Test
    void examinesATokenByEveryRuleAndGivesNothingUsableBack() {
        TestTokens token = TestTokens.forAnna();
        TestCall.Answer answer = admin().post("/examine", new JsonObject().put("token", token.text()));

        JsonObject examination = answer.json();
        assertThat(examination.getBoolean("accepted")).isFalse();
        assertThat(examination.getString("refusedBy")).isEqualTo("F2");
        assertThat(examination.getString("host")).isEqualTo(HOST);
        assertThat(examination.getString("at")).isEqualTo(TestClock.START.toString());
        assertThat(check("G2", examination))
                .isEqualTo(new JsonObject()
                        .put("rule", "G2")
                        .put("says", "aud names this service's principal, with case.")
                        .put("held", false)
                        .put("found", "the principal of aud is '" + EXCHANGE.id() + "'")
                        .put("expected", "'" + SELF.id() + "'"));
        assertThat(check("E1", examination).getValue("held")).isNull();
        String actor = token.actor().text();
        assertThat(answer.body())
                .contains(actor.substring(0, 8) + "…")
                .doesNotContain(actor.substring(0, 9), actor.substring(actor.lastIndexOf('.') + 1));
        assertThat(node.journal().since(0, null)).isEmpty();
        assertThat(node.counters().snapshot()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithARequestToExamine() {
        assertThat(admin().post("/examine", new JsonObject()).body()).contains("PARAMETER_INVALID", "token: ");
        assertThat(admin().post("/examine", new JsonObject().put("tokn", "x")).body())
                .contains("tokn: this is not known here");
        assertThat(admin().post("/examine", new JsonObject().put("token", "x").put("host", "a b"))
                        .body())
                .contains("host: 'a b' is no host name");
        assertThat(admin().send(HttpMethod.POST, "/examine", "[]").status()).isEqualTo(400);
        assertThat(call(node.managementPort(), "localhost")
                        .post("/examine", new JsonObject().put("token", "x"))
                        .status())
                .isEqualTo(401);
    }

    private static JsonObject check(String rule, JsonObject examination) {
        return examination.getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("rule").equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
