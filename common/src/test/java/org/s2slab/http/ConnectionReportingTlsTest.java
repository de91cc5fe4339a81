package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestTls;

class ConnectionReportingTlsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HOST = "lync.contoso.com";

    /** The most bytes of one read. */
    private static final int PORTION = 65_536;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService client = Executors.newSingleThreadExecutor();
    private final CountDownLatch sent = new CountDownLatch(1);
    private final AtomicLong readOfLarge = new AtomicLong();
    private final AtomicLong readBefore = new AtomicLong(-1);

    @AfterEach
    void close() {
        sent.countDown();
        client.shutdownNow();
        vertx.close().await();
    }

    /** Of a large body no more than a portion is read while another request is there. */
    @Test
    void readsAPortionOfEachConnectionInTurn() throws Exception {
        HttpServer server = vertx.createHttpServer(
                        TestTls.server(HOST).setSslEngineOptions(new ConnectionReportingTls(open -> {})))
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await();
        RawHttps https = new RawHttps(TestTls.authority().root(), HOST, server.actualPort());
        try (RawConnection large = RawConnection.secured(https, "127.0.0.2", server.actualPort());
                RawConnection small = RawConnection.secured(https, "127.0.0.3", server.actualPort())) {
            large.write("POST /large HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: 2000000\r\n\r\n");
            await().atMost(PATIENCE).until(() -> large.read().contains("100 Continue"));
            // The event loop is not free: both connections have something to read when it is again.
            client.execute(() -> large.write("x".repeat(2_000_000)));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            small.write("GET /small HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
            sent.countDown();

            await().atMost(PATIENCE).until(() -> small.read().contains("HTTP/1.1 200 "));
            assertThat(readBefore).hasValueBetween(0L, (long) PORTION);
            await().atMost(PATIENCE).until(() -> large.read().contains("HTTP/1.1 200 "));
        }
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/small")) {
            readBefore.set(readOfLarge.get());
            request.response().end();
            return;
        }
        request.handler(bytes -> readOfLarge.addAndGet(bytes.length()));
        request.endHandler(read -> request.response().end());
        request.response().writeContinue().onComplete(told -> vertx.runOnContext(busy -> awaitUnchecked(sent)));
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
