package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;

/** What a node answers whoever asks. */
class NodeTest extends StartedNode {
    @Test
    void answersUnknownPathsAndMethodsWithoutAskingForACredential() {
        TestCall.Answer unknown = call().get("/nothing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().getString("error")).isEqualTo("not_found");
        assertThat(unknown.json().getString("traceId")).hasSize(32);
        assertThat(call().send(HttpMethod.DELETE, "/people", "").status()).isEqualTo(405);
        assertThat(call().get("/%zz").status()).isEqualTo(400);
    }

    @Test
    void saysNothingOfAnInternalErrorButItsTrace() {
        TestCall.Answer answer = call().get("/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().fieldNames()).isEqualTo(Set.of("error", "error_description", "traceId"));
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void refusesABodyThatIsTooLargeOrNotJson() {
        assertThat(call().send(HttpMethod.POST, "/echo", "{").status()).isEqualTo(400);
        assertThat(call().send(HttpMethod.POST, "/echo", "\"" + "x".repeat(1_100_000) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(call().header("Expect", "100-continue")
                        .send(HttpMethod.POST, "/echo", "{\"a\":1}")
                        .body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void continuesTheTraceAndEchoesTheClientsRequestId() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        TestCall.Answer answer = call().header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .header("client-request-id", "7f1b")
                .bearer("a.b.c")
                .get("/partners");

        assertThat(answer.headers().get("traceparent")).startsWith("00-" + trace);
        assertThat(answer.headers().get("request-id")).isEqualTo("0af76519-16cd-43dd-8448-eb211c80319c");
        assertThat(answer.headers().get("client-request-id")).isEqualTo("7f1b");
        assertThat(admin().get("/hops?trace=" + trace).json().getJsonArray("hops"))
                .hasSize(1)
                .first()
                .satisfies(hop ->
                        assertThat(((JsonObject) hop).getString("requestId")).isEqualTo("7f1b"));
        assertThat(admin().get("/hops?after=x").status()).isEqualTo(400);
    }

    @Test
    void publishesItsMetadataInAnyCaseOnceACertificateIsAssigned() {
        assertThat(call().get("/metadata/json/1").status()).isEqualTo(500);

        node.signingKeys().assign(TestKeys.lync()).await();

        TestCall.Answer answer = call().get("/Metadata/JSON/1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("x5t")).isEqualTo(TestKeys.lync().x5t());
        assertThat(answer.json().getString("host")).isEqualTo(HOST);
    }

    @Test
    void answersToEachOfItsHostNames() {
        assertThat(call(node.port(), "lyncdiscover.contoso.com").get("/nothing").status())
                .isEqualTo(404);
    }

    @Test
    void givesBackEverythingWhenItCannotStart() {
        Node second = node(config);
        Feature failing = new Feature().onLoad(() -> Future.failedFuture("no"));
        node.stop().await();

        assertThatThrownBy(() -> second.start(failing).await()).hasMessage("no");
        assertThatThrownBy(() -> second.database().read(rx -> true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void loadsFeaturesBeforeItListensAndEndsThemBeforeItStopsListening() {
        node.stop().await();
        Node second = node(config);
        List<String> steps = new CopyOnWriteArrayList<>();
        second.start(steps(second, "one", steps), steps(second, "two", steps)).await();
        second.stop().await();

        assertThat(steps)
                .containsExactly(
                        "one loads: not listening",
                        "two loads: not listening",
                        "one starts: listening",
                        "two starts: listening",
                        "one stops: listening",
                        "two stops: listening");
    }

    @Test
    void endsItsPeriodicWorkBeforeItClosesTheDatabase() {
        node.stop().await();
        Node second = node(config);
        Promise<Void> begun = Promise.promise();
        Promise<Void> goesOn = Promise.promise();
        Promise<Object> found = Promise.promise();
        second.start(new Feature()
                        .onStart(timers -> timers.atEachLook("reading", () -> {
                            vertx.runOnContext(listed -> begun.tryComplete());
                            return goesOn.future()
                                    .compose(now -> second.database().read(rx -> rx.number("SELECT 1 AS number")))
                                    .onComplete(read -> found.tryComplete(read.succeeded() ? "read" : read.cause()));
                        })))
                .await();
        begun.future().await();

        Future<Void> stopped = second.stop();
        vertx.setTimer(200, later -> goesOn.complete());
        stopped.await();

        assertThat(found.future().await()).isEqualTo("read");
    }

    /** A feature that notes each step, and whether the node takes connections then; a step takes a while. */
    private Feature steps(Node of, String name, List<String> steps) {
        return new Feature()
                .onLoad(() -> note(of, name + " loads", steps))
                .onStart(timers -> steps.add(name + (of.port() > 0 ? " starts: listening" : "")))
                .onStop(() -> note(of, name + " stops", steps));
    }

    private Future<Void> note(Node of, String step, List<String> steps) {
        return vertx.timer(20, TimeUnit.MILLISECONDS)
                .compose(passed -> of.database().read(rx -> true))
                .compose(usable -> vertx.createNetClient().connect(of.port(), "localhost"))
                .compose(NetSocket::close)
                .transform(tried -> {
                    steps.add(step + (tried.succeeded() ? ": listening" : ": not listening"));
                    return Future.succeededFuture();
                });
    }
}
