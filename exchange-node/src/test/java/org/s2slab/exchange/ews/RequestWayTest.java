package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.http.CallerAuthenticator;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HttpListener;
import org.s2slab.http.RequestCheck;
import org.s2slab.http.RequestTrace;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDialect;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/**
 * The classes that a request with a token passes before its operation, counted as {@code docs/ARCHITECTURE.md} says: those that
 * pass it on, and so stand in the stack of calls when it reaches the next check or the operation. The reader of bodies is not
 * among them, because Vert.x passes on what it has read.
 */
class RequestWayTest {
    private static final String HOST = "exchange.contoso.com";
    private static final Pattern OURS = Pattern.compile("org\\.s2slab\\.(?:\\w+\\.)+(\\w+)(?:\\$.*)?");
    private static final int LARGEST = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> passed = new ConcurrentSkipListSet<>();
    private EwsServer parts;
    private HttpListener listener;

    @BeforeEach
    void start(@TempDir Path folder) {
        parts = EwsServer.open(folder, ImLimits.DEFAULT);
        parts.asLyncFor("anna");
        IdGenerator ids = IdGenerator.seeded(1);
        listener = new HttpListener(
                vertx,
                new RequestTrace(ids, List.of()),
                parts.journal,
                parts.counters,
                FailureHandler.forPublic(new TestDialect(), new InternalFailures(new OperationCounters())),
                RequestLimits.USUAL,
                LARGEST);
        var self = new ServiceIdentity(EwsServer.LYNC, Set.of("contoso.com"), Set.of(HOST));
        var authenticator = new CallerAuthenticator(
                new TestDialect(),
                () -> self,
                List::of,
                parts.journal,
                (token, host, port, context, witness) -> Future.succeededFuture(parts.caller),
                null,
                fields -> Optional.empty());
        var endpoint = new EwsEndpoint(
                parts.operations.stream().map(this::noted).toList(),
                new RequestSchema(),
                parts.acting,
                new CallerBudget(parts.policy, parts.clock),
                parts.stores.access()::perform,
                parts.policies,
                ids,
                HOST,
                EwsServer.LIST_ENTRIES);
        Router router = listener.router();
        endpoint.mount(new EndpointRoutes(
                router,
                listener.checks().ofEndpoint(endpoint, Set.of(HOST), authenticator).stream()
                        .map(this::noted)
                        .toList()));
        listener.listen(TestTls.server(HOST), ListenerConfig.ANY, router).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        parts.close();
    }

    private RequestCheck noted(RequestCheck check) {
        return new RequestCheck(check.name(), request -> {
            note();
            check.handler().handle(request);
        });
    }

    private EwsOperation noted(EwsOperation operation) {
        return new EwsOperation() {
            @Override
            public String name() {
                return operation.name();
            }

            @Override
            public Future<EwsResponse> perform(EwsRequest request) {
                note();
                return operation.perform(request);
            }
        };
    }

    /** Adds the classes in the stack of calls that are not of this test. */
    private void note() {
        StackWalker.getInstance().forEach(frame -> {
            var ours = OURS.matcher(frame.getClassName());
            if (ours.matches() && !ours.group(1).endsWith("Test")) {
                passed.add(ours.group(1));
            }
        });
    }

    @Test
    void passesFiveClassesAndTheReaderOfBodiesBeforeItsOperation() throws IOException {
        String envelope = """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><GetImItemList/></s:Body>\
                </s:Envelope>""";
        String answer = new RawHttps(TestTls.authority().root(), HOST, listener.port())
                .send("POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: " + HOST + "\r\nAuthorization: Bearer a.b.c\r\n"
                        + "Content-Type: text/xml\r\nConnection: close\r\nContent-Length: " + envelope.length()
                        + "\r\n\r\n" + envelope);

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("NoError");
        assertThat(passed)
                .containsExactly(
                        "CallerAuthenticator", "CallerTurns", "EwsEndpoint", "FolderAccessCheck", "RequestCheck");
    }
}
