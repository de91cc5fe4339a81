package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.trace.OperationCounters;

/** Requests that come so slowly that they would never end. */
class SlowRequestsTest extends StartedNode {
    /** A busy machine must establish TLS within the time for a header, which begins with the connection. */
    @Override
    Map<String, Object> limits() {
        return Map.of("header-time", "PT3S", "body-time", "PT0.5S");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
    }

    private RawConnection secured() throws IOException {
        return RawConnection.secured(
                new RawHttps(deployment.authority().root(), HOST, node.port()), "127.0.0.2", node.port());
    }

    /** Reads before it writes: TLS discards what was not read when a write meets a closed connection. */
    private static boolean dripped(RawConnection connection, String drop) {
        if (!connection.isClosed()) {
            connection.write(drop);
        }
        return connection.isClosed();
    }

    private long slow() {
        return node.counters().snapshot().getOrDefault(OperationCounters.SLOW_REQUESTS, 0L);
    }

    @Test
    void closesAConnectionOnWhichTlsIsNeverBegun() throws IOException {
        try (RawConnection silent = RawConnection.from("127.0.0.2", node.port())) {
            patiently().until(silent::isClosed);
            assertThat(slow()).isEqualTo(1);
        }
    }

    @Test
    void closesAConnectionWhoseHeaderDrips() throws IOException {
        try (RawConnection dripping = secured()) {
            dripping.write("GET /nothing HTTP/1.1\r\nHost: " + HOST + "\r\nX-Note: ");
            patiently().until(() -> dripped(dripping, "a"));
            assertThat(dripping.read()).isEmpty();
            assertThat(slow()).isEqualTo(1);
        }
    }

    @Test
    void countsTheTimeOfALaterHeaderFromItsFirstByte() throws IOException {
        try (RawConnection dripping = secured()) {
            dripping.write("GET /nothing HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            patiently().until(() -> dripping.read().startsWith("HTTP/1.1 404"));
            dripping.write("GET /nothing HTTP/1.1\r\nX-Note: ");
            patiently().until(() -> dripped(dripping, "a"));
            assertThat(slow()).isEqualTo(1);
        }
    }

    @Test
    void answersABodyThatDripsAndClosesItsConnection() throws IOException {
        try (RawConnection dripping = secured()) {
            dripping.write("POST /echo HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: 60000\r\n\r\n");
            patiently().until(() -> dripped(dripping, " "));
            assertThat(dripping.read()).startsWith("HTTP/1.1 408 ").contains("the body did not end in time");
            assertThat(slow()).isEqualTo(1);
        }
    }

    @Test
    void closesAConnectionOnWhichTheBodyOfARefusedRequestDrips() throws IOException {
        try (RawConnection dripping = secured()) {
            dripping.write("POST /partners HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: 60000\r\n\r\n");
            patiently().until(() -> dripping.read().startsWith("HTTP/1.1 401 "));
            patiently().until(() -> dripped(dripping, " "));
            assertThat(slow()).isEqualTo(1);
        }
    }

    @Test
    void leavesARequestThatIsWorkedOnItsTime() throws IOException {
        try (RawConnection working = secured()) {
            working.write("GET /waiting HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            try (RawConnection silent = RawConnection.from("127.0.0.2", node.port())) {
                patiently().until(silent::isClosed);
            }
            try (RawConnection another = RawConnection.from("127.0.0.2", node.port())) {
                patiently().until(another::isClosed);
            }
            waiting.forEach(promise -> promise.complete());
            patiently().until(() -> working.read().startsWith("HTTP/1.1 200"));
        }
    }
}
