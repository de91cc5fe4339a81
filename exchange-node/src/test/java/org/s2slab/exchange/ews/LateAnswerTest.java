package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.identity.Caller;
import org.s2slab.node.WorkSequence;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.UserDirectory.Kind;

/** An operation that ends after its request was answered because it took too long. */
class LateAnswerTest {
    private static final String REQUEST = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
            <GetImItemList xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"/></soap:Body></soap:Envelope>
            """;

    private final Vertx vertx = Vertx.vertx();
    private final OperationCounters counters = new OperationCounters();
    private final Promise<Work> begun = Promise.promise();
    private final SlowOperation operation = new SlowOperation();
    private EwsServer parts;

    /** An operation at work. */
    private record Work(RoutingContext request, Context loop, Promise<EwsResponse> answer) {}

    @BeforeEach
    void open(@TempDir Path folder) {
        parts = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        parts.close();
    }

    private HttpServer start() {
        IdGenerator ids = IdGenerator.seeded(5);
        var anna = parts.mailboxes
                .directory
                .matching(Kind.UPN, "anna@contoso.com")
                .await()
                .get(0);
        Router router = Router.router(vertx);
        FailureHandler.forPublic(new TestDialect(), new InternalFailures(counters))
                .mount(router);
        router.route().handler(BodyHandler.create(false)).handler(request -> {
            request.put("s2slab.caller", new Caller(null, anna, null));
            request.put("s2slab.context", new CallContext(null, TraceParent.start(ids), null));
            operation.requests.add(request);
            request.next();
        });
        var acting = new MailboxResolver(
                parts.mailboxes.directory,
                parts.roles,
                ApplicationScopes.CONSENTS,
                parts.journal,
                application -> Optional.empty());
        new EwsEndpoint(
                        List.of(operation),
                        new RequestSchema(),
                        acting,
                        new CallerBudget(parts.policy, parts.clock),
                        (request, one) -> one.perform(request),
                        parts.policies,
                        ids,
                        "exchange.contoso.com",
                        100)
                .mount(new EndpointRoutes(router, List.of()));
        return vertx.createHttpServer().requestHandler(router).listen(0).await();
    }

    /** Ends when the test says so. */
    private final class SlowOperation implements EwsOperation {
        private final Queue<RoutingContext> requests = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "GetImItemList";
        }

        @Override
        public Future<EwsResponse> perform(EwsRequest understood) {
            Promise<EwsResponse> answer = Promise.promise();
            begun.complete(new Work(requests.remove(), vertx.getOrCreateContext(), answer));
            return answer.future();
        }
    }

    @Test
    void isNoFailureOfTheServersOwn() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + start().actualPort() + "/EWS/Exchange.asmx"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
                .build();
        CompletableFuture<HttpResponse<String>> response =
                HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        Work work = begun.future().await();
        work.loop().runOnContext(late -> work.request().fail(503));
        assertThat(response.join().statusCode()).isEqualTo(503);

        Promise<Void> ended = Promise.promise();
        work.loop().runOnContext(end -> {
            work.answer().complete(EwsResponse.DONE);
            work.loop().runOnContext(then -> ended.complete());
        });
        ended.future().await();
        assertThat(counters.snapshot()).isEmpty();
    }

    @Test
    void isNoFailureOfTheServersOwnIfTheClientHasLeft() throws IOException {
        Promise<Void> left = Promise.promise();
        Work work;
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), start().actualPort())) {
            client.getOutputStream()
                    .write(
                            ("POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: "
                                            + REQUEST.length() + "\r\n\r\n" + REQUEST)
                                    .getBytes(StandardCharsets.US_ASCII));
            work = begun.future().await();
            work.request().request().connection().closeHandler(closed -> left.complete());
        }
        left.future().await();
        work.loop().runOnContext(end -> work.answer().complete(EwsResponse.DONE));
        // Later than the work that computes the response.
        WorkSequence.each(IntStream.range(0, 100).boxed().toList(), turn -> vertx.executeBlocking(() -> turn))
                .await();
        assertThat(counters.snapshot()).isEmpty();
    }
}
