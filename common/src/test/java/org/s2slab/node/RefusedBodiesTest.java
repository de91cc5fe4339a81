package org.s2slab.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.OperationCounters;

/** Clients that send a large body before they know the challenge, and repeat the request on the same connection. */
class RefusedBodyCounterTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ALLOWANCE = 40_000_000;

    /** More than all buffers between a client and the node hold. */
    private static final int SENT = 16_000_000;

    private static final String CLOSE = "connection: close";
    private static final String ANNA = "Authorization: Basic "
            + Base64.getEncoder().encodeToString(("anna@contoso.com:" + TestDeployment.PASSWORD).getBytes(UTF_8))
            + "\r\n";

    @Override
    Map<String, Object> limits() {
        return Map.of("refused-bodies", ALLOWANCE);
    }

    private RawConnection from(String address) throws IOException {
        return RawConnection.secured(
                new RawHttps(deployment.authority().root(), HOST, node.port()), address, node.port());
    }

    private static String head(String more) {
        return "POST /people HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }

    private static String json(int length) {
        return "{\"a\":\"" + "x".repeat(length - 8) + "\"}";
    }

    private static String chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += 8_000) {
            String chunk = body.substring(at, Math.min(body.length(), at + 8_000));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    /** Sends a request without a credential as a whole, then with one, and reads what comes then. */
    private static String repeated(RawConnection connection, String fields, String body) {
        connection.write(head(fields) + body);
        await().atMost(PATIENCE).until(() -> connection.read().startsWith("HTTP/1.1 401 "));
        int before = connection.read().length();
        connection.write(head(fields + ANNA) + body);
        await().atMost(PATIENCE)
                .until(() -> connection.read().substring(before).contains("HTTP/1.1 200 ") || connection.isClosed());
        return connection.read();
    }

    @ParameterizedTest
    @CsvSource({"150000, ''", "300000, ''", "900000, ''", "300000, 'Expect: 100-continue\r\n'"})
    void goesOnWithTheConnectionBehindALargeBody(int length, String more) throws IOException {
        try (RawConnection connection = from("127.0.0.2")) {
            String answers = repeated(connection, more + "Content-Length: " + length + "\r\n", json(length));

            assertThat(answers.toLowerCase(Locale.ROOT)).doesNotContain(CLOSE);
            assertThat(answers).contains("HTTP/1.1 200 ").contains("anna");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
    void goesOnWithTheConnectionBehindALargeBodyInChunks(String more) throws IOException {
        try (RawConnection connection = from("127.0.0.2")) {
            String body = chunked(json(600_000));

            assertThat(repeated(connection, more + "Transfer-Encoding: chunked\r\n", body))
                    .contains("HTTP/1.1 200 ")
                    .contains("anna");
        }
    }

    /** What was taken for a body in chunks is given back as soon as its length is known. */
    @Test
    void countsTheBytesThatCame() throws IOException {
        String body = chunked(json(600_000));
        for (int i = 0; i < 10; i++) {
            try (RawConnection connection = from("127.0.0.2")) {
                assertThat(repeated(connection, "Transfer-Encoding: chunked\r\n", body))
                        .as("request %d", i)
                        .contains("HTTP/1.1 200 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 30000000\r\n", "Transfer-Encoding: chunked\r\n"})
    void saysThatTheConnectionEndsWhenTheAllowanceOfTheAddressIsUsedUp(String length) throws IOException {
        try (RawConnection first = from("127.0.0.2");
                RawConnection second = from("127.0.0.2");
                RawConnection other = from("127.0.0.3")) {
            first.write(head("Content-Length: 30000000\r\n"));
            await().atMost(PATIENCE).until(() -> first.read().startsWith("HTTP/1.1 401 "));
            assertThat(lowerCase(first)).doesNotContain(CLOSE);

            // A client that reads when it has written everything.
            second.write(head(length) + (length.contains("chunked") ? chunked(json(SENT)) : json(SENT)));
            await().atMost(PATIENCE).until(second::isClosed);
            assertThat(lowerCase(second)).startsWith("http/1.1 401 ").contains(CLOSE);

            assertThat(repeated(other, "Content-Length: 900000\r\n", json(900_000)))
                    .contains("HTTP/1.1 200 ");
        }
        assertThat(node.counters().snapshot()).doesNotContainKey(OperationCounters.SLOW_REQUESTS);
    }

    /** It has nothing to throw away, so it takes nothing of the allowance. */
    @Test
    void goesOnBehindARequestWithoutABodyWhenTheAllowanceIsUsedUp() throws IOException {
        try (RawConnection first = from("127.0.0.2");
                RawConnection second = from("127.0.0.2")) {
            first.write(head("Content-Length: 30000000\r\n"));
            await().atMost(PATIENCE).until(() -> first.read().startsWith("HTTP/1.1 401 "));

            second.write("GET /people HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            await().atMost(PATIENCE).until(() -> second.read().endsWith("\r\n\r\n"));
            assertThat(lowerCase(second)).startsWith("http/1.1 401 ").doesNotContain(CLOSE);
        }
    }

    /** RFC 9112, 9.6: whoever announced the end of the connection processes no further request of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /people HTTP/1.1\r\n\r\n",
                "POST /people HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void answersNoRequestBehindOneThatEndsTheConnection(String request) throws IOException {
        try (RawConnection connection = from("127.0.0.2")) {
            connection.write(request + "GET /people HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            await().atMost(PATIENCE).until(connection::isClosed);
            assertThat(lowerCase(connection)).startsWith("http/1.1 400 ").doesNotContain("http/1.1 401 ");
        }
    }

    @Test
    void lingersBehindABodyThatIsLongerThanAny() throws IOException {
        try (RawConnection connection = from("127.0.0.2")) {
            connection.write(head("Content-Length: 40000000\r\n") + json(SENT));
            await().atMost(PATIENCE).until(connection::isClosed);
            assertThat(lowerCase(connection)).startsWith("http/1.1 401 ").contains(CLOSE);
        }
    }

    /** Refused before any router sees it. */
    @Test
    void lingersBehindARequestWithoutAHost() throws IOException {
        try (RawConnection connection = from("127.0.0.2")) {
            connection.write("POST /people HTTP/1.1\r\nContent-Length: 30000000\r\n\r\n" + json(SENT));
            await().atMost(PATIENCE).until(connection::isClosed);
            assertThat(lowerCase(connection)).startsWith("http/1.1 400 ").contains(CLOSE);
        }
    }

    private static String lowerCase(RawConnection connection) {
        return connection.read().toLowerCase(Locale.ROOT);
    }
}
