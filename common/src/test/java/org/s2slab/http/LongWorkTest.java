package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work that takes longer than a connection may be idle. */
class LongWorkTest {
    @Test
    void theConnectionStaysOpenUntilTheWorkIsDone() {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.put("/copy")
                    .respond(request -> LongWork.during(
                            request, vertx.timer(2, TimeUnit.SECONDS).map(new JsonObject().put("done", true)), 200));
            HttpServer server = vertx.createHttpServer(
                            new HttpServerOptions().setIdleTimeout(600).setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                    .requestHandler(router)
                    .listen(0)
                    .await();
            Buffer answer = vertx.createHttpClient()
                    .request(HttpMethod.PUT, server.actualPort(), "127.0.0.1", "/copy")
                    .compose(HttpClientRequest::send)
                    .compose(HttpClientResponse::body)
                    .await();
            assertThat(answer.toJsonObject().getBoolean("done")).isTrue();
        } finally {
            vertx.close().await();
        }
    }
}
