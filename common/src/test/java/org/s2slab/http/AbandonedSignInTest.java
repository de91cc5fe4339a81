package org.s2slab.http;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.testing.RawConnection;
import org.s2slab.trace.OperationCounters;

/** A client that leaves while it is authenticated; its caller has one turn. */
class AbandonedSignInTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Caller EXCHANGE =
            new Caller(PrincipalId.parse("00000002-0000-0ff1-ce00-000000000000@contoso.com"), null, "hash");

    private final Vertx vertx = Vertx.vertx();
    private final Queue<SignIn> signingIn = new ConcurrentLinkedQueue<>();

    /** A request whose caller is not known yet. */
    private record SignIn(RoutingContext request, Context loop) {
        void end() {
            loop.runOnContext(known -> request.next());
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private HttpServer start() {
        CallerTurns turns =
                new CallerTurns(RequestLimits.of(Map.of("requests-per-caller", 1)), new OperationCounters());
        Router router = Router.router(vertx);
        // As in the body reader: Vert.x wants a body's handler before all others.
        BodyHandler body = BodyHandler.create(false);
        router.post("/")
                .handler(request -> {
                    RequestIdentity.put(request, EXCHANGE);
                    BodyReader.holdBack(request.request());
                    signingIn.add(new SignIn(request, vertx.getOrCreateContext()));
                })
                .handler(request -> turns.enter(request, routes -> {}))
                .handler(request -> body.handle(request))
                .handler(request -> request.response().end());
        return vertx.createHttpServer().requestHandler(router).listen(0).await();
    }

    /** Begins a request with a body of two bytes. */
    private static RawConnection ask(HttpServer server) throws IOException {
        RawConnection connection = RawConnection.from("127.0.0.1", server.actualPort());
        connection.write("POST / HTTP/1.1\r\nHost: lync.contoso.com\r\nContent-Length: 2\r\n\r\n");
        return connection;
    }

    private SignIn next() {
        await().atMost(PATIENCE).until(() -> !signingIn.isEmpty());
        return signingIn.remove();
    }

    @Test
    void costsItsCallerNoTurn() throws IOException {
        HttpServer server = start();
        RawConnection leaving = ask(server);
        SignIn left = next();
        leaving.close();
        await().atMost(PATIENCE).until(() -> left.request().response().closed());
        left.end();

        try (RawConnection another = ask(server)) {
            another.write("{}");
            next().end();
            await().atMost(PATIENCE).until(() -> another.read().startsWith("HTTP/1.1 200 "));
        }
    }
}
