package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;
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
        second.afterOpening(() -> Future.failedFuture("no"));
        node.stop().await();

        assertThatThrownBy(() -> second.start().await()).hasMessage("no");
        assertThatThrownBy(() -> second.database().pool()).isInstanceOf(IllegalStateException.class);
    }
}
