package org.s2slab.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.OperationCounters;

/** One caller's many requests, and another's one. */
class CallerTurnsTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PARTNER = "Bearer a.b.c";
    private static final String ANNA = "Basic "
            + Base64.getEncoder().encodeToString(("anna@contoso.com:" + TestDeployment.PASSWORD).getBytes(UTF_8));

    private final List<RawConnection> opened = new ArrayList<>();

    @Override
    Map<String, Object> limits() {
        return Map.of("requests-per-caller", 2, "waiting-per-caller", 3);
    }

    @AfterEach
    void hangUp() {
        opened.forEach(RawConnection::close);
    }

    private RawConnection ask(String address, String authorization) throws IOException {
        RawConnection connection = RawConnection.secured(
                new RawHttps(deployment.authority().root(), HOST, node.port()), address, node.port());
        opened.add(connection);
        connection.write(
                "GET /both/waiting HTTP/1.1\r\nHost: " + HOST + "\r\nAuthorization: " + authorization + "\r\n\r\n");
        return connection;
    }

    private static long with(List<RawConnection> asked, int status) {
        return asked.stream()
                .filter(connection -> connection.read().startsWith("HTTP/1.1 " + status + " "))
                .count();
    }

    /** Ends what is worked on now. */
    private void end() {
        // No more than these: the first that ends lets another one begin.
        List<Promise<Void>> now = new ArrayList<>(waiting);
        waiting.removeAll(now);
        now.forEach(Promise::complete);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.1"})
    void worksOnAFewRequestsOfACallerAndOnThoseOfOthersBeside(String address) throws IOException {
        List<RawConnection> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(ask(address, PARTNER));
        }
        await().atMost(PATIENCE).until(() -> with(many, 429) == 1);
        assertThat(node.counters().snapshot()).containsEntry(OperationCounters.CALLERS_REFUSED, 1L);
        assertThat(waiting).hasSize(2);

        List<RawConnection> another = List.of(ask("127.0.0.1", ANNA));
        await().atMost(PATIENCE).until(() -> waiting.size() == 3);
        end();
        await().atMost(PATIENCE).until(() -> with(another, 200) == 1 && waiting.size() == 2);
        end();
        await().atMost(PATIENCE).until(() -> waiting.size() == 1);
        end();
        await().atMost(PATIENCE).until(() -> with(many, 200) == 5);
    }

    @Test
    void refusesWhatCannotEvenWaitWithATimeToComeBack() throws IOException {
        List<RawConnection> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(ask("127.0.0.2", PARTNER));
        }
        await().atMost(PATIENCE).until(() -> with(many, 429) == 1);
        assertThat(many)
                .anySatisfy(refused -> assertThat(refused.read())
                        .contains("temporarily_unavailable")
                        .containsIgnoringCase("Retry-After: 1"));
    }

    @Test
    void givesTheTurnsOfThoseWhoHungUpToOthers() throws IOException {
        List<RawConnection> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(ask("127.0.0.2", PARTNER));
        }
        await().atMost(PATIENCE).until(() -> with(many, 429) == 1);
        many.forEach(RawConnection::close);

        await().atMost(PATIENCE).until(() -> isAnswered(ask("127.0.0.2", PARTNER)));
    }

    /** For a while, in which everything that is worked on ends. */
    private boolean isAnswered(RawConnection connection) {
        boolean answered = false;
        for (int look = 0; look < 200 && !answered; look++) {
            end();
            answered = with(List.of(connection), 200) == 1;
        }
        return answered;
    }
}
