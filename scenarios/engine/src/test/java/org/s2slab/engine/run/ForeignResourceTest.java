package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A resource that does not answer. */
class ForeignResourceTest {
    /** Otherwise the next tokens wait for a connection, and it looks as if the resource did not answer them. */
    @Test
    void aRequestThatIsGivenUpLeavesNoConnection() {
        Vertx vertx = Vertx.vertx();
        Promise<Void> closed = Promise.promise();
        NetServer silent = vertx.createNetServer()
                .connectHandler(socket -> socket.closeHandler(gone -> closed.tryComplete()))
                .listen(0, "127.0.0.1")
                .await();
        var request = new ForeignResource.Request(
                HttpMethod.GET,
                URI.create("http://127.0.0.1:" + silent.actualPort()),
                MultiMap.caseInsensitiveMultiMap(),
                null);
        try (ForeignResource resource = new ForeignResource(vertx, request, null, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> resource.present("token").await()).isInstanceOf(TimeoutException.class);
            closed.future().timeout(60, TimeUnit.SECONDS).await();
        } finally {
            vertx.close().await();
        }
    }
}
