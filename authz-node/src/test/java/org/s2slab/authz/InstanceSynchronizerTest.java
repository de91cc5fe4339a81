package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.LOGIN;
import static org.s2slab.authz.RunningAuthz.LYNC;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.PostgresConfig;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestPostgres;

/** Two authorization servers on one PostgreSQL are one server. */
class InstanceSynchronizerTest {
    /** What {@link InstanceSynchronizer} promises. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final PostgresConfig database = TestPostgres.freshDatabase();
    private final TestClock clock = new TestClock();
    private RunningAuthz one;
    private RunningAuthz other;

    @BeforeEach
    void start() {
        one = new RunningAuthz(folder, "one", database, clock);
        other = new RunningAuthz(folder, "other", database, clock);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void refusesAnAssertionThatWasUsedAtTheOther() {
        one.uploadLyncKey();
        other.restart();
        Assertions assertion = Assertions.ofLync();
        assertThat(one.askWith(assertion).status()).isEqualTo(200);

        refusesBy("K2", other, other.askWith(assertion));
        other.restart();
        refusesBy("K2", other, other.askWith(assertion));
        refusesBy("K2", one, one.askWith(assertion));
        assertThat(other.askWith(Assertions.ofLync()).status())
                .as("a new one is good at either")
                .isEqualTo(200);
    }

    @Test
    void refusesAnAssertionThatIsUsedAtBothAtOnceAtOneOfThem() throws Exception {
        one.uploadLyncKey();
        other.restart();
        for (int i = 0; i < 20; i++) {
            Assertions assertion = Assertions.ofLync();
            var first = new java.util.concurrent.CompletableFuture<Integer>();
            Thread thread =
                    new Thread(() -> first.complete(one.askWith(assertion).status()));
            thread.start();
            int second = other.askWith(assertion).status();
            assertThat(List.of(first.get(), second)).containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    void takesAnIdAgainWhenTheFirstOneIsOverWhicheverIsAsked() {
        one.uploadLyncKey();
        other.restart();
        assertThat(one.askWith(Assertions.ofLync().claim("jti", "one")).status())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));
        refusesBy("K2", other, other.askWith(Assertions.ofLyncAfter(600).claim("jti", "one")));

        clock.advance(Duration.ofSeconds(1));
        assertThat(other.askWith(Assertions.ofLyncAfter(601).claim("jti", "one"))
                        .status())
                .isEqualTo(200);
        for (RunningAuthz authz : List.of(one, other)) {
            refusesBy("K2", authz, authz.askWith(Assertions.ofLyncAfter(601).claim("jti", "one")));
        }
    }

    @Test
    void hasTheApplicationsThatGraphChangesAtTheOther() {
        GraphCaller caller = GraphCaller.with(one, CONTOSO, AuthzFixture.APP, "Application.ReadWrite.All");
        other.restart();
        GraphCaller atOther = GraphCaller.of(other, caller.token(), caller.id());
        JsonObject made = caller.send("POST", "applications", "{\"displayName\":\"App\",\"notes\":\"first\"}")
                .json();
        String path = "applications/" + made.getString("id");
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(atOther.get(path).json().getString("notes")).isEqualTo("first"));

        assertThat(atOther.send("PATCH", path, "{\"description\":\"second\"}").status())
                .isEqualTo(204);
        one.restart();
        JsonObject read = caller.get(path).json();
        assertThat(read.getString("notes")).isEqualTo("first");
        assertThat(read.getString("description")).isEqualTo("second");
        assertThat(atOther.send("DELETE", path, "").status()).isEqualTo(204);
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(caller.get(path).status()).isEqualTo(404));
    }

    @Test
    void aCodeOfOneIsGoodForOneTokenAtEither() throws Exception {
        String given = new SignIn(one).code(SignIn.ADMINISTRATOR);
        assertThat(redeem(other, given).status()).isEqualTo(200);
        refusesBy("S28", one, redeem(one, given));

        for (int i = 0; i < 10; i++) {
            String code = new SignIn(one).code(SignIn.ADMINISTRATOR);
            var first = new java.util.concurrent.CompletableFuture<Integer>();
            new Thread(() -> first.complete(redeem(one, code).status())).start();
            int second = redeem(other, code).status();
            assertThat(List.of(first.get(), second)).containsExactlyInAnyOrder(200, 400);
        }
    }

    private static TestCall.Answer redeem(RunningAuthz authz, String code) {
        return SignIn.post(authz, SignIn.TOKEN, SignIn.redeem(code));
    }

    @Test
    void takesOverWhatIsChangedAtTheOther() {
        one.uploadLyncKey();
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(other.askWith(Assertions.ofLync()).status()).isEqualTo(200));

        other.run(
                "Set-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", LYNC)
                        .put("AccountEnabled", false));
        await().atMost(BOUND).untilAsserted(() -> refusesBy("F4", one, one.askWith(Assertions.ofLync())));
    }

    @Test
    void aKeyThatIsRemovedAtOneDiesAtTheOther() {
        one.uploadLyncKey();
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(other.askWith(Assertions.ofLync()).status()).isEqualTo(200));
        String id = one.run(
                        "Get-MsolServicePrincipalCredential",
                        new JsonObject()
                                .put("TenantId", CONTOSO)
                                .put("AppPrincipalId", LYNC)
                                .put("ReturnKeyValues", false))
                .getJsonObject(0)
                .getString("KeyId");

        one.run(
                "Remove-MsolServicePrincipalCredential",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", LYNC)
                        .put("KeyId", id));

        refusesBy("E4", one, one.askWith(Assertions.ofLync()));
        await().atMost(BOUND).untilAsserted(() -> refusesBy("E4", other, other.askWith(Assertions.ofLync())));
    }

    @Test
    void aSigningKeyThatIsRemovedAtOneIsPublishedByNeither() {
        one.run(
                "New-LabSigningCertificate",
                new JsonObject()
                        .put("EffectiveDate", clock.instant().plusSeconds(60).toString()));
        clock.advance(Duration.ofSeconds(60));
        await().atMost(BOUND).untilAsserted(() -> assertThat(keys(other)).hasSize(3));
        JsonObject previous =
                one.run("Get-LabSigningCertificate", new JsonObject()).getJsonObject(1);
        assertThat(previous.getString("Use")).isEqualTo("PREVIOUS");

        one.run("Remove-LabSigningCertificate", new JsonObject().put("Thumbprint", previous.getString("Thumbprint")));

        assertThat(keys(one)).hasSize(2);
        await().atMost(BOUND).untilAsserted(() -> assertThat(keys(other)).hasSize(2));
    }

    @Test
    void losesNoChangeWhenBothAreChanged() {
        for (String name : List.of("first", "second", "third")) {
            one.upload(CONTOSO, EXCHANGE, TestKeys.named(name + " at one"));
            other.upload(CONTOSO, EXCHANGE, TestKeys.named(name + " at the other"));
        }

        one.restart();
        JsonArray credentials = one.run(
                "Get-MsolServicePrincipalCredential",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", EXCHANGE)
                        .put("ReturnKeyValues", false));
        assertThat(credentials).hasSize(6);
    }

    @Test
    void publishesTheKeysOfBoth() {
        List<String> keys = keys(one);
        assertThat(keys(one)).hasSizeBetween(1, 2);
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(keys(one)).hasSize(2);
            assertThat(keys(other))
                    .containsExactlyInAnyOrderElementsOf(keys(one))
                    .isNotEqualTo(keys);
            assertThat(published(other)).isEqualTo(2);
        });
        one.uploadLyncKey();
        other.restart();
        for (RunningAuthz authz : List.of(one, other)) {
            String token = authz.askWith(Assertions.ofLync()).json().getString("access_token");
            String header = new String(
                    java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(keys(one)).contains(new JsonObject(header).getString("x5t"));
        }
    }

    @Test
    void givesNoTokenWhileTheDatabaseIsAwayAndGivesThemAgainAfterwards() {
        one.uploadLyncKey();

        TestPostgres.takeAway(database);
        TestCall.Answer answer = one.askWith(Assertions.ofLync());
        TestPostgres.bringBack(database);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("error")).isEqualTo("temporarily_unavailable");
        await().untilAsserted(() ->
                assertThat(one.askWith(Assertions.ofLync()).status()).isEqualTo(200));
    }

    private static List<String> keys(RunningAuthz authz) {
        return authz.call().get("/" + CONTOSO + "/metadata/json/1").json().getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getJsonObject("keyinfo").getString("x5t"))
                .toList();
    }

    private static int published(RunningAuthz authz) {
        return authz.call(LOGIN)
                .get("/" + CONTOSO + "/discovery/v2.0/keys")
                .json()
                .getJsonArray("keys")
                .size();
    }

    private static void refusesBy(String rule, RunningAuthz authz, TestCall.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        var denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule")).isEqualTo(rule);
    }
}
