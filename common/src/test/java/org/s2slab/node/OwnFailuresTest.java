package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.management.Cmdlet;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.testing.Canary;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/** Whatever breaks in a node is logged with its stack and counted, however it is answered. */
class OwnFailuresTest extends StartedNode {
    @Override
    Node startNode() {
        Node started = node(config)
                .validatesBy((token, host, port, context, witness) ->
                        Future.failedFuture(new IllegalStateException("the store of tokens is broken")));
        Cmdlet getBug = new Cmdlet("Get-Bug", "Fails.", List.of(), false, given -> {
            throw new IllegalStateException("bug");
        });
        started.start(new Feature()
                        .cmdlets(List.of(getBug))
                        .endpoints(
                                EndpointGroup.forAnyone(
                                        router -> router.get("/broken").respond(request -> {
                                            throw new IllegalStateException("bug in " + Canary.TOKEN);
                                        }),
                                        router -> router.get("/half").handler(request -> {
                                            request.response().setChunked(true).write("half");
                                            throw new IllegalStateException("bug");
                                        }),
                                        router -> router.get("/refused")
                                                .respond(request -> Future.failedFuture(
                                                        new Refusal(RefusalCode.UNAVAILABLE, "the store fails: bug")
                                                                .because(new IllegalStateException("bug")))),
                                        router -> router.get("/deep")
                                                .respond(request -> Future.succeededFuture(deep(1)))),
                                EndpointGroup.forPeople(
                                        router -> router.get("/people").handler(request -> request.end())),
                                EndpointGroup.forPartners(
                                        router -> router.get("/partners").handler(request -> request.end()))))
                .await();
        return started;
    }

    /** Whose directory of users is broken. */
    @Override
    Node node(NodeConfig nodeConfig) {
        var self = new ServiceIdentity(SELF, Set.of("contoso.com"), Set.of(HOST));
        return new Node(
                vertx,
                nodeConfig,
                new TestDialect(),
                deployment.environment(new TestClock()),
                Database.at(vertx, nodeConfig.data().resolve("node.db"), "db/common"),
                () -> self,
                (kind, value) -> Future.failedFuture(new IllegalStateException("bug")));
    }

    private static long deep(long number) {
        return number == 0 ? 0 : 1 + deep(number + 1);
    }

    private void assertNoted(int status, String error, String what, Supplier<TestCall.Answer> call) {
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            TestCall.Answer answer = call.get();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(error).doesNotContain("bug");
            String traceId = String.valueOf(answer.headers().get("traceparent")).split("-", -1)[1];
            assertThat(log.errors()).singleElement().asString().startsWith(what + " failed, trace " + traceId + ": ");
            assertThat(count()).isEqualTo(1);
            assertThat(failures()).hasSize(1);
            assertThat(failures().getJsonObject(0).getMap())
                    .contains(Map.entry("number", 1), Map.entry("what", what), Map.entry("traceId", traceId));
        }
    }

    private long count() {
        return admin().get("/counters").json().getLong(OperationCounters.INTERNAL_FAILURES, 0L);
    }

    private JsonArray failures() {
        return admin().get("/failures").json().getJsonArray("failures");
    }

    @Test
    void anEndpointThatThrows() {
        assertNoted(500, "server_error", "GET /broken", () -> call().get("/broken"));
    }

    @Test
    void anAnswerThatBreaksOff() {
        assertThatThrownBy(() -> call().get("/half"));

        assertThat(failures().getJsonObject(0).getString("what")).isEqualTo("GET /half");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anEndpointThatOverflowsTheStack() {
        assertNoted(500, "server_error", "GET /deep", () -> call().get("/deep"));
    }

    @Test
    void aRefusalBecauseOfAFailure() {
        assertNoted(503, "temporarily_unavailable", "GET /refused", () -> call().get("/refused"));
    }

    @Test
    void aValidatorThatFails() {
        assertNoted(401, "", "GET /partners", () -> {
            TestCall.Answer answer = call().bearer("a.b.c").get("/partners");
            assertThat(answer.headers().get("WWW-Authenticate")).contains("error=\"invalid_token\"");
            return answer;
        });
        assertThat(last().kind()).isEqualTo(HopKind.REFUSED);
    }

    @Test
    void aSignInThatCannotBeChecked() {
        UserAccount anna = config.accounts().get(0);

        assertNoted(
                500,
                "server_error",
                "GET /people",
                () -> call().basic(anna.upn(), anna.password()).get("/people"));
        assertThat(node.journal().since(0, null)).isEmpty();
    }

    @Test
    void aCmdletThatThrows() {
        assertNoted(
                500,
                "INTERNAL_ERROR",
                "POST /cmdlets/Get-Bug",
                () -> admin().post("/cmdlets/Get-Bug", new JsonObject()));
    }

    @Test
    void workInTheBackground() {
        var timers = node.timers();
        timers.atEachLook("Looking", () -> Future.failedFuture(new IllegalStateException("bug")));
        await().until(() -> count() > 0);

        assertThat(failures().getJsonObject(0).getString("what")).isEqualTo("Looking");
    }

    @Test
    void noRefusal() {
        call().get("/nothing");
        call().get("/partners");
        call().bearer("a b").get("/partners");
        admin().post("/cmdlets/Get-Nothing", new JsonObject());

        assertThat(node.journal().since(0, null)).extracting(Hop::kind).contains(HopKind.CHALLENGED, HopKind.REFUSED);
        assertThat(count()).isZero();
        assertThat(failures()).isEmpty();
    }

    @Test
    void aFailureIsToldWithoutSignatures() {
        call().get("/broken");

        assertThat(Canary.isIn(admin().get("/failures").body())).isFalse();
        assertThat(admin().get("/failures").body()).contains("bug in ");
        assertThat(call(node.managementPort(), "localhost").get("/failures").status())
                .isEqualTo(401);
    }
}
