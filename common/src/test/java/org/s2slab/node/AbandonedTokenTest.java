package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;

/** A client that leaves while its token is validated. */
class AbandonedTokenTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Queue<Promise<Caller>> validating = new ConcurrentLinkedQueue<>();

    @Override
    Node startNode() {
        Node started = node(config).validatesBy((token, host, port, context, witness) -> {
            Promise<Caller> validated = Promise.promise();
            validating.add(validated);
            return validated.future();
        });
        started.start(new Feature()
                        .endpoints(EndpointGroup.forPartners(router -> router.get("/refused")
                                .respond(request ->
                                        Future.failedFuture(new Refusal(RefusalCode.ACCESS_DENIED, "I7", "no role"))))))
                .await();
        return started;
    }

    private RawConnection ask(String path) throws IOException {
        RawConnection connection = RawConnection.secured(
                new RawHttps(deployment.authority().root(), HOST, node.port()), "127.0.0.1", node.port());
        connection.write("GET " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\nAuthorization: Bearer a.b.c\r\n\r\n");
        return connection;
    }

    /** The journal must not wait for the end of a request that has ended: it would keep the token for ever. */
    @Test
    @SuppressWarnings("try")
    void isInTheJournal() throws IOException {
        try (RawConnection leaving = ask("/refused")) {
            await().atMost(PATIENCE).until(() -> !validating.isEmpty());
        }
        // One event loop serves both, so the node has then seen that the first client left.
        try (RawConnection another = ask("/nothing")) {
            await().atMost(PATIENCE).until(() -> another.read().startsWith("HTTP/1.1 404 "));
        }
        validating.remove().complete(new Caller(EXCHANGE, null, "hash"));

        await().atMost(PATIENCE).until(() -> !node.journal().since(0, null).isEmpty());
        List<HopKind> kinds =
                node.journal().since(0, null).stream().map(Hop::kind).toList();
        assertThat(kinds).containsExactly(HopKind.ACCEPTED);
    }
}
