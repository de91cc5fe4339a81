package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.WireMessage;
import org.s2slab.trace.WireRecord;

/** What was sent to a node and what it answered is recorded as it was, for the hops of both sides. */
class WireRecorderTest extends StartedNode {
    private String send(String... parts) throws IOException {
        return new RawHttps(deployment.authority().root(), HOST, node.port()).send(parts);
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private List<WireRecord> records() {
        return node.journal().wire().of(null);
    }

    @Test
    void recordsTheBytesOfTheRequestAndOfTheResponse() throws IOException {
        String request = head(
                "POST /echo?a=%20b HTTP/1.1",
                "hOST: lync.contoso.com",
                "X-Two: 1",
                "X-Two: 2",
                "Content-Type: application/json",
                "Content-Length: 10",
                "Connection: close");
        String answer = send(request + "{\"a\": ", "\"b\"}");

        WireRecord record = records().get(0);
        assertThat(record.request().text().replace("\n", "\r\n")).isEqualTo(request + "{\"a\": \"b\"}");
        assertThat(record.response().text().replace("\n", "\r\n")).isEqualTo(answer);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("{\"a\":\"b\"}");
        assertThat(record.until()).isAfterOrEqualTo(record.at());
    }

    @Test
    void belongsToTheHopOfTheCalledNodeAndNamesTheSpanOfTheCaller() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        call().header("traceparent", "00-" + trace + "-b7ad6b7169203331-01").get("/partners");

        WireRecord record = node.journal().wire().of(trace).get(0);
        assertThat(last().kind()).isEqualTo(HopKind.CHALLENGED);
        assertThat(record.spanId()).isEqualTo(last().cause().trace().spanId());
        assertThat(record.parentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(record.response().line()).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(record.response().headers()).anyMatch(field -> field.startsWith("WWW-Authenticate: Bearer"));
    }

    @Test
    void recordsPipelinedRequestsEachWithItsOwnResponse() throws IOException {
        String answers = send(
                head("GET /partners HTTP/1.1", "Host: lync.contoso.com"),
                head("GET /nothing HTTP/1.1", "Host: lync.contoso.com", "Connection: close"));

        assertThat(answers).contains("401 Unauthorized", "404 Not Found");
        assertThat(records())
                .extracting(record ->
                        record.request().line() + " " + record.response().line())
                .containsExactly(
                        "GET /partners HTTP/1.1 HTTP/1.1 401 Unauthorized",
                        "GET /nothing HTTP/1.1 HTTP/1.1 404 Not Found");
    }

    @Test
    void recordsTheFinalResponseOfARequestThatWaitsForContinue() throws IOException {
        String answer = send(
                head(
                        "POST /echo HTTP/1.1",
                        "Host: lync.contoso.com",
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Content-Length: 2",
                        "Connection: close"),
                "{}");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue");
        assertThat(records()).hasSize(1);
        assertThat(records().get(0).response().line()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(records().get(0).request().body()).isEqualTo("{}");
    }

    @Test
    void keepsTheBeginningOfALargeBodyAndSaysSo() {
        call().basic("anna@contoso.com", TestDeployment.PASSWORD)
                .header("X-Any", "x")
                .get("/people");
        String large = "{\"a\":\"" + "b".repeat(20_000) + "\"}";
        call().send(HttpMethod.POST, "/echo", large);

        WireMessage request = records().get(1).request();
        assertThat(request.body()).isEqualTo(large.substring(0, 4096));
        assertThat(request.note()).isEqualTo("The first 4096 of 20008 bytes.");
        assertThat(records().get(1).response().note()).isEqualTo("The first 4096 of 20008 bytes.");
    }

    @Test
    void saysThatABodyWasNotReadForACallerWithoutACredential() {
        call().send(HttpMethod.POST, "/partners", "{\"a\":\"" + "b".repeat(50_000) + "\"}");

        WireRecord record = records().get(0);
        assertThat(record.response().line()).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(record.request().note()).isNotNull();
    }

    @Test
    void recordsWhatIsNotHttpByItsResponse() throws IOException {
        send("GET / HTTP/1.1\r\nHost: lync.contoso.com\r\na b: c\r\n\r\n");

        assertThat(last().kind()).isEqualTo(HopKind.REFUSED);
        assertThat(records().get(0).spanId()).isEqualTo(last().cause().trace().spanId());
        assertThat(records().get(0).response().line()).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void recordsNothingOfTheAdministratorsPort() {
        admin().get("/hops");

        assertThat(records()).isEmpty();
    }
}
