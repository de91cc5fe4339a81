package org.s2slab.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.OperationCounters;

/** Who opens more connections than others leaves them open to the others. */
class ConnectionLimitsTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ATTACKER = "127.0.0.2";
    private static final String EVERYBODY = "127.0.0.1";
    private static final String ANNA = "Basic "
            + Base64.getEncoder().encodeToString(("anna@contoso.com:" + TestDeployment.PASSWORD).getBytes(UTF_8));

    private final List<RawConnection> opened = new ArrayList<>();

    @Override
    Map<String, Object> limits() {
        return Map.of("connections", 12, "connections-per-address", 8, "header-time", "PT10M");
    }

    @AfterEach
    void hangUp() {
        opened.forEach(RawConnection::close);
    }

    private List<RawConnection> open(int count, String address) throws IOException {
        List<RawConnection> mine = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mine.add(RawConnection.from(address, node.port()));
        }
        opened.addAll(mine);
        return mine;
    }

    private long closedByNode() {
        return node.counters().snapshot().getOrDefault(OperationCounters.CONNECTIONS_CLOSED, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {ATTACKER, EVERYBODY})
    void closesTheOldestSilentConnectionsOfAnAddressThatHasTooMany(String address) throws IOException {
        List<RawConnection> silent = open(20, address);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closedByNode()).isEqualTo(12));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(silent.subList(0, 12)).allMatch(RawConnection::isClosed));
        assertThat(silent.subList(12, 20)).noneMatch(RawConnection::isClosed);
        assertThat(call().basic("anna@contoso.com", "Passw0rd!").get("/people").status())
                .isEqualTo(200);
        assertThat(closedByNode()).isEqualTo(address.equals(EVERYBODY) ? 13 : 12);
    }

    @Test
    void closesTheOldestOfTheAddressThatHasMostWhereThePortIsFull() throws IOException {
        List<RawConnection> few = open(4, "127.0.0.3");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(call().get("/nothing").status()).isEqualTo(404));
        List<RawConnection> most = open(7, ATTACKER);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closedByNode()).isZero());

        List<RawConnection> more = open(3, "127.0.0.4");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closedByNode()).isEqualTo(3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(most.subList(0, 3)).allMatch(RawConnection::isClosed));
        assertThat(most.subList(3, 7)).noneMatch(RawConnection::isClosed);
        assertThat(few).noneMatch(RawConnection::isClosed);
        assertThat(more).noneMatch(RawConnection::isClosed);
    }

    @Test
    void closesNoConnectionOfWhichARequestIsWorkedOn() throws IOException {
        RawHttps https = new RawHttps(deployment.authority().root(), HOST, node.port());
        RawConnection working = RawConnection.secured(https, EVERYBODY, node.port());
        opened.add(working);
        working.write("GET /waiting HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
        await().atMost(PATIENCE).until(() -> !waiting.isEmpty());

        open(30, EVERYBODY);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closedByNode()).isEqualTo(23));
        assertThat(working.isClosed()).isFalse();

        waiting.forEach(promise -> promise.complete());
        await().atMost(PATIENCE).until(() -> working.read().startsWith("HTTP/1.1 200"));
    }

    /** The request before it is answered when the password is checked, or its body is thrown away after the response. */
    @ParameterizedTest
    @CsvSource({"GET /people, '', ''", "POST /partners, {}, ''", "POST /partners, '', {}"})
    void closesNoConnectionOfWhichAPipelinedRequestIsWorkedOn(String request, String body, String rest)
            throws IOException {
        RawHttps https = new RawHttps(deployment.authority().root(), HOST, node.port());
        RawConnection working = RawConnection.secured(https, EVERYBODY, node.port());
        opened.add(working);
        working.write(request + " HTTP/1.1\r\nHost: " + HOST + "\r\nAuthorization: " + ANNA
                + "\r\nContent-Type: application/json\r\nContent-Length: " + (body.length() + rest.length())
                + "\r\n\r\n" + body);
        if (!rest.isEmpty()) {
            await().atMost(PATIENCE).until(() -> working.read().contains("HTTP/1.1 401"));
        }
        working.write(rest + "GET /waiting HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
        await().atMost(PATIENCE).until(() -> !waiting.isEmpty());

        open(30, EVERYBODY);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closedByNode()).isEqualTo(23));
        assertThat(working.isClosed()).isFalse();

        waiting.forEach(promise -> promise.complete());
        await().atMost(PATIENCE).until(() -> working.read().contains("HTTP/1.1 200"));
    }
}
