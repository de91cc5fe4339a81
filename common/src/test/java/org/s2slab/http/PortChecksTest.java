package org.s2slab.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.management.AdministratorAuthenticator;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.TlsOptions;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.BearerValidator;

/**
 * The order of the checks of each port. A request that one check must stop would be stopped by every check behind it as
 * well: its response is that of the first, and none behind it has run.
 */
class PortChecksTest {
    private static final String HOST = "lync.contoso.com";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> EVERY = List.of("trace", "time", "form");
    private static final List<String> PEOPLE =
            List.of("trace", "time", "form", "cross-site", "authentication", "turns", "body", "content", "endpoint");
    private static final List<String> ADMINISTRATORS =
            List.of("trace", "time", "form", "cross-site", "authentication", "body", "content", "endpoint");

    private static final String WRONG = basic("anna@contoso.com:wrong");
    private static final String OTHER_SITE = "Origin: https://evil.example\r\n";
    private static final String SHORT_LIST = "{\"a\":[1]}";
    private static final String LONG_LIST = "{\"a\":[" + "1,".repeat(20) + "1]}";
    private static final String LARGE = "{\"a\":[" + "1,".repeat(1000) + "1]}";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final Queue<RoutingContext> held = new ConcurrentLinkedQueue<>();
    private RawHttps https;
    private HttpListener listener;
    private NodeConfig config;
    private String administrator;

    /** A request that one check stops, or that the endpoint receives. */
    private record Case(String station, int status, String request) {}

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        TestDeployment deployment = new TestDeployment(folder);
        config = deployment.config("lync", List.of(HOST), List.of(TestDeployment.person("anna")));
        HopJournal journal = new HopJournal("lync", new TestClock());
        listener = new HttpListener(
                vertx,
                new RequestTrace(IdGenerator.seeded(1), List.of("request-id")),
                journal,
                new OperationCounters(),
                FailureHandler.forPublic(new TestDialect(), new InternalFailures(new OperationCounters())),
                RequestLimits.of(Map.of(
                        "requests-per-caller", 1,
                        "waiting-per-caller", 0,
                        "list-entries", 10,
                        "connections-per-address", 4)),
                1_000);
        Router router = Router.router(vertx);
        FailureHandler.forPublic(new TestDialect(), new InternalFailures(new OperationCounters()))
                .mount(router);
        noted(listener.checks().ofEveryRequest())
                .forEach(check -> router.route().handler(check.handler()));
        Endpoint endpoint = routes -> {};
        serve(router, "/people", listener.checks().ofEndpoint(endpoint, Set.of(HOST), authenticator(journal)));
        serve(router, "/guarded", listener.checks().ofEndpoint(new Guarded(), Set.of(HOST), authenticator(journal)));
        var credential = AdministratorCredential.in(folder.resolve("administrator"));
        serve(
                router,
                "/administrators",
                listener.checks().ofAdministrators(Set.of(HOST), new AdministratorAuthenticator(credential)));
        administrator = basic(
                "administrator:" + Files.readString(AdministratorCredential.fileIn(folder.resolve("administrator"))));
        listener.listen(
                        TlsOptions.server(config.tls().tlsKey(), config.tls().tlsCertificate()),
                        ListenerConfig.ANY,
                        router)
                .await();
        https = new RawHttps(deployment.authority().root(), HOST, listener.port());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private CallerAuthenticator authenticator(HopJournal journal) {
        PrincipalId lync = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");
        var self = new ServiceIdentity(lync, Set.of("contoso.com"), Set.of(HOST));
        BearerValidator validator = (token, host, port, context, witness) -> token.equals("a.b.c")
                ? Future.succeededFuture(new Caller(lync, null, null))
                : Future.failedFuture(new Refusal(RefusalCode.TOKEN_AUDIENCE, "G2", "another"));
        return new CallerAuthenticator(
                new TestDialect(),
                () -> self,
                List::of,
                journal,
                validator,
                new BasicAuthenticator(config, (kind, value) -> Future.succeededFuture(List.of())),
                fields -> Optional.empty());
    }

    private void serve(Router router, String path, List<RequestCheck> checks) {
        new EndpointRoutes(router, noted(checks)).routeWithRegex(path).handler(request -> {
            passed.add("endpoint");
            if ("hold".equals(request.request().query())) {
                held.add(request);
            } else {
                request.response().end();
            }
        });
    }

    /** The same checks, which say that a request has come to them. */
    private List<RequestCheck> noted(List<RequestCheck> checks) {
        return checks.stream()
                .map(check -> new RequestCheck(check.name(), request -> {
                    passed.add(check.name());
                    check.handler().handle(request);
                }))
                .toList();
    }

