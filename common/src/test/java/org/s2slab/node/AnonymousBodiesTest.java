package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;

/** A credential is looked at before the body that comes with it. */
class AnonymousBodiesTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RawConnection secured(int port) throws IOException {
        return RawConnection.secured(new RawHttps(deployment.authority().root(), HOST, port), "127.0.0.2", port);
    }

    private static String post(String path, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Type: application/json\r\n" + more
                + "Content-Length: 900000\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "/partners, ''",
        "/partners, 'Authorization: Bearer x.y.z\r\n'",
        "/people, 'Authorization: Basic YTpi\r\n'",
        "/both, 'Expect: 100-continue\r\n'",
        "/nothing, ''"
    })
    void refusesBeforeAByteOfTheBodyCame(String path, String more) throws IOException {
        try (RawConnection connection = secured(node.port())) {
            connection.write(post(path, more));
            String expected = path.equals("/nothing") ? "HTTP/1.1 404 " : "HTTP/1.1 401 ";
            await().atMost(PATIENCE).until(() -> connection.read().startsWith(expected));
        }
    }

    @Test
    void refusesAnAdministratorsPasswordBeforeAByteOfTheBodyCame() throws IOException {
        try (RawConnection connection = secured(node.managementPort())) {
            connection.write(post("/cmdlets/Get-Thing", ""));
            await().atMost(PATIENCE).until(() -> connection.read().startsWith("HTTP/1.1 401 "));
        }
    }

    @Test
    void asksForTheBodyOfACallerWhoHasSignedIn() throws IOException {
        try (RawConnection connection = secured(node.port())) {
            connection.write(post("/partners", "Authorization: Bearer a.b.c\r\nExpect: 100-continue\r\n"));
            await().atMost(PATIENCE).until(() -> connection.read().startsWith("HTTP/1.1 100 "));
            connection.write(" ".repeat(900_000));
            await().atMost(PATIENCE).until(() -> connection.read().contains("HTTP/1.1 200 "));
        }
    }

    @Test
    void goesOnWithTheConnectionWhenTheRefusedBodyHasEnded() throws IOException {
        try (RawConnection connection = secured(node.port())) {
            connection.write(post("/partners", "").replace("900000", "60000") + " ".repeat(60_000)
                    + "GET /nothing HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            await().atMost(PATIENCE).until(() -> connection.read().contains("HTTP/1.1 404 "));
            assertThat(connection.read()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void readsASmallBodyWhereAnyoneMaySendOneAndALargeOneOfACaller() {
        String small = "{\"a\":\"" + "x".repeat(60_000) + "\"}";
        String large = "{\"a\":\"" + "x".repeat(66_000) + "\"}";
        assertThat(call().send(HttpMethod.POST, "/echo", small).status()).isEqualTo(200);
        assertThat(call().send(HttpMethod.POST, "/echo", large).status()).isEqualTo(413);
        assertThat(call().basic("anna@contoso.com", TestDeployment.PASSWORD)
                        .send(HttpMethod.POST, "/people", large)
                        .status())
                .isEqualTo(200);
        assertThat(call().basic("anna@contoso.com", TestDeployment.PASSWORD)
                        .send(HttpMethod.POST, "/people", "{\"a\":\"" + "x".repeat(1_100_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    /** Vert.x ends such a request without a response, and its client would wait until the connection is silent too long. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/x-www-form-urlencoded | a=%
            application/x-www-form-urlencoded | a=%zz&b=1
            application/x-www-form-urlencoded | MANY
            multipart/form-data; boundary=x   | LONG
            """)
    void answersAFormThatCannotBeParsed(String type, String body) {
        String sent = body.replace("MANY", "a=b&".repeat(2_000)).replace("LONG", "x".repeat(20_000));
        TestCall.Answer answer =
                call().header("Content-Type", type).send(HttpMethod.POST, "/echo", Buffer.buffer(sent));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void readsListsUpToTheirLimitWhereverTheyStandInJson() {
        String most = "[" + "\"a\",".repeat(999) + "[1]]";
        assertThat(postJson("{\"a\":{\"b\":" + most + ",\"c\":" + most + "}}").status())
                .isEqualTo(200);

        TestCall.Answer refused = postJson("{\"a\":{\"b\":[" + "{\"x\":[1,2]},".repeat(1_000) + "1]}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("error_description"))
                .isEqualTo("found a list of more than 1000 entries, expected at most 1000");
    }

    private TestCall.Answer postJson(String body) {
        return call().header("Content-Type", "application/json").send(HttpMethod.POST, "/echo", body);
    }
}
