package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestTls;

class HandshakeTurnsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HOST = "lync.contoso.com";

    private final List<String> computed = new ArrayList<>();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final HandshakeTurns turns = new HandshakeTurns(thread::add, work -> {
        computed.add("rest");
        thread.add(work);
    });

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 1);
            }
        };
    }

    private void runAll() {
        for (Runnable next = thread.poll(); next != null; next = thread.poll()) {
            next.run();
        }
    }

    @Test
    void takesTheAddressesInTurn() {
        for (int i = 0; i < 3; i++) {
            String name = "many " + i;
            turns.add(from("127.0.0.2"), () -> computed.add(name));
        }
        turns.add(from("127.0.0.3"), () -> computed.add("one"));

        runAll();

        assertThat(computed)
                .filteredOn(what -> !what.equals("rest"))
                .containsExactly("many 0", "one", "many 1", "many 2");
    }

    @Test
    void restsAfterEachStep() {
        turns.add(from("127.0.0.2"), () -> computed.add("first"));
        turns.add(from("127.0.0.3"), () -> computed.add("second"));
        runAll();
        turns.add(from("127.0.0.2"), () -> computed.add("third"));
        runAll();

        assertThat(computed).containsExactly("first", "rest", "second", "rest", "third", "rest");
    }

    @Test
    void computesNothingForAClosedConnection() {
        EmbeddedChannel closed = from("127.0.0.2");
        turns.add(closed, () -> computed.add("closed"));
        turns.add(from("127.0.0.2"), () -> computed.add("open"));
        closed.close();

        runAll();

        assertThat(computed).containsExactly("open", "rest");
    }

    /** One that fails costs no other its turn. */
    @Test
    void goesOnBehindAFailure() {
        turns.add(from("127.0.0.2"), () -> {
            throw new IllegalStateException("broken");
        });
        turns.add(from("127.0.0.2"), () -> computed.add("next"));

        for (Runnable next = thread.poll(); next != null; next = thread.poll()) {
            try {
                next.run();
            } catch (IllegalStateException expected) {
                computed.add("failed");
            }
        }

        assertThat(computed).containsExactly("rest", "failed", "next", "rest");
    }

    /** The event loop is free while a handshake is computed. */
    @Test
    void delaysNoRequestOfAnEstablishedConnection() throws Exception {
        Vertx vertx = Vertx.vertx();
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            HttpServer server = vertx.createHttpServer(
                            TestTls.server(HOST).setSslEngineOptions(new ConnectionReportingTls(accepted -> {})))
                    .requestHandler(request -> request.response().end("served"))
                    .listen(0, "127.0.0.1")
                    .await();
            RawHttps https = new RawHttps(TestTls.authority().root(), HOST, server.actualPort());
            try (RawConnection established = RawConnection.secured(https, "127.0.0.3", server.actualPort())) {
                HandshakeTurns.ofProcess().add(from("127.0.0.2"), () -> awaitUnchecked(over));
                Future<RawConnection> later =
                        client.submit(() -> RawConnection.secured(https, "127.0.0.3", server.actualPort()));

                established.write("GET / HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");

                await().atMost(PATIENCE).until(() -> established.read().endsWith("served"));
                await().atMost(PATIENCE).during(Duration.ofMillis(300)).until(() -> !later.isDone());
                over.countDown();
                later.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
            }
        } finally {
            over.countDown();
            client.shutdown();
            vertx.close().await();
        }
    }

    private static void awaitUnchecked(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
