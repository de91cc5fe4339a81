package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Tests a resource that does not respond, or does not use TLS. */
class ForeignTokenPresenterTest {
    /** Otherwise later tokens wait for a connection, and the resource seems not to respond. */
    @Test
    void aRequestThatIsGivenUpLeavesNoConnection() {
        Vertx vertx = Vertx.vertx();
        Promise<Void> closed = Promise.promise();
        NetServer silent = vertx.createNetServer()
                .connectHandler(socket -> socket.closeHandler(gone -> closed.tryComplete()))
                .listen(0, "127.0.0.1")
                .await();
        var request = new ForeignTokenPresenter.Request(
                HttpMethod.GET,
                URI.create("http://127.0.0.1:" + silent.actualPort()),
                MultiMap.caseInsensitiveMultiMap(),
                null);
        try (ForeignTokenPresenter resource = new ForeignTokenPresenter(vertx, request, null, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> resource.present("token").await()).isInstanceOf(TimeoutException.class);
            closed.future().timeout(60, TimeUnit.SECONDS).await();
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void saysWhyThereIsNoTlsConnection() {
        Vertx vertx = Vertx.vertx();
        NetServer plain = vertx.createNetServer()
                .connectHandler(socket -> socket.end(Buffer.buffer("HTTP/1.1 400 Bad Request\r\n\r\n")))
                .listen(0, "127.0.0.1")
                .await();
        var request = new ForeignTokenPresenter.Request(
                HttpMethod.GET,
                URI.create("https://127.0.0.1:" + plain.actualPort()),
                MultiMap.caseInsensitiveMultiMap(),
                null);
        try (ForeignTokenPresenter resource = new ForeignTokenPresenter(vertx, request, null)) {
            assertThatThrownBy(() -> resource.present("token").await())
                    .hasMessageStartingWith("no TLS connection (not an SSL/TLS record")
                    .hasMessageEndingWith("--ca FILE names the root certificate of a server that Java does not trust");
        } finally {
            vertx.close().await();
        }
    }
}