    private static String basic(String credential) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8)) + "\r\n";
    }

    private static String post(String target, String fields, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Type: application/json\r\n" + fields
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** For each check, in the written order, a request that it and all behind it refuse. */
    private static List<Case> cases(String path, String right) {
        String all = OTHER_SITE + WRONG;
        return List.of(
                new Case("", 400, post(path + "?access_token=x", "X-Note: a\r\n b\r\n" + all, LARGE)),
                new Case("", 400, post(path + "?access_token=x", all, LARGE).replace("Host: " + HOST + "\r\n", "")),
                new Case("form", 400, post(path + "?access_token=x", all, LARGE)),
                new Case("cross-site", 403, post(path, all, LARGE)),
                new Case("authentication", 401, post(path, WRONG, LARGE)),
                new Case("authentication", 401, post(path, "", LARGE)),
                new Case("body", 413, post(path, right, LARGE)),
                new Case("content", 400, post(path, right, LONG_LIST)),
                new Case("endpoint", 200, post(path, right, SHORT_LIST)));
    }

    private static String anna() {
        return basic("anna@contoso.com:" + TestDeployment.PASSWORD);
    }

    @TestFactory
    Stream<DynamicTest> stopsARequestOfPeopleWhereItMustStop() {
        return cases("/people", anna()).stream()
                .map(given -> dynamicTest(given.station() + " " + given.status(), () -> check(given, PEOPLE)));
    }

    @TestFactory
    Stream<DynamicTest> stopsARequestOfAnAdministratorWhereItMustStop() {
        return cases("/administrators", administrator).stream()
                .map(given -> dynamicTest(given.station() + " " + given.status(), () -> check(given, ADMINISTRATORS)));
    }

    private void check(Case given, List<String> order) throws IOException {
        passed.clear();
        assertThat(https.send(given.request())).startsWith("HTTP/1.1 " + given.status() + " ");
        assertThat(passed).isEqualTo(order.subList(0, order.indexOf(given.station()) + 1));
    }

    @Test
    void stopsATokenAtTheAuthentication() throws IOException {
        check(new Case("authentication", 401, post("/people", "Authorization: Bearer x.y.z\r\n", LARGE)), PEOPLE);
        check(new Case("body", 413, post("/people", "Authorization: Bearer a.b.c\r\n", LARGE)), PEOPLE);
    }

    @Test
    void stopsAnAuthenticatedCallerAtThePolicyBeforeItsBody() throws IOException {
        List<String> guarded = new ArrayList<>(PEOPLE);
        guarded.add(guarded.indexOf("turns"), "policy");
        String token = "Authorization: Bearer a.b.c\r\n";
        check(new Case("authentication", 401, post("/guarded", "Authorization: Bearer x.y.z\r\n", LARGE)), guarded);
        check(new Case("policy", 403, post("/guarded?blocked", token, LARGE)), guarded);
        check(new Case("body", 413, post("/guarded", token, LARGE)), guarded);
    }

    @Test
    void stopsARequestBeforeItsBodyWhenItsCallerHasNoTurn() throws IOException {
        try (RawConnection first = RawConnection.secured(https, "127.0.0.1", listener.port())) {
            first.write("GET /people?hold HTTP/1.1\r\nHost: " + HOST + "\r\n" + anna() + "\r\n");
            await().atMost(PATIENCE).until(() -> !held.isEmpty());
            check(new Case("turns", 429, post("/people", anna(), LARGE)), PEOPLE);
            check(new Case("authentication", 401, post("/people", WRONG, LARGE)), PEOPLE);
            held.remove().response().end();
            await().atMost(PATIENCE).until(() -> first.read().startsWith("HTTP/1.1 200 "));
        }
        check(new Case("endpoint", 200, post("/people", anna(), SHORT_LIST)), PEOPLE);
    }

    @Test
    void stopsARequestOfAConnectionThatIsOneTooMany() throws IOException {
        List<RawConnection> opened = new ArrayList<>();
        try (RawConnection first = RawConnection.secured(https, "127.0.0.1", listener.port())) {
            first.write("POST /people HTTP/1.1\r\nHost: " + HOST + "\r\n");
            for (int i = 0; i < 4; i++) {
                opened.add(RawConnection.from("127.0.0.1", listener.port()));
            }
            await().atMost(PATIENCE).until(first::isClosed);
            assertThat(first.read()).isEmpty();
            assertThat(passed).isEmpty();
        } finally {
            opened.forEach(RawConnection::close);
        }
    }

    @Test
    void asksNobodyForACredentialAtAnUnknownPath() throws IOException {
        assertThat(https.send(post("/nothing", OTHER_SITE + WRONG, LARGE))).startsWith("HTTP/1.1 404 ");
        assertThat(passed).isEqualTo(EVERY);
    }

    @Test
    void hasTheseChecksForEachKindOfVisitor() {
        PortChecks checks = listener.checks();
        Endpoint endpoint = routes -> {};
        CallerAuthenticator authenticator = authenticator(new HopJournal("a", new TestClock()));
        assertThat(names(checks.ofEndpoint(endpoint, null, null))).containsExactly("body", "content");
        assertThat(names(checks.ofEndpoint(endpoint, Set.of(HOST), null)))
                .containsExactly("cross-site", "body", "content");
        assertThat(names(checks.ofEndpoint(endpoint, null, authenticator)))
                .containsExactly("authentication", "turns", "body", "content");
        assertThat(names(checks.ofEndpoint(new Guarded(), null, authenticator)))
                .containsExactly("authentication", "policy", "turns", "body", "content");
        assertThat(names(checks.ofAnyone(Set.of(HOST)))).containsExactly("cross-site");
    }

    /** An endpoint whose policy refuses requests with a query. */
    private static final class Guarded implements Endpoint {
        @Override
        public void mount(EndpointRoutes routes) {}

        @Override
        public Optional<CallerPolicy> policy() {
            return Optional.of(request -> request.request().query() == null
                    ? Optional.empty()
                    : Optional.of(new Refusal(RefusalCode.TENANT_POLICY, "P1", "blocked")));
        }
    }

    private static List<String> names(List<RequestCheck> checks) {
        return checks.stream().map(RequestCheck::name).toList();
    }
}
